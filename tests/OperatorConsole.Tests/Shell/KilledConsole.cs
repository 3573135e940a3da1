using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Data.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Shell;

/// <summary>The console as a process of its own, to be killed.</summary>
internal sealed class KilledConsole : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentQueue<string?> _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private KilledConsole(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => _address.Task.GetAwaiter().GetResult();

    /// <summary>Chance that can be had again: <c>KILL_SEED</c>, or a seed that is told.</summary>
    internal static Random Chance()
    {
        var seed = Environment.GetEnvironmentVariable("KILL_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    /// <summary>The console in the test's own process, which prepares the data and reads it between two kills. It does not serve.</summary>
    internal static async Task<WebApplication> BesideAsync(string data, params string[] settings)
    {
        var console = ConsoleHost.Build(["--data", data, "--Logs:Level", "Fatal", .. settings]);
        await ConsoleHost.PrepareAsync(console, TestContext.Current.CancellationToken);

        // Where there is an administrator, no start offers a link for the first one.
        await using var scope = console.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var admin = new StaffMember { UserName = "max", DisplayName = "Max Stern" };
        (await people.CreateAsync(admin, RunningConsole.Password)).Succeeded.ShouldBeTrue();
        (await people.AddToRoleAsync(admin, Roles.Admin)).Succeeded.ShouldBeTrue();
        return console;
    }

    /// <summary>Starts one and waits until it says that it listens.</summary>
    internal static async Task<KilledConsole> StartAsync(string data, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };

        // Nobody profits any more from what would be measured for later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "OperatorConsole.dll"), "--data", data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Error", .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        var console = new KilledConsole(Process.Start(start)!);
        var ended = console._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(console._address.Task, ended).WaitAsync(Patience, TestContext.Current.CancellationToken);
        console._address.Task.IsCompleted.ShouldBeTrue($"the console ended: {string.Join('\n', console._said)}");
        return console;
    }

    /// <summary>Waits for something that the process does; what it said is told when it ends or never does it.</summary>
    internal async Task UntilAsync(Func<Task<bool>> happened, TimeSpan pause, CancellationToken cancellation)
    {
        var patience = Stopwatch.StartNew();
        while (!await happened())
        {
            _process.HasExited.ShouldBeFalse($"the console ended: {string.Join('\n', _said)}");
            patience.Elapsed.ShouldBeLessThan(Patience, $"nothing happened: {string.Join('\n', _said)}");
            await Task.Delay(pause, cancellation);
        }
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still in the middle of whatever it does, and keeps what it holds.</summary>
    internal void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    internal void Thaw() => Signal("-CONT");

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        _said.Enqueue(line);
        if (line is not null && line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim('"')));
        }
    }
}

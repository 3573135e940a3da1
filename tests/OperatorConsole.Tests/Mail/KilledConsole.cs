using System.Collections.Concurrent;
using System.Diagnostics;

namespace OperatorConsole.Tests.Mail;

/// <summary>The console as a process of its own, to be killed.</summary>
internal sealed class KilledConsole : IDisposable
{
    private readonly ConcurrentQueue<string?> _said = new();
    private readonly Process _process;

    private KilledConsole(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal static KilledConsole Start(string data, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "OperatorConsole.dll"), "--data", data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Error", .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        return new KilledConsole(Process.Start(start)!);
    }

    /// <summary>Waits for something that the process does; what it said is told when it ends or never does it.</summary>
    internal async Task UntilAsync(Func<Task<bool>> happened, TimeSpan pause, CancellationToken cancellation)
    {
        var patience = Stopwatch.StartNew();
        while (!await happened())
        {
            _process.HasExited.ShouldBeFalse($"the console ended: {string.Join('\n', _said)}");
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3), $"nothing happened: {string.Join('\n', _said)}");
            await Task.Delay(pause, cancellation);
        }
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}

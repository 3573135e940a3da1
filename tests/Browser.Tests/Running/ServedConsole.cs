using System.Collections.Concurrent;
using System.Diagnostics;

namespace Browser.Tests.Running;

/// <summary>The demo, served by the real program: it can be killed and started again at the same address.</summary>
internal sealed class ServedConsole(string data) : IAsyncDisposable
{
    public const string Password = "demo";
    private const string Told = "Demo at ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public async Task StartAsync()
    {
        var told = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Programs.Start(
            Programs.Console, new Dictionary<string, string>(),
            "--demo", "--demo-password", Password, "--data", data, "--urls", Address.GetLeftPart(UriPartial.Authority), "--Logs:Console", "false");
        _process.EnableRaisingEvents = true;
        _process.OutputDataReceived += (_, line) => Hear(line.Data, told);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, told);
        _process.Exited += (_, _) => told.TrySetException(new InvalidOperationException("The console ended: " + string.Join('\n', _said)));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await told.Task.WaitAsync(Patience);
        await UntilReadyAsync();
    }

    /// <summary>Ends the program at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    /// <summary>Asks the program to stop, as a service manager does.</summary>
    /// <returns>Its exit code, once it has.</returns>
    public async Task<Task<int>> StopAsync()
    {
        var running = _process ?? throw new InvalidOperationException("The console is not running.");
        using var asked = Process.Start("kill", ["-TERM", running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await asked.WaitForExitAsync();

        // The signal is there; the program takes a moment to hear it.
        await Task.Delay(TimeSpan.FromSeconds(1));
        return EndedAsync();

        async Task<int> EndedAsync()
        {
            await running.WaitForExitAsync();
            return running.ExitCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private void Hear(string? line, TaskCompletionSource<Uri> told)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        if (line.StartsWith(Told, StringComparison.Ordinal))
        {
            told.TrySetResult(new Uri(line[Told.Length..].Trim()));
        }
    }

    private async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative), patience.Token);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(100, patience.Token);
        }
    }
}

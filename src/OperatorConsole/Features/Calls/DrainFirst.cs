using System.Runtime.InteropServices;

namespace OperatorConsole.Features.Calls;

/// <summary>The life of a console that serves: asked to stop, it drains its calls while everything still works, and stops then. Asked again, it stops at once.</summary>
/// <remarks>
/// The framework's own answer to the signal begins with closing every connection of a page: whoever is dictating would see
/// the connection lost before anything could wait for the end of it.
/// </remarks>
public sealed class DrainFirst(DrainCalls drain, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _again = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _asked;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.AddRange(((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT]).Select(signal => PosixSignalRegistration.Create(signal, Asked)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _again.Dispose();
    }

    private void Asked(PosixSignalContext context)
    {
        // The program ends by itself, in order.
        context.Cancel = true;
        if (Interlocked.Increment(ref _asked) > 1)
        {
            _again.Cancel();
            return;
        }

        _ = Task.Run(StopAsync);
    }

    private async Task StopAsync()
    {
        try
        {
            await drain.DrainAsync(_again.Token);
        }
        finally
        {
            application.StopApplication();
        }
    }
}

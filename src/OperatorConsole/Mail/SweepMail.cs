using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Mail;

/// <summary>The sweep that the schedule calls: look, understand, announce, send. Each step finds its work in the tables, so it may run twice, late, or on two nodes.</summary>
internal sealed class SweepMail(TakeMail take, HandleMail handle, AnnounceMoves announce, SendMail send) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Sweeps once; while one sweep of this node runs, a second has nothing to do.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return;
        }

        try
        {
            await take.RunAsync(cancellation);
            await handle.RunAsync(cancellation);
            await announce.RunAsync(cancellation);
            await send.RunAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}

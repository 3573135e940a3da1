using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Mail;

/// <summary>The sweep that the schedule calls: look, understand, announce, send. Each step finds its work in the tables, so it may run twice, late, or on two nodes.</summary>
internal sealed class SweepMail(TakeMail take, HandleMail handle, AnnounceMoves announce, SendMail send, RequestFeed feed) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Sweeps once; while one sweep of this node runs, a second has nothing to do.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await _one.WaitAsync(TimeSpan.Zero, cancellation))
        {
            await SweepAsync(cancellation);
        }
    }

    /// <summary>Waits for a sweep of this node that is under way, then sweeps: whatever lay there before is done afterwards.</summary>
    internal async Task WholeAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        await SweepAsync(cancellation);
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            await take.RunAsync(cancellation);
            var handled = await handle.RunAsync(cancellation);
            await announce.RunAsync(cancellation);
            if (handled + await send.RunAsync(cancellation) > 0)
            {
                feed.Tell(null);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}

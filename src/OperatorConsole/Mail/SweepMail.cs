using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Mail;

/// <summary>The sweep that the schedule calls: look, understand, announce, send, each beside the one before it. Each step finds its work in the tables, so it may run twice, late, or on two nodes.</summary>
internal sealed class SweepMail(TakeMail take, HandleMail handle, AnnounceMoves announce, SendMail send, RequestFeed feed) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
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
            // The first of a backlog are answered while its last are still being fetched.
            var taking = take.RunAsync(cancellation);
            var handling = handle.RunAsync(taking, cancellation);
            var sending = SendBehindAsync(handling, cancellation);
            await Task.WhenAll(taking, handling, sending);
            if (await handling + await sending > 0)
            {
                feed.Tell(null);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<int> SendBehindAsync(Task handling, CancellationToken cancellation)
    {
        for (var sent = 0; ;)
        {
            var over = handling.IsCompleted;
            await announce.RunAsync(cancellation);
            var some = await send.RunAsync(cancellation);
            sent += some;
            if (over)
            {
                return sent;
            }

            if (some == 0)
            {
                await Task.WhenAny(handling, Task.Delay(Pause, cancellation));
            }
        }
    }

    public void Dispose() => _one.Dispose();
}

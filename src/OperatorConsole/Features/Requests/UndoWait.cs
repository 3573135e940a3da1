using Data;
using Data.Journal;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A clerk takes a wait back: the request is what it was and whose it was, if nothing happened to it since.</summary>
public sealed class UndoWait(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <param name="acting">A clerk.</param>
    /// <param name="waiting">What <see cref="WaitRequest"/> told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when something happened to it since.</returns>
    public async Task<bool> RunAsync(Acting acting, Waiting waiting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(waiting);
        var undone = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, waiting.Reference, cancellation);
            if (request.Stamp != waiting.Stamp || request.ClaimedBy != acting.Id)
            {
                return false;
            }

            (request.State, request.WaitUntil, request.ClaimedBy, request.ClaimedUntil, request.NewReply) = waiting.Was;
            (request.ChangedAt, request.Stamp) = (now, Guid.CreateVersion7(now));
            RequestRows.Happened(db, request, acting.Id, now, "wait-undone");
            await journal.AppendAsync(db, acting.Name, "request-wait-undone", waiting.Reference);
            return true;
        }, cancellation);
        if (undone)
        {
            feed.Tell(waiting.Reference);
        }

        return undone;
    }
}

using Data;
using Data.Journal;
using Data.Mail;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A clerk ends a wait before its time: the request is open again, and the clerk's who ended it.</summary>
public sealed class ResumeRequest(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <returns>False when it does not wait any more, or somebody else has it.</returns>
    public async Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var resumed = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            if (request.State != RequestState.Waiting || (RequestRows.HolderOf(request, now) is { } holder && holder != acting.Id))
            {
                return false;
            }

            (request.State, request.WaitUntil, request.ChangedAt) = (RequestState.Open, null, now);
            RequestRows.Give(request, acting.Id, now);
            RequestRows.Happened(db, request, acting.Id, now, "resumed");
            await journal.AppendAsync(db, acting.Name, "request-resumed", reference);
            return true;
        }, cancellation);
        if (resumed)
        {
            feed.Tell(reference);
        }

        return resumed;
    }
}

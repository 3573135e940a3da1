using Data;
using Data.Journal;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Closes a request that was decided and came back with nothing more to do: a word of thanks, a bounce that was cleared up.</summary>
public sealed class ClosePinRequest(Center center, JournalWriter journal, CenterClock clock, PinFeed feed)
{
    /// <summary>Closes it; nothing is sent.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="number">Its number.</param>
    /// <returns>False when it was never decided, is another's, or is being decided.</returns>
    public async Task<bool> RunAsync(Acting acting, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var closed = await center.WriteAsync(async db =>
        {
            if (await db.Requests.SingleOrDefaultAsync(r => r.Number == number && r.Kind == RequestKind.AdditionalPins, cancellation) is not { Decision: not null } row
                || row.State == RequestState.Done || PinClaim.IsOthers(row, acting, clock.Now) || await PinRequests.OpenAsync(db, row.Id, cancellation) is not null)
            {
                return false;
            }

            (row.State, row.NewReply) = (RequestState.Done, false);
            PinRequests.Happened(db, row, clock.Now, acting.Id, "closed");
            await journal.AppendAsync(db, acting.Name, "request-closed", row.Reference);
            return true;
        }, cancellation);
        if (closed)
        {
            feed.Tell(number);
        }

        return closed;
    }
}

using Data;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A decision that waits for its delay to end.</summary>
/// <param name="Reference">The request.</param>
/// <param name="Act">The decision.</param>
/// <param name="DueAt">When it is made.</param>
public sealed record GoingOut(string Reference, Data.Mail.DeskAct Act, DateTimeOffset DueAt);

/// <summary>A clerk takes back a decision of one's own before its delay ends; the letter is a draft again, word for word.</summary>
public sealed class UndoDecision(Center center, CenterClock clock, RequestFeed feed)
{
    /// <returns>False when it has been made already.</returns>
    public async Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var undone = await center.WriteAsync(async db =>
        {
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            if (await db.RequestDrafts.SingleOrDefaultAsync(d => d.RequestId == request.Id && d.DueAt != null, cancellation) is not { } draft || draft.SavedBy != acting.Id)
            {
                return false;
            }

            (draft.DueAt, draft.Stamp) = (null, Guid.CreateVersion7(clock.Now));
            return true;
        }, cancellation);
        if (undone)
        {
            feed.Tell(reference);
        }

        return undone;
    }

    /// <summary>What the person has sent and can still take back, the latest first.</summary>
    public Task<IReadOnlyList<GoingOut>> GoingAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<IReadOnlyList<GoingOut>>(async db => await db.RequestDrafts
            .Where(d => d.SavedBy == acting.Id && d.DueAt != null).OrderByDescending(d => d.DueAt)
            .Select(d => new GoingOut(db.Requests.Where(r => r.Id == d.RequestId).Select(r => r.Reference).First(), d.Act, d.DueAt!.Value)).ToListAsync(cancellation), cancellation);
    }
}

using Data;
using Data.Mail;
using Data.Sealing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Keeps the letter that a clerk is writing: a closed browser, or a colleague who takes over, loses nothing of it.</summary>
public sealed class SaveDraft(Center center, OwnerSealing owners, CenterClock clock)
{
    /// <summary>Keeps it; whoever writes has the request from then on, unless somebody else has.</summary>
    /// <returns>False when somebody else has the request, or it is over.</returns>
    public Task<bool> RunAsync(Acting acting, string reference, DraftInput draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(draft);
        return center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            var holder = RequestRows.HolderOf(request, now);
            if (request.State == RequestState.Done || (holder is not null && holder != acting.Id))
            {
                return false;
            }

            var row = await Drafts.KeepAsync(db, owners, request, acting.Id, draft, now, cancellation);
            if (row.DueAt is not null)
            {
                // It is on its way already; a late word of the same page must not call it back.
                db.ChangeTracker.Clear();
                return false;
            }

            if (holder is null)
            {
                RequestRows.Happened(db, request, acting.Id, now, "claimed");
            }

            RequestRows.Give(request, acting.Id, now);
            return true;
        }, cancellation);
    }
}

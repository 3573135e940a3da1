using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Shows a request beside its kit: what the file says, what the rules say, what happened, which letter is being written.</summary>
internal sealed class ShowRequest(Center center, OwnerSealing owners, Vault vault, Rules rules, CustomerWords words, ListRequests list, CenterClock clock)
{
    /// <summary>The request; null when there is none of that reference.</summary>
    public Task<RequestView?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            if (await db.Requests.SingleOrDefaultAsync(r => r.Reference == reference, cancellation) is not { } request)
            {
                return null;
            }

            var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
            var summary = (await list.SummariesAsync(db, db.Requests.Where(r => r.Id == request.Id), cancellation))[0];
            var opinion = await rules.OpinionAsync(db, await rules.FileAsync(db, request, cancellation), summary.Address);
            var number = await db.Kits.Where(k => k.Id == request.KitId).Select(k => k.Number).FirstOrDefaultAsync(cancellation);
            var kit = (opinion as FileOpinion.Read)?.Weighed.Kit ?? (number is null ? null : await LoadedKit.ByNumberAsync(db, vault, number));
            var thread = await ThreadAsync(db, request, owner, cancellation);
            return new RequestView(summary, RulesOf(opinion, kit))
            {
                File = RequestFileView.Of(opinion, clock.Now),
                Kit = kit is null ? null : RequestFileView.Beside(kit),
                Thread = thread.Items,
                LastEvent = thread.Last,
                Draft = await DraftAsync(db, request, owner, cancellation),
                AddressOnRecord = Rules.AddressOnRecord(opinion),
                MailId = request.MailId,
            };
        }, cancellation);
    }

    private RulesView RulesOf(FileOpinion? opinion, LoadedKit? kit) => new(Rules.Verdict(opinion))
    {
        Reason = opinion is FileOpinion.Read { Weighed.Decision: Refused refused } ? refused.Reason : null,
        Words = Rules.Words(words, opinion),
        DecidesAgainst = opinion is FileOpinion.Read { Weighed.Decision: Granted granted } && kit is not null ? kit.History.DecidedAgainstBy(granted.Set) : [],
    };

    private async Task<(IReadOnlyList<ThreadItem> Items, long Last)> ThreadAsync(CenterDb db, RequestRow request, OwnerKeyRow owner, CancellationToken cancellation)
    {
        var events = await db.RequestEvents.Where(e => e.RequestId == request.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        var actors = events.Select(e => e.ActorId).Distinct().ToList();
        var people = await db.Users.Where(u => actors.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
        var letters = await db.Outbox.Where(o => o.RequestId == request.Id).OrderBy(o => o.Id).ToListAsync(cancellation);
        var keys = letters.Select(o => o.OwnerKeyId).Distinct().ToList();
        var owned = await db.OwnerKeys.Where(k => keys.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        IEnumerable<ThreadItem> items =
        [
            .. events.Select(e => new ThreadItem(e.At, e.Kind, people.GetValueOrDefault(e.ActorId, ""), e.Detail)
            {
                Note = RequestRows.NoteOf(owners, owner, request.Name, e),
                MailId = e.MailId,
            }),
            .. letters.Select(o => new ThreadItem(o.QueuedAt, "letter", "", LetterText.KindOf(o.Kind)) { Letter = LetterText.Read(owners, owned[o.OwnerKeyId], o) }),
        ];
        return ([.. items.OrderBy(i => i.At)], events.Count == 0 ? 0 : events[^1].Id);
    }

    private async Task<DraftView?> DraftAsync(CenterDb db, RequestRow request, OwnerKeyRow owner, CancellationToken cancellation) =>
        await db.RequestDrafts.SingleOrDefaultAsync(d => d.RequestId == request.Id, cancellation) is { } draft && Drafts.Read(owners, owner, draft) is { } input
            ? new DraftView(input, await RequestRows.NameAsync(db, draft.SavedBy, cancellation) ?? "", draft.SavedAt, draft.DueAt, draft.Stopped)
            : null;
}

using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Why a decision was not sent, or that it was.</summary>
public enum SendEnd
{
    /// <summary>It is made when its delay ends, unless it is taken back.</summary>
    Sent,

    /// <summary>Fields of the letter are unfilled.</summary>
    Unfilled,

    /// <summary>The request changed since it was opened.</summary>
    Changed,

    /// <summary>The rules say something else by now.</summary>
    Overtaken,

    /// <summary>There is nobody it could be sent to.</summary>
    NoAddress,

    /// <summary>It is over already, or on its way.</summary>
    Over,
}

/// <summary>What became of a decision that was sent.</summary>
/// <param name="End">How it ended.</param>
public sealed record Sending(SendEnd End)
{
    /// <summary>When it goes out.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Unfilled fields.</summary>
    public IReadOnlyList<string> Unfilled { get; init; } = [];

    /// <summary>What happened since the request was opened.</summary>
    public IReadOnlyList<ThreadItem> Since { get; init; } = [];
}

/// <summary>A clerk decides. The decision waits ten seconds in the database before it is made, and can be taken back until then.</summary>
/// <remarks>A request that changed since it was opened is not decided: the clerk is told what changed, and the draft is kept.</remarks>
internal sealed class SendDecision(Center center, OwnerSealing owners, Rules rules, CenterClock clock, DecisionTimer timer, RequestFeed feed)
{
    /// <summary>How long a decision can be taken back.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Sends it.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="reference">The request.</param>
    /// <param name="draft">The decision and its letter.</param>
    /// <param name="seen">Number of the last event that the clerk saw.</param>
    /// <param name="verdict">What the rules said then.</param>
    public async Task<Sending> RunAsync(Acting acting, string reference, DraftInput draft, long seen, string verdict, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(draft);
        var sending = await center.WriteAsync(async db => await WithinAsync(db, acting, reference, draft, seen, verdict, cancellation), cancellation);
        if (sending.DueAt is { } due)
        {
            timer.At(due);
            feed.Tell(reference);
        }

        return sending;
    }

    private async Task<Sending> WithinAsync(CenterDb db, Acting acting, string reference, DraftInput draft, long seen, string verdict, CancellationToken cancellation)
    {
        var now = clock.Now;
        var request = await RequestRows.FindAsync(db, reference, cancellation);
        var others = RequestRows.HolderOf(request, now) is { } holder && holder != acting.Id;
        var since = await RequestRows.SinceAsync(db, request.Id, seen, acting.Id, cancellation);
        var before = await db.RequestDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.RequestId == request.Id, cancellation);
        if (others && before is not null && before.SavedBy != acting.Id)
        {
            // What the colleague is writing is not written over; the page still has what was written here.
            return new Sending(SendEnd.Changed) { Since = await ToldAsync(db, since, cancellation) };
        }

        if (before?.DueAt is not null || (request.State == RequestState.Done && since.Count == 0))
        {
            return new Sending(SendEnd.Over);
        }

        var row = await Drafts.KeepAsync(db, owners, request, acting.Id, draft, now, cancellation);
        if (others || since.Count > 0)
        {
            return new Sending(SendEnd.Changed) { Since = await ToldAsync(db, since, cancellation) };
        }

        if (Drafts.Unfilled(draft) is { Count: > 0 } unfilled)
        {
            return new Sending(SendEnd.Unfilled) { Unfilled = unfilled };
        }

        var owner = await db.OwnerKeys.AsNoTracking().SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        var sender = RequestSender.Open(owners, owner, request)?.Address ?? "";
        var opinion = await rules.OpinionAsync(db, await rules.FileAsync(db, request, cancellation), sender);
        if ((draft.ToRecord ? Rules.AddressOnRecord(opinion) : sender) is not { Length: > 0 })
        {
            return new Sending(SendEnd.NoAddress);
        }

        // Words that were drafted when the rules said something else would go out with the opposite of what they say.
        var said = Rules.Verdict(opinion);
        if (draft.Act == DeskAct.Answer && (said != verdict || !draft.Fits(said)))
        {
            return new Sending(SendEnd.Overtaken);
        }

        (row.SeenEvent, row.Verdict, row.DueAt) = (seen, verdict, now + Delay);
        RequestRows.Give(request, acting.Id, now);
        return new Sending(SendEnd.Sent) { DueAt = row.DueAt };
    }

    private static async Task<IReadOnlyList<ThreadItem>> ToldAsync(CenterDb db, List<RequestEventRow> since, CancellationToken cancellation)
    {
        var items = new List<ThreadItem>();
        foreach (var happened in since)
        {
            items.Add(new ThreadItem(happened.At, happened.Kind, await RequestRows.NameAsync(db, happened.ActorId, cancellation) ?? "", happened.Detail));
        }

        return items;
    }
}

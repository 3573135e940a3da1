using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Why a request does not wait, or that it does.</summary>
public enum WaitEnd
{
    /// <summary>It waits.</summary>
    Waits,

    /// <summary>Somebody else has it.</summary>
    Held,

    /// <summary>It is over.</summary>
    Over,

    /// <summary>A decision about it is on its way.</summary>
    Going,
}

/// <summary>A request as it was before it began to wait: what an undo puts back.</summary>
/// <param name="Reference">The request.</param>
/// <param name="Stamp">The row as it waits now: whatever happened since, the undo is too late.</param>
/// <param name="Until">When it comes back by itself; null: when the customer writes.</param>
public sealed record Waiting(string Reference, Guid Stamp, DateTimeOffset? Until)
{
    internal (RequestState State, DateTimeOffset? WaitUntil, string? ClaimedBy, DateTimeOffset? ClaimedUntil, bool NewReply) Was { get; init; }
}

/// <summary>What became of it.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Holder">Who has it, where that is why.</param>
/// <param name="Waiting">What an undo needs, where it waits.</param>
public sealed record WaitOutcome(WaitEnd End, string? Holder = null, Waiting? Waiting = null);

/// <summary>A clerk lets a request wait until a day, or until the customer writes. A reply brings it back in either case, and its clerk gets it back.</summary>
public sealed class WaitRequest(Center center, OwnerSealing owners, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <summary>Longest reason.</summary>
    public const int LongestReason = 400;

    // Whoever means a later year has mistyped it.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Lets it wait.</summary>
    /// <param name="acting">Whoever has it, or anybody of the desk where nobody has.</param>
    /// <param name="reference">The request.</param>
    /// <param name="until">When it comes back by itself; null: when the customer writes.</param>
    /// <param name="reason">Why, for staff; may be empty.</param>
    public async Task<WaitOutcome> RunAsync(Acting acting, string reference, DateTimeOffset? until, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, LongestReason, nameof(reason));
        if (until is { } day && (day <= clock.Now || day > clock.Now + Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, "Not a time to wait until.");
        }

        var outcome = await center.WriteAsync(async db => await WithinAsync(db, acting, reference, until?.ToUniversalTime(), reason.Trim(), cancellation), cancellation);
        if (outcome.End == WaitEnd.Waits)
        {
            feed.Tell(reference);
        }

        return outcome;
    }

    private async Task<WaitOutcome> WithinAsync(CenterDb db, Acting acting, string reference, DateTimeOffset? until, string reason, CancellationToken cancellation)
    {
        var now = clock.Now;
        var request = await RequestRows.FindAsync(db, reference, cancellation);
        if (RequestRows.HolderOf(request, now) is { } holder && holder != acting.Id)
        {
            return new WaitOutcome(WaitEnd.Held, await RequestRows.NameAsync(db, holder, cancellation));
        }

        if (request.State == RequestState.Done)
        {
            return new WaitOutcome(WaitEnd.Over);
        }

        // What is decided in a moment waits for nobody.
        if (await db.RequestDrafts.AnyAsync(d => d.RequestId == request.Id && d.DueAt != null, cancellation)
            || await db.PinDecisions.AnyAsync(d => d.OpenRequestId == request.Id, cancellation))
        {
            return new WaitOutcome(WaitEnd.Going);
        }

        var was = (request.State, request.WaitUntil, request.ClaimedBy, request.ClaimedUntil, request.NewReply);
        (request.State, request.WaitUntil, request.ChangedAt, request.NewReply) = (RequestState.Waiting, until, now, false);

        // Its clerk is remembered: it comes back there.
        (request.ClaimedBy, request.ClaimedUntil, request.Stamp) = (acting.Id, null, Guid.CreateVersion7(now));
        var happened = RequestRows.Happened(db, request, acting.Id, now, "waits", WaitTimes.Code(until));
        if (reason.Length > 0)
        {
            await RequestRows.NoteAsync(db, owners, request, happened, reason, cancellation);
        }

        await journal.AppendAsync(db, acting.Name, "request-waits", reference, new { until });
        return new WaitOutcome(WaitEnd.Waits, Waiting: new Waiting(reference, request.Stamp, until) { Was = was });
    }
}

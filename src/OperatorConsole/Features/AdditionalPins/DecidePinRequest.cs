using Data;
using Data.AdditionalPins;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Decides a request for an additional PIN code. Nothing of it counts before the time for taking it back is over.</summary>
/// <remarks>Who may decide alone, and what nobody may, is the rules' word: <see cref="PinReview"/>.</remarks>
internal sealed class DecidePinRequest(
    Center center, OwnerSealing owners, JournalWriter journal, CenterClock clock, PinFeed feed, PinRequests requests, PinLetters letters)
{
    /// <summary>How long a decision can be taken back.</summary>
    public static readonly TimeSpan Undo = TimeSpan.FromSeconds(10);

    /// <summary>Decides.</summary>
    /// <param name="acting">The clerk.</param>
    /// <param name="number">Number of the request.</param>
    /// <param name="decision">The decision.</param>
    public async Task<PinDecisionResult> RunAsync(Acting acting, int number, PinDecision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(decision);
        var result = await center.WriteAsync(async db =>
        {
            if (await requests.LoadAsync(db, number, cancellation) is not { } asked)
            {
                return new PinDecisionResult(PinDecided.Gone);
            }

            return await ObjectionAsync(db, acting, asked, decision, cancellation) is { } objection
                ? new PinDecisionResult(objection)
                : await RecordAsync(db, acting, asked, decision);
        }, cancellation);
        if (result.Result is PinDecided.Pending or PinDecided.AwaitsSecond)
        {
            feed.Tell(number);
        }

        return result;
    }

    private async Task<PinDecided?> ObjectionAsync(CenterDb db, Acting acting, LoadedPinRequest asked, PinDecision decision, CancellationToken cancellation)
    {
        var (row, given) = (asked.Row, await PinRequests.GivenAsync(db, asked.Row.Id, cancellation));
        return row.State == RequestState.Done || asked.Sender is null || await PinRequests.OpenAsync(db, row.Id, cancellation) is not null ? PinDecided.Gone
            : PinClaim.IsOthers(row, acting, clock.Now) ? PinDecided.Taken
            : row.Stamp != decision.Seen ? PinDecided.Changed
            : Forbidden(asked, decision.Act, given is not null) ? PinDecided.Forbidden
            : decision is { Act: PinAct.Refuse, Refusal: null } ? PinDecided.ReasonWanted
            : decision is { Act: PinAct.Ask, Ask.Count: 0 } && string.IsNullOrWhiteSpace(decision.Words) ? PinDecided.NothingAsked
            : decision.Act is PinAct.Approve or PinAct.Refuse && decision.Act != asked.Review.Suggestion.Act && string.IsNullOrWhiteSpace(decision.Note) ? PinDecided.NoteWanted
            : PaysTo(decision) && PinLetters.To(asked, decision.Act, Named(asked, decision)) is null ? PinDecided.NoAddress
            : letters.Draft(asked, decision).Unfilled.Count > 0 || UnfilledFields.In(decision.Words).Count > 0 ? PinDecided.Unfilled
            : null;
    }

    // A request gives one PIN, whatever comes after; and what was given can be sent again while nothing forbids the kit its PINs.
    private static bool Forbidden(LoadedPinRequest asked, PinAct act, bool given) => act switch
    {
        PinAct.Approve => given || !asked.Review.MayApprove,
        PinAct.Resend => !given || asked.Review.Findings.Any(f => f is { Rule: PinRule.NoViolation or PinRule.Usable, Bearing: Bearing.Forbids }),
        PinAct.Refuse => given,
        PinAct.Ask => false,
    };

    private static bool PaysTo(PinDecision decision) => decision.Act is PinAct.Approve or PinAct.Resend;

    private static string? Named(LoadedPinRequest asked, PinDecision decision) => PaysTo(decision) && decision.ToAsking && !asked.FromRecord ? Addresses.Clean(asked.From) : null;

    // To send a PIN again to where it went takes one person; whatever names another address takes two.
    private static List<string> SecondBecause(LoadedPinRequest asked, PinDecision decision, string? named) => decision.Act switch
    {
        PinAct.Approve => [.. asked.Review.SecondBecause.Select(f => f.Code)],
        PinAct.Resend when named is not null => ["address-other"],
        _ => [],
    };

    private async Task<PinDecisionResult> RecordAsync(CenterDb db, Acting acting, LoadedPinRequest asked, PinDecision decision)
    {
        var (now, named) = (clock.Now, Named(asked, decision));
        var second = SecondBecause(asked, decision, named);
        var name = Guid.CreateVersion7(now);
        PinClaim.Give(asked.Row, acting.Id, now);
        PinRequests.Happened(db, asked.Row, now, acting.Id, "decided", decision.Act.Code());
        db.PinDecisions.Add(new PinDecisionRow
        {
            RequestId = asked.Row.Id,
            OpenRequestId = asked.Row.Id,
            Name = name,
            Act = decision.Act.Code(),
            State = second.Count > 0 ? PinDecisionState.AwaitsSecond : PinDecisionState.Pending,
            DecidedById = acting.Id,
            DecidedAt = now,
            DueAt = second.Count > 0 ? null : now + Undo,
            SecondBecause = second.Count > 0 ? string.Join(' ', second) : null,
            Reason = decision.Act == PinAct.Refuse ? decision.Refusal!.Value.Code() : null,
            AskFor = decision.Act == PinAct.Ask ? string.Join(' ', decision.Ask.Distinct().Select(a => a.Code())) : null,
            Suggested = asked.Review.Suggestion.Act.Code(),
            Against = string.Join(' ', asked.Review.Findings.Where(f => f.Bearing is Bearing.Asks or Bearing.NeedsSecond or Bearing.Forbids).Select(f => f.Code)),
            SealedWords = Seal(decision.Words, nameof(PinDecisionRow.SealedWords)),
            SealedNote = Seal(decision.Note, nameof(PinDecisionRow.SealedNote)),
            SealedAddress = named is null ? null : Seal(named, nameof(PinDecisionRow.SealedAddress)),
            RequestStamp = asked.Row.Stamp,
            Stamp = name,
        });
        await journal.AppendAsync(db, acting.Name, "pin-request-decided", asked.Row.Reference, new
        {
            act = decision.Act.Code(),
            reason = decision.Refusal?.Code(),
            suggested = asked.Review.Suggestion.Act.Code(),
            rules = string.Join(' ', asked.Review.Findings.Where(f => f.Bearing is not (Bearing.Favours or Bearing.Silent)).Select(f => f.Id)),
            second = second.Count > 0,
        });
        return new PinDecisionResult(second.Count > 0 ? PinDecided.AwaitsSecond : PinDecided.Pending, second.Count > 0 ? null : now + Undo);

        byte[]? Seal(string text, string column) => text.Trim() is { Length: > 0 } said ? owners.SealText(asked.Key, said, PinDecisionSeals.NameOf(name, column)) : null;
    }
}

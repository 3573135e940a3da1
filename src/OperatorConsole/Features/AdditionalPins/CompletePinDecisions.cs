using Data;
using Data.AdditionalPins;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A sweep: decisions whose time for taking them back is over take effect, each in one transaction and once.</summary>
/// <remarks>
/// The rules are asked again: what became wrong meanwhile is stopped and goes back to its clerk. A process that dies before the
/// commit leaves the decision where the next sweep finds it.
/// </remarks>
internal sealed partial class CompletePinDecisions(
    Center center, OwnerSealing owners, JournalWriter journal, CenterClock clock, PinFeed feed, PinRequests requests, PinLetters letters, GivePin give, ILogger<CompletePinDecisions> logger)
{
    private const int MostAtOnce = 50;

    /// <summary>Completes whatever is due.</summary>
    /// <returns>How many decisions ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var due = await center.ReadAsync(
            db => db.PinDecisions.Where(d => d.State == PinDecisionState.Pending && d.DueAt <= now).OrderBy(d => d.DueAt).Select(d => d.Id).Take(MostAtOnce).ToListAsync(cancellation), cancellation);
        var ended = 0;
        foreach (var id in due)
        {
            try
            {
                if (await center.WriteAsync(db => CompleteAsync(db, id, cancellation), cancellation) is { } number)
                {
                    ended++;
                    feed.Tell(number);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // It stays due; the others are not kept waiting.
                LogFailed(fault, id);
            }
        }

        return ended;
    }

    private async Task<int?> CompleteAsync(CenterDb db, long id, CancellationToken cancellation)
    {
        if (await db.PinDecisions.SingleAsync(d => d.Id == id, cancellation) is not { State: PinDecisionState.Pending } decision || decision.DueAt > clock.Now)
        {
            return null;
        }

        var asked = await requests.LoadAsync(db, await db.Requests.SingleAsync(r => r.Id == decision.RequestId, cancellation), cancellation);
        var by = await db.Users.Where(u => u.Id == decision.DecidedById && u.DisabledAt == null).Select(u => u.UserName).FirstOrDefaultAsync(cancellation);
        var given = await PinRequests.GivenAsync(db, asked.Row.Id, cancellation);
        if (Stopped(asked, decision, given, by) is { } why)
        {
            decision.End(PinDecisionState.Stopped, clock.Now, why);
            asked.Row.NewReply = true;
            PinRequests.Happened(db, asked.Row, clock.Now, "", "stopped", why);
            await journal.AppendAsync(db, Acting.System.Name, "pin-decision-stopped", asked.Row.Reference, new { act = decision.Act, why });
            return asked.Row.Number;
        }

        await TakeEffectAsync(db, asked, decision, given, by!, cancellation);
        decision.End(PinDecisionState.Done, clock.Now);
        return asked.Row.Number;
    }

    private string? Stopped(LoadedPinRequest asked, PinDecisionRow decision, PinDecisionRow? given, string? by)
    {
        var (act, review) = (PinCodes.FindAct(decision.Act), asked.Review);
        return by is null ? "person-left"
            : asked.Sender is null ? "erased"
            : asked.Row.Stamp != decision.RequestStamp ? "changed"
            : act == PinAct.Approve && (given is not null || !review.MayApprove) ? "forbidden"
            : act == PinAct.Approve && review.SecondBecause.Count > 0 && decision.SecondById is null ? "second-needed"
            : act == PinAct.Resend && given is null ? "forbidden"
            : act is PinAct.Approve or PinAct.Resend && PinLetters.To(asked, act.Value, decision.Address(owners, asked.Key)) is null ? "no-address"
            : null;
    }

    private async Task TakeEffectAsync(CenterDb db, LoadedPinRequest asked, PinDecisionRow decision, PinDecisionRow? given, string by, CancellationToken cancellation)
    {
        var (row, act, words) = (asked.Row, PinCodes.FindAct(decision.Act)!.Value, decision.Words(owners, asked.Key));
        switch (act)
        {
            case PinAct.Approve:
                await give.ApproveAsync(db, asked, decision, by, cancellation);
                break;
            case PinAct.Resend:
                await give.ResendAsync(db, asked, decision, given!, by, cancellation);
                break;
            case PinAct.Refuse:
                await SendAsync(db, asked, "pin-refused", letters.Refusal(asked, PinCodes.FindRefusal(decision.Reason)!.Value, words), act, cancellation);
                await journal.AppendAsync(db, by, "pin-request-refused", row.Reference, new { reason = decision.Reason });
                break;
            case PinAct.Ask:
                await SendAsync(db, asked, "asked", letters.Ask(asked, Codes(decision.AskFor), words), act, cancellation);
                await journal.AppendAsync(db, by, "pin-request-asked", row.Reference, new { ask = decision.AskFor });
                break;
        }

        PinRequests.Happened(db, row, clock.Now, decision.DecidedById, act == PinAct.Ask ? "asked" : "done", decision.Act);
        (row.State, row.WaitUntil) = (act == PinAct.Ask ? RequestState.Waiting : RequestState.Done, null);
        if (act is PinAct.Approve or PinAct.Refuse)
        {
            (row.Decision, row.DecisionReason, row.DecidedBy, row.DecidedAt) = (act == PinAct.Approve ? "approved" : "refused", decision.Reason, decision.DecidedById, clock.Now);
        }
    }

    // A caller without any address is told by telephone.
    private async Task SendAsync(CenterDb db, LoadedPinRequest asked, string kind, Mail.Outgoing.Letter letter, PinAct act, CancellationToken cancellation)
    {
        if (PinLetters.To(asked, act, null) is { } to)
        {
            await letters.QueueAsync(db, asked, asked.Key, kind, to, letter, cancellation);
        }
    }

    private static AskFor[] Codes(string? codes) => [.. (codes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PinCodes.FindAsk).OfType<AskFor>()];

    [LoggerMessage(Level = LogLevel.Error, Message = "Decision {Decision} could not take effect")]
    private partial void LogFailed(Exception fault, long decision);
}

using Data;
using Data.AdditionalPins;
using Data.Journal;
using Data.Mail;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A supervisor who neither decided, entered nor corrected a request agrees to what was decided, or does not.</summary>
internal sealed class AgreeToPinDecision(Center center, JournalWriter journal, CenterClock clock, PinFeed feed, PinRequests requests)
{
    /// <summary>Agrees, or does not.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="number">Number of the request.</param>
    /// <param name="agree">Whether the supervisor agrees.</param>
    public async Task<PinDecisionResult> RunAsync(Acting acting, int number, bool agree, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var result = await center.WriteAsync(async db =>
        {
            if (await requests.LoadAsync(db, number, cancellation) is not { } asked
                || await PinRequests.OpenAsync(db, asked.Row.Id, cancellation) is not { State: PinDecisionState.AwaitsSecond } decision)
            {
                return new PinDecisionResult(PinDecided.Gone);
            }

            return IsOwn(acting, asked, decision) ? new PinDecisionResult(PinDecided.OwnRequest)
                : agree ? await AgreeAsync(db, acting, asked, decision, cancellation)
                : await DeclineAsync(db, acting, asked.Row, decision);
        }, cancellation);
        feed.Tell(number);
        return result;
    }

    private static bool IsOwn(Acting acting, LoadedPinRequest asked, PinDecisionRow decision) =>
        acting.Id == decision.DecidedById || acting.Id == asked.Details?.EnteredById || acting.Id == asked.Details?.CorrectedById;

    private async Task<PinDecisionResult> AgreeAsync(CenterDb db, Acting acting, LoadedPinRequest asked, PinDecisionRow decision, CancellationToken cancellation)
    {
        var (now, row) = (clock.Now, asked.Row);
        var stopped = row.Stamp != decision.RequestStamp ? "changed"
            : !await db.Users.AnyAsync(u => u.Id == decision.DecidedById && u.DisabledAt == null, cancellation) ? "person-left"
            : decision.Act == PinAct.Approve.Code() && !asked.Review.MayApprove ? "forbidden"
            : null;
        if (stopped is not null)
        {
            decision.End(PinDecisionState.Stopped, now, stopped);
            PinRequests.Happened(db, row, now, acting.Id, "stopped", stopped);
            await journal.AppendAsync(db, acting.Name, "pin-decision-stopped", row.Reference, new { act = decision.Act, why = stopped });
            return new PinDecisionResult(stopped == "forbidden" ? PinDecided.Forbidden : PinDecided.Changed);
        }

        PinRequests.Happened(db, row, now, acting.Id, "agreed", decision.Act);
        (decision.State, decision.SecondById, decision.SecondAt, decision.DueAt) = (PinDecisionState.Pending, acting.Id, now, now + DecidePinRequest.Undo);
        (decision.RequestStamp, decision.Stamp) = (row.Stamp, Guid.CreateVersion7(now));
        await journal.AppendAsync(db, acting.Name, "pin-decision-agreed", row.Reference, new { act = decision.Act, because = decision.SecondBecause });
        return new PinDecisionResult(PinDecided.Pending, decision.DueAt);
    }

    private async Task<PinDecisionResult> DeclineAsync(CenterDb db, Acting acting, RequestRow row, PinDecisionRow decision)
    {
        var now = clock.Now;
        (decision.SecondById, decision.SecondAt) = (acting.Id, now);
        decision.End(PinDecisionState.Declined, now);
        PinRequests.Happened(db, row, now, acting.Id, "declined", decision.Act);
        row.NewReply = true;
        await journal.AppendAsync(db, acting.Name, "pin-decision-declined", row.Reference, new { act = decision.Act });
        return new PinDecisionResult(PinDecided.Declined);
    }
}

using Data;
using Data.AdditionalPins;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Takes a decision back before it takes effect: who decided, or the supervisor who agreed.</summary>
internal sealed class UndoPinDecision(Center center, JournalWriter journal, CenterClock clock, PinFeed feed, PinRequests requests)
{
    /// <summary>Takes it back.</summary>
    /// <param name="acting">Who decided or agreed.</param>
    /// <param name="number">Number of the request.</param>
    /// <returns>False when it took effect, or is another's.</returns>
    public async Task<bool> RunAsync(Acting acting, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var undone = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            if (await requests.LoadAsync(db, number, cancellation) is not { Row: var row }
                || await PinRequests.OpenAsync(db, row.Id, cancellation) is not { } decision
                || (decision.DecidedById != acting.Id && decision.SecondById != acting.Id)
                || (decision.State == PinDecisionState.Pending && now >= decision.DueAt))
            {
                return false;
            }

            decision.End(PinDecisionState.Undone, now);
            PinRequests.Happened(db, row, now, acting.Id, "undone", decision.Act);
            await journal.AppendAsync(db, acting.Name, "pin-decision-undone", row.Reference, new { act = decision.Act });
            return true;
        }, cancellation);
        if (undone)
        {
            feed.Tell(number);
        }

        return undone;
    }
}

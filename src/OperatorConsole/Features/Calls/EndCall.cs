using Data;
using Data.Calls;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Ends a call that gave no license: the rules refused, or the operator did not issue.</summary>
public sealed class EndCall(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Why a right code was left unanswered.</summary>
    public const string NotIssued = "not-issued";

    /// <summary>Ends the call.</summary>
    /// <param name="acting">Who ends it.</param>
    /// <param name="reference">The call.</param>
    /// <param name="reason">Reason code of the refusal, or <see cref="NotIssued"/>.</param>
    /// <returns>False when the answer is out or the call was over.</returns>
    public Task<bool> RunAsync(Acting acting, string reference, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (call.AnswerId is not null || !(CallRows.IsOpen(call.State) || call.State == CallState.Dropped))
            {
                return false;
            }

            (call.State, call.DroppedFrom, call.Reason, call.EndedAt) = (CallState.Refused, null, reason, clock.Now);
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "ended").Detail = reason;
            await journal.AppendAsync(db, acting.Name, "call-ended", call.Reference, new { reason });
            return true;
        }, cancellation);
    }
}

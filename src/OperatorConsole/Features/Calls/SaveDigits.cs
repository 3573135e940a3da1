using Data;
using Data.Calls;
using Data.Journal;
using Data.Sealing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Keeps what stands in the code field, at every complete group.</summary>
public sealed class SaveDigits(Center center, Vault vault, JournalWriter journal, CenterClock clock)
{
    /// <summary>Saves the whole field. An older message than the last one changes nothing.</summary>
    /// <param name="acting">Who types.</param>
    /// <param name="reference">The call.</param>
    /// <param name="sequence">Number of the message, rising within the call.</param>
    /// <param name="typed">Everything in the field.</param>
    /// <returns>When it was saved; null when the message was too old, or the answer is out and the code stands for good.</returns>
    public Task<DateTimeOffset?> RunAsync(Acting acting, string reference, long sequence, string typed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync<DateTimeOffset?>(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (sequence <= call.Sequence || call.AnswerId is not null || call.State is CallState.Completed or CallState.Refused or CallState.Abandoned)
            {
                return null;
            }

            await CallRows.TakenUpAsync(db, call, acting, journal, clock.Now);
            var digits = CallDigits.Clean(typed);
            if (CallDigits.PinOf(digits) != CallDigits.PinOf(CallRows.DigitsOf(call, vault)))
            {
                // Another PIN may be of another kit: what is known of this call's kit is known no longer.
                call.KitId = null;
            }

            CallRows.SetDigits(call, vault, digits);
            call.Sequence = sequence;
            (call.State, call.DroppedFrom) = (CallState.Entering, null);
            CallRows.Touch(call, clock.Now);
            return call.LastKeyAt;
        }, cancellation);
    }
}

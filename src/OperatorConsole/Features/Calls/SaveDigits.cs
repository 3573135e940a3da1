using Data;
using Data.Calls;
using Data.Journal;
using Data.Sealing;
using Licensing.Dictation;
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
    /// <returns>What became of it.</returns>
    public Task<SavedDigits> RunAsync(Acting acting, string reference, long sequence, string typed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (sequence <= call.Sequence || call.AnswerId is not null || call.State is CallState.Completed or CallState.Refused or CallState.Abandoned)
            {
                return new SavedDigits(null, call.Sequence);
            }

            await CallRows.TakenUpAsync(db, call, acting, journal, clock.Now);
            var digits = CallDigits.Clean(typed);
            if (CallDigits.PinOf(digits) != CallDigits.PinOf(CallRows.DigitsOf(call, vault)))
            {
                // Another PIN may be of another kit: what is known of this call's kit is known no longer.
                call.KitId = null;
            }

            await NoteEarlyAsync(db, call, digits);
            CallRows.SetDigits(call, vault, digits);
            call.Sequence = sequence;
            (call.State, call.DroppedFrom) = (CallState.Entering, null);
            CallRows.Touch(call, clock.Now);
            return new SavedDigits(call.LastKeyAt, sequence);
        }, cancellation);
    }

    // A PIN that does not check while the rest is still to come: what it was is counted once it is put right. A whole code has its verdict.
    private async Task NoteEarlyAsync(CenterDb db, CallRow call, string digits)
    {
        if (digits.Length >= CallDigits.Whole || AskCaller.FirstGroups(digits) is not { } groups)
        {
            return;
        }

        var checks = PinRepair.Explain(groups).Count == 0;
        if (call.SealedWrong is null && !checks)
        {
            CallRows.SetWrong(call, vault, groups);
        }
        else if (checks && CallRows.WrongOf(call, vault) is { Length: < CallDigits.Whole } failed)
        {
            call.SealedWrong = null;
            await CountMishearings.RunAsync(db, failed, groups);
        }
    }
}

/// <summary>What became of a message of the code field.</summary>
/// <param name="At">When it was saved; null when the message was too old, or the answer is out and the code stands for good.</param>
/// <param name="Sequence">Number of the last message that counts: a field that lags behind another window of the same call goes on from there.</param>
public sealed record SavedDigits(DateTimeOffset? At, long Sequence);

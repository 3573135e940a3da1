using Data;
using Data.Calls;
using Data.Journal;
using Data.Sealing;
using Licensing.Dictation;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>No call has this reference.</summary>
public sealed class NoSuchCallException(string reference) : Exception($"There is no call {reference}.");

/// <summary>Somebody else has the call now; who had it can read on, but not act.</summary>
public sealed class CallTakenOverException(string reference) : Exception($"Call {reference} is in other hands.");

/// <summary>What the use cases of a call do alike with its rows.</summary>
internal static class CallRows
{
    internal static async Task<CallRow> FindAsync(CenterDb db, string reference) =>
        await db.Calls.SingleOrDefaultAsync(c => c.Reference == reference) ?? throw new NoSuchCallException(reference);

    /// <summary>The call, for somebody who acts in it: the operator whose call it is.</summary>
    internal static async Task<CallRow> FindOwnAsync(CenterDb db, string reference, Acting acting)
    {
        var call = await FindAsync(db, reference);
        return call.OperatorId == acting.Id ? call : throw new CallTakenOverException(reference);
    }

    internal static string DigitsOf(CallRow call, Vault vault) =>
        call.SealedDigits is null ? "" : vault.OpenText(call.SealedDigits, RowName.Of("Calls.SealedDigits", call.Reference));

    internal static void SetDigits(CallRow call, Vault vault, string digits)
    {
        call.SealedDigits = vault.SealText(digits, RowName.Of("Calls.SealedDigits", call.Reference));
        call.Groups = CallDigits.Complete(digits);
    }

    /// <summary>The dictation that failed and was not repaired yet; its first groups alone when the PIN showed it early; null when there is none.</summary>
    internal static string? WrongOf(CallRow call, Vault vault) => call.SealedWrong is null ? null : vault.OpenText(call.SealedWrong, WrongName(call));

    internal static void SetWrong(CallRow call, Vault vault, int[] groups) => call.SealedWrong = vault.SealText(Groups.Digits(groups), WrongName(call));

    private static string WrongName(CallRow call) => RowName.Of("Calls.SealedWrong", call.Reference);

    internal static bool IsOpen(CallState state) => state is CallState.Entering or CallState.Verified or CallState.ReadingBack;

    /// <summary>A sign of life: a dropped call is taken up where it was.</summary>
    internal static void Touch(CallRow call, DateTimeOffset now)
    {
        call.LastKeyAt = now;
        call.Stamp = Guid.CreateVersion7(now);
    }

    /// <summary>A key in a call that was marked dropped: it goes on, and that is written down.</summary>
    internal static async Task TakenUpAsync(CenterDb db, CallRow call, Acting acting, JournalWriter journal, DateTimeOffset now)
    {
        if (call.State == CallState.Dropped)
        {
            Happened(db, call, acting, now, "resumed").Detail = "key";
            await journal.AppendAsync(db, acting.Name, "call-resumed", call.Reference);
        }
    }

    internal static CallEventRow Happened(CenterDb db, CallRow call, Acting acting, DateTimeOffset now, string kind)
    {
        var happened = new CallEventRow { CallId = call.Id, At = now, ActorId = acting.Id, Kind = kind };
        db.CallEvents.Add(happened);
        return happened;
    }
}

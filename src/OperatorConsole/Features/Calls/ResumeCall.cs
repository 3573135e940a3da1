using Data;
using Data.Calls;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>What became of an attempt to take up a dropped call, or one that is open in other hands.</summary>
public enum Resumption
{
    /// <summary>It is open in these hands.</summary>
    Resumed,

    /// <summary>The caller must say the kit number first.</summary>
    KitWanted,

    /// <summary>The kit number that the caller said is not the call's.</summary>
    KitDiffers,

    /// <summary>There was nothing to take up: it was not dropped, or not in other hands.</summary>
    NotWaiting,
}

/// <summary>The caller is back: whoever picks up goes on where the call broke off.</summary>
public sealed class ResumeCall(Center center, JournalWriter journal, CenterClock clock, CallFeed feed)
{
    // F9 was a slip: within these seconds its author takes it back without a question.
    private static readonly TimeSpan Undo = TimeSpan.FromSeconds(10);

    /// <summary>Opens a dropped call again. A reference alone reveals nothing: a call that knows its kit is opened by its kit number.</summary>
    /// <param name="acting">Who picked up.</param>
    /// <param name="reference">The call.</param>
    /// <param name="kitSaid">The kit number as the caller says it; null while it was not asked.</param>
    public async Task<Resumption> RunAsync(Acting acting, string reference, string? kitSaid, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        var result = await center.WriteAsync(async db =>
        {
            var call = await CallRows.FindAsync(db, reference);
            if (call.State != CallState.Dropped)
            {
                return Resumption.NotWaiting;
            }

            var undoing = call.OperatorId == acting.Id && clock.Now - call.LastKeyAt <= Undo;
            if (await KitProof.FaultAsync(db, journal, call, acting, kitSaid, clock.Now, undoing) is { } fault)
            {
                return fault;
            }

            (call.State, call.DroppedFrom) = (call.DroppedFrom ?? CallState.Entering, null);
            call.OperatorId = acting.Id;
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "resumed");
            await journal.AppendAsync(db, acting.Name, "call-resumed", call.Reference);
            return Resumption.Resumed;
        }, cancellation);
        if (result == Resumption.Resumed)
        {
            feed.Tell(reference);
        }

        return result;
    }
}

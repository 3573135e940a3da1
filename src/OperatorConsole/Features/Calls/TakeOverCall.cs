using Data;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Another operator goes on with an open call; whoever had it sees so at once and can no longer act in it.</summary>
public sealed class TakeOverCall(Center center, JournalWriter journal, CenterClock clock, CallFeed feed)
{
    /// <summary>Takes the call over. Whoever names its reference may be anybody: a call that knows its kit is opened by its kit number.</summary>
    /// <param name="acting">Who goes on with it.</param>
    /// <param name="reference">The call.</param>
    /// <param name="kitSaid">The kit number as the caller says it; null while it was not asked.</param>
    public async Task<Resumption> RunAsync(Acting acting, string reference, string? kitSaid, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        var result = await center.WriteAsync(async db =>
        {
            var call = await CallRows.FindAsync(db, reference);
            if (!CallRows.IsOpen(call.State) || call.OperatorId == acting.Id)
            {
                return Resumption.NotWaiting;
            }

            if (await KitProof.FaultAsync(db, journal, call, acting, kitSaid, clock.Now) is { } fault)
            {
                return fault;
            }

            call.OperatorId = acting.Id;
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "taken-over");
            await journal.AppendAsync(db, acting.Name, "call-taken-over", call.Reference);
            return Resumption.Resumed;
        }, cancellation);
        if (result == Resumption.Resumed)
        {
            feed.Tell(reference);
        }

        return result;
    }
}

using Data;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Another operator goes on with an open call; whoever had it sees so at once and can no longer act in it.</summary>
public sealed class TakeOverCall(Center center, JournalWriter journal, CenterClock clock, CallFeed feed)
{
    /// <summary>Takes the call over.</summary>
    /// <returns>False when it is not open, or already in these hands.</returns>
    public async Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        var taken = await center.WriteAsync(async db =>
        {
            var call = await CallRows.FindAsync(db, reference);
            if (!CallRows.IsOpen(call.State) || call.OperatorId == acting.Id)
            {
                return false;
            }

            call.OperatorId = acting.Id;
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "taken-over");
            await journal.AppendAsync(db, acting.Name, "call-taken-over", call.Reference);
            return true;
        }, cancellation);
        if (taken)
        {
            feed.Tell(reference);
        }

        return taken;
    }
}

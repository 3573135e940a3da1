using Data;
using Data.Calls;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The caller is gone: the call waits for him at the very place.</summary>
public sealed class DropCall(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Marks an open call as dropped.</summary>
    /// <returns>False when it was not open.</returns>
    public Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (!CallRows.IsOpen(call.State))
            {
                return false;
            }

            (call.DroppedFrom, call.State) = (call.State, CallState.Dropped);
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "dropped");
            await journal.AppendAsync(db, acting.Name, "call-dropped", call.Reference);
            return true;
        }, cancellation);
    }
}

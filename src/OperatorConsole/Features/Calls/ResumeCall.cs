using Data;
using Data.Calls;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The caller is back: whoever picks up goes on where the call broke off.</summary>
public sealed class ResumeCall(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Opens a dropped call again; one that is open already is left as it is.</summary>
    /// <returns>The full reference.</returns>
    public Task<string> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindAsync(db, reference);
            if (call.State == CallState.Dropped)
            {
                (call.State, call.DroppedFrom) = (call.DroppedFrom ?? CallState.Entering, null);
                call.OperatorId = acting.Id;
                CallRows.Touch(call, clock.Now);
                CallRows.Happened(db, call, acting, clock.Now, "resumed");
                await journal.AppendAsync(db, acting.Name, "call-resumed", call.Reference);
            }

            return call.Reference;
        }, cancellation);
    }
}

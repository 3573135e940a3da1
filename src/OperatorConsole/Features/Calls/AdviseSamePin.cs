using Data;
using Data.Calls;
using Data.Journal;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>A spare PIN is kept: the caller is told that the same PIN would do, and the call goes back to the code that the program shows then.</summary>
public sealed class AdviseSamePin(Center center, JournalWriter journal, CenterClock clock)
{
    /// <summary>Writes the advice down and opens the code again; nothing that was typed is lost.</summary>
    /// <returns>False when no right code is waiting for a decision.</returns>
    public Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        return center.WriteAsync(async db =>
        {
            var call = await CallRows.FindOwnAsync(db, reference, acting);
            if (call is not { AnswerId: null, State: CallState.Verified })
            {
                return false;
            }

            call.State = CallState.Entering;
            CallRows.Touch(call, clock.Now);
            CallRows.Happened(db, call, acting, clock.Now, "same-pin-advised");
            await journal.AppendAsync(db, acting.Name, "same-pin-advised", call.Reference);
            return true;
        }, cancellation);
    }
}

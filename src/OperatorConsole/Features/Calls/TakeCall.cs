using Data;
using Data.Calls;
using Data.Journal;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The phone rings: a call has its record and its reference from the first second.</summary>
public sealed class TakeCall(Center center, JournalWriter journal, CenterClock clock, DrainCalls drain)
{
    /// <summary>Starts a call.</summary>
    /// <returns>Its full reference.</returns>
    /// <exception cref="DrainingException">The console is about to restart.</exception>
    public Task<string> RunAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        if (drain.Draining)
        {
            throw new DrainingException();
        }

        return center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var day = CallReference.DayOf(now, clock.Zone);
            var number = (await db.Calls.Where(c => c.Day == day).MaxAsync(c => (int?)c.Number) ?? 0) + 1;
            var call = new CallRow
            {
                Day = day,
                Number = number,
                Reference = CallReference.Of(day, number),
                State = CallState.Entering,
                OperatorId = acting.Id,
                StartedAt = now,
                LastKeyAt = now,
                Stamp = Guid.CreateVersion7(now),
            };
            db.Calls.Add(call);
            await db.SaveChangesAsync();
            CallRows.Happened(db, call, acting, now, "started");
            await journal.AppendAsync(db, acting.Name, "call-started", call.Reference);
            return call.Reference;
        }, cancellation);
    }
}

using Data;
using Data.Calls;
using Data.Journal;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>A sweep: a call without a key for five minutes is dropped, one that nobody took up for a day is abandoned.</summary>
public sealed class CloseQuietCalls(Center center, JournalWriter journal, CenterClock clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    /// <summary>Sweeps once; running it twice changes nothing more.</summary>
    /// <returns>How many calls were dropped and how many abandoned.</returns>
    public Task<(int Dropped, int Abandoned)> RunAsync(CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var now = clock.Now;
        var (quietSince, forgottenSince) = (now - Quiet, now - Forgotten);
        var calls = await db.Calls
            .Where(c => c.LastKeyAt <= quietSince
                && (c.State == CallState.Entering || c.State == CallState.Verified || c.State == CallState.ReadingBack || c.State == CallState.Dropped))
            .ToListAsync(cancellation);
        var (dropped, abandoned) = (0, 0);
        foreach (var call in calls)
        {
            if (call.LastKeyAt <= forgottenSince)
            {
                (call.State, call.EndedAt) = (CallState.Abandoned, now);
                await NoteAsync(db, call, now, "abandoned");
                abandoned++;
            }
            else if (call.State != CallState.Dropped)
            {
                // The last key stays as it was: the day of waiting counts from there.
                (call.DroppedFrom, call.State) = (call.State, CallState.Dropped);
                await NoteAsync(db, call, now, "dropped");
                dropped++;
            }
        }

        return (dropped, abandoned);
    }, cancellation);

    private async Task NoteAsync(CenterDb db, CallRow call, DateTimeOffset now, string what)
    {
        call.Stamp = Guid.CreateVersion7(now);
        CallRows.Happened(db, call, Acting.System, now, what).Detail = "no-key";
        await journal.AppendAsync(db, Acting.System.Name, "call-" + what, call.Reference);
    }
}

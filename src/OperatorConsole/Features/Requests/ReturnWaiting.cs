using Data;
using Data.Journal;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A sweep: requests whose time of waiting is over are open again, and for a working day their clerk's.</summary>
/// <remarks>Finds its work in the tables, so it may run twice, late, or on two nodes.</remarks>
internal sealed class ReturnWaiting(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    private const int MostAtOnce = 100;

    /// <summary>Brings back what is due.</summary>
    /// <returns>How many requests came back.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var due = await center.ReadAsync(
            db => db.Requests.Where(r => r.State == RequestState.Waiting && r.WaitUntil <= now).OrderBy(r => r.WaitUntil).Select(r => r.Reference).Take(MostAtOnce).ToListAsync(cancellation), cancellation);
        var returned = 0;
        foreach (var reference in due)
        {
            if (await OneAsync(reference, cancellation))
            {
                returned++;
                feed.Tell(reference);
            }
        }

        return returned;
    }

    private Task<bool> OneAsync(string reference, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var now = clock.Now;
        var request = await RequestRows.FindAsync(db, reference, cancellation);
        if (request.State != RequestState.Waiting || !(request.WaitUntil <= now))
        {
            return false;
        }

        (request.State, request.WaitUntil, request.ChangedAt, request.Stamp) = (RequestState.Open, null, now, Guid.CreateVersion7(now));
        request.ClaimedUntil = request.ClaimedBy is null ? null : now + RequestRows.Returned;
        RequestRows.Happened(db, request, "", now, "wait-over");
        await journal.AppendAsync(db, Acting.System.Name, "request-wait-over", reference);
        return true;
    }, cancellation);
}

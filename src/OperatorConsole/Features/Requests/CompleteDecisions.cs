using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A sweep: makes every decision whose delay has ended, each in one transaction with its ledger entry and its letter.</summary>
/// <remarks>Nothing of a decision exists before: who takes it back in time leaves no trace, and a process that dies leaves the row to the next sweep.</remarks>
internal sealed partial class CompleteDecisions(Center center, MakeDecision make, CenterClock clock, RequestFeed feed, ILogger<CompleteDecisions> logger)
{
    /// <summary>Makes what is due.</summary>
    /// <returns>How many decisions were made.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var due = await center.ReadAsync(db => db.RequestDrafts.Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Select(d => d.Id).ToListAsync(cancellation), cancellation);
        var made = 0;
        foreach (var id in due)
        {
            var (reference, done) = await OneAsync(id, cancellation);
            made += done ? 1 : 0;
            if (reference is not null)
            {
                feed.Tell(reference);
            }
        }

        return made;
    }

    private async Task<(string? Reference, bool Done)> OneAsync(long id, CancellationToken cancellation)
    {
        try
        {
            return await center.WriteAsync(async db => await DueAsync(db, id, cancellation) is not { } draft ? (null, false) : await make.WithinAsync(db, draft, cancellation), cancellation);
        }
        catch (BusyException)
        {
            return (null, false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever nobody foresaw stops this decision and no other; the clerk finds the draft.
            LogFailed(fault, id);
            return await center.WriteAsync(async db => await DueAsync(db, id, cancellation) is not { } draft ? (null, false) : await make.StopAsync(db, draft, "failed", cancellation), cancellation);
        }
    }

    private Task<RequestDraftRow?> DueAsync(CenterDb db, long id, CancellationToken cancellation)
    {
        var now = clock.Now;
        return db.RequestDrafts.SingleOrDefaultAsync(d => d.Id == id && d.DueAt <= now, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The decision of draft {Draft} could not be made")]
    private partial void LogFailed(Exception fault, long draft);
}

using System.Diagnostics;
using Data.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Data;

/// <summary>The one door to the database: reads on a context of their own, writes that happen once or not at all.</summary>
/// <remarks>One instance an application: SQLite's writers take turns in it.</remarks>
public sealed partial class Center : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(CenterDatabase.BusySeconds);

    // Behind BEGIN IMMEDIATE an act sees every committed row, so a duplicate that comes back is the act's own doing.
    private const int TriesAtDuplicates = 3;

    private static readonly AsyncLocal<bool> Writing = new();
    private readonly IDbContextFactory<CenterDb> databases;
    private readonly JournalHead head;
    private readonly ILogger<Center> logger;
    private readonly SharedTurn turns;
    private readonly Lazy<bool> onSqlite;

    /// <summary>The database behind the factory.</summary>
    public Center(IDbContextFactory<CenterDb> databases, DbContextOptions<CenterDb> options, JournalHead head, IServiceProvider services, ILogger<Center> logger)
    {
        (this.databases, this.head, this.logger) = (databases, head, logger);
        turns = new SharedTurn(options, services.GetRequiredService<WriterGate>(), AdvanceHeadAsync);
        onSqlite = new(() =>
        {
            using var db = databases.CreateDbContext();
            return db.Database.IsSqlite();
        });
    }

    /// <summary>Whether acts that wait together are committed together, so that it pays to have several wait; elsewhere they would only collide.</summary>
    public bool SharesTurns => onSqlite.Value;

    /// <summary>Closes the connection that turns are taken through.</summary>
    public void Dispose() => turns.Dispose();

    /// <summary>Reads; nothing is tracked.</summary>
    public async Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    /// <inheritdoc cref="ReadAsync{T}"/>
    public Task ReadAsync(Func<CenterDb, Task> query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(async db =>
        {
            await query(db);
            return true;
        }, cancellation);
    }

    /// <summary>
    /// Runs an act in one transaction, saves, commits. When another was quicker (a unique index, a changed row, a lock),
    /// everything is rolled back and the whole act runs again on a new context, for five seconds at the most.
    /// </summary>
    /// <remarks>
    /// The act must be repeatable: it reads whatever it decides on inside, changes nothing but the context it is given,
    /// and keeps nothing of an earlier run. What the world should see (a mail, a file, a screen) comes after the commit.
    /// </remarks>
    /// <exception cref="BusyException">Five seconds were not enough; nothing was written.</exception>
    public async Task<T> WriteAsync<T>(Func<CenterDb, Task<T>> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (Writing.Value)
            throw new InvalidOperationException("A write inside a write would wait for itself; use the context that the outer act was given.");

        // Set in this method's own flow: it is gone again when the method returns.
        Writing.Value = true;
        var started = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return onSqlite.Value
                    ? await turns.RunAsync(act, Patience - Stopwatch.GetElapsedTime(started), cancellation)
                    : await TryAsync(act, cancellation);
            }
            catch (Exception fault) when (Conflicts.Of(fault) is var conflict && conflict != Conflict.None)
            {
                if (Stopwatch.GetElapsedTime(started) >= Patience
                    || (conflict == Conflict.Duplicate && tries >= TriesAtDuplicates && onSqlite.Value))
                    throw new BusyException(fault);
                LogAgain(conflict, tries);
            }

            // Each waits a little differently, so that those who collided do not collide again.
            await Task.Delay(Random.Shared.Next(2, 10 + Math.Min(tries * 5, 90)), cancellation);
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<CenterDb, Task> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(act);
        return WriteAsync(async db =>
        {
            await act(db);
            return true;
        }, cancellation);
    }

    private async Task<T> TryAsync<T>(Func<CenterDb, Task<T>> act, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Contexts are used again, and the journal's end is where the database has it.
        db.LastEntry = null;
        var result = await act(db);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await AdvanceHeadAsync(db.LastEntry);
        return result;
    }

    // The entry is committed by now. A head that lags is allowed and caught up by the next write; failing here would
    // tell the caller that nothing happened.
    private async Task AdvanceHeadAsync(JournalRow? last)
    {
        if (last is null)
            return;
        try
        {
            await head.AdvanceAsync(last.Sequence, last.Hash);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or Sealing.KeysDamagedException)
        {
            LogHeadBehind(fault, last.Sequence);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A write met {Conflict} and runs again, after try {Tries}")]
    private partial void LogAgain(Conflict conflict, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal's head stays behind entry {Sequence}")]
    private partial void LogHeadBehind(Exception fault, long sequence);
}

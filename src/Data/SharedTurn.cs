using System.Diagnostics;
using Data.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Data;

/// <summary>
/// SQLite's one writer, shared: acts that wait together are committed together. What costs most (the lock, the flush to disk, the
/// journal's head) is paid once a turn. When one fails, the turn is rolled back and taken again, each behind a savepoint of its own: whoever fails again is rolled back alone.
/// </summary>
/// <remarks>No act hears of its success before the commit of the turn that it was part of.</remarks>
internal sealed class SharedTurn(DbContextOptions<CenterDb> options, WriterGate gate, Func<JournalRow?, Task> advanceHead) : IDisposable
{
    private const int Most = 32;
    private const string Savepoint = "act";

    // After this time a turn takes nobody else: a key at a desk waits behind it.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(30);
    private readonly Lock _lock = new();
    private readonly Queue<TurnAct> _waiting = new();
    private readonly TurnWriter _writer = new(options);
    private bool _running;
    private bool _closed;

    /// <summary>Runs an act in the next turn that has room.</summary>
    /// <param name="act">The act.</param>
    /// <param name="patience">How long to wait for a turn.</param>
    /// <exception cref="BusyException">No turn came in that time; the act did not run.</exception>
    internal async Task<T> RunAsync<T>(Func<CenterDb, Task<T>> act, TimeSpan patience, CancellationToken cancellation)
    {
        T result = default!;
        var mine = new TurnAct(async db => result = await act(db));
        lock (_lock)
        {
            _waiting.Enqueue(mine);
            if (!_running)
            {
                _running = true;
                using (ExecutionContext.SuppressFlow())
                    _ = Task.Run(TakeTurnsAsync, CancellationToken.None);
            }
        }

        try
        {
            await mine.Taken.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, cancellation);
        }
        catch (TimeoutException) when (mine.TryGiveUp())
        {
            throw new BusyException();
        }
        catch (OperationCanceledException) when (mine.TryGiveUp())
        {
            throw;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            // It was taken in that very moment, and is carried through.
        }

        await mine.Done;
        return result;
    }

    /// <summary>Lets go of the connection, once nobody's turn is running.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            if (!_running)
                _writer.Dispose();
        }
    }

    private async Task TakeTurnsAsync()
    {
        while (Next() is { } first)
            await TakeTurnAsync(_writer, first);
    }

    // The last to find nobody waiting goes; whoever comes next starts another.
    private TurnAct? Next()
    {
        lock (_lock)
        {
            var next = Taken();
            _running = next is not null;
            if (_closed && !_running)
                _writer.Dispose();
            return next;
        }
    }

    private TurnAct? NextOfTurn()
    {
        lock (_lock)
            return Taken();
    }

    private TurnAct? Taken()
    {
        while (_waiting.TryDequeue(out var act))
        {
            if (act.TryTake())
                return act;
        }

        return null;
    }

    private async Task TakeTurnAsync(TurnWriter writer, TurnAct first)
    {
        var acts = new List<TurnAct> { first };
        try
        {
            var last = await CommitAsync(writer, acts);

            // The next turn need not wait until the journal's head is on the disk; those who shared this one do.
            _ = EndAsync(acts, last);
        }
#pragma warning disable CA1031 // whatever it is, those who wait for this turn hear of it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Those who failed alone keep their own fault; the others share the turn's.
            var lost = acts.Count == 1 ? fault : new TurnLostException(fault);
            acts.ForEach(act => act.Finish(lost));
            writer.Dispose();
        }
    }

    private async Task EndAsync(List<TurnAct> acts, JournalRow? last)
    {
        Exception? lost = null;
        try
        {
            await advanceHead(last);
        }
#pragma warning disable CA1031 // whatever it is, those who wait for this turn hear of it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lost = fault;
        }

        acts.ForEach(act => act.Finish(lost));
    }

    private async Task<JournalRow?> CommitAsync(TurnWriter writer, List<TurnAct> acts)
    {
        using var turn = await gate.EnterAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        if (!await TogetherAsync(writer, acts))
            await EachAsync(writer, acts);
        return await writer.FinishAsync();
    }

    // Nearly always all succeed, and what would let one be rolled back alone costs as much as a small act.
    private async Task<bool> TogetherAsync(TurnWriter writer, List<TurnAct> acts)
    {
        var (connection, db) = await writer.ReadyAsync();
        await using var transaction = await BeginAsync(connection, db);
        var started = Stopwatch.GetTimestamp();
        for (var act = acts[0]; act is not null; act = acts.Count < Most && Stopwatch.GetElapsedTime(started) < Longest ? NextOfTurn() : null)
        {
            if (acts[^1] != act)
                acts.Add(act);
            try
            {
                await act.RunAsync(db);

                // The next one shares nothing with it but the journal's end, which within this transaction is nobody else's to move.
                db.ChangeTracker.Clear();
            }
            catch (Exception fault) when (acts.Count > 1 || act.Failed(fault))
            {
                // Nobody shared it: the fault is the act's own. Otherwise whose it is, and whether it stays one, is found out next.
                await transaction.RollbackAsync();
                writer.Discard();
                return acts.Count == 1;
            }
        }

        await transaction.CommitAsync();
        return true;
    }

    // After a fault, from the beginning: each behind a savepoint of its own.
    private static async Task EachAsync(TurnWriter writer, List<TurnAct> acts)
    {
        var (connection, db) = await writer.ReadyAsync();
        await using var transaction = await BeginAsync(connection, db);
        foreach (var act in acts)
        {
            await transaction.SaveAsync(Savepoint);
            var last = db.LastEntry;
            try
            {
                await act.RunAsync(db);
                db.ChangeTracker.Clear();
            }
            catch (Exception fault) when (act.Failed(fault))
            {
                await transaction.RollbackAsync(Savepoint);
                writer.Discard();
                (_, db) = await writer.ReadyAsync();
                await db.Database.UseTransactionAsync(transaction);
                db.LastEntry = last;
            }

            await transaction.ReleaseAsync(Savepoint);
        }

        await transaction.CommitAsync();
    }

    // BEGIN IMMEDIATE: the write lock is taken before the first read.
    private static async Task<SqliteTransaction> BeginAsync(SqliteConnection connection, CenterDb db)
    {
        var transaction = connection.BeginTransaction(deferred: false);
        await db.Database.UseTransactionAsync(transaction);
        return transaction;
    }
}

/// <summary>The turn that an act shared was lost to another's fault or to the disk; alone it may succeed.</summary>
internal sealed class TurnLostException(Exception cause) : Exception("The turn was lost.", cause);

using System.Diagnostics;
using Data.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Data;

/// <summary>
/// SQLite's one writer, shared: acts that wait together are committed together, each behind a savepoint of its own. What costs most
/// (the lock, the flush to disk, the journal's head) is paid once a turn; whoever fails is rolled back alone.
/// </summary>
/// <remarks>No act hears of its success before the commit of the turn that it was part of.</remarks>
internal sealed class SharedTurn(IDbContextFactory<CenterDb> databases, Func<JournalRow?, Task> advanceHead)
{
    private const int Most = 32;
    private const string Savepoint = "act";

    // After this time a turn takes nobody else: a key at a desk waits behind it.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(30);
    private readonly Lock _lock = new();
    private readonly Queue<Act> _waiting = new();
    private bool _running;

    /// <summary>Runs an act in the next turn that has room.</summary>
    /// <param name="act">The act.</param>
    /// <param name="patience">How long to wait for a turn.</param>
    /// <exception cref="BusyException">No turn came in that time; the act did not run.</exception>
    internal async Task<T> RunAsync<T>(Func<CenterDb, Task<T>> act, TimeSpan patience, CancellationToken cancellation)
    {
        T result = default!;
        var mine = new Act(async db => result = await act(db));
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

    private async Task TakeTurnsAsync()
    {
        while (Next() is { } first)
            await TakeTurnAsync(first);
    }

    // The last to find nobody waiting goes; whoever comes next starts another.
    private Act? Next()
    {
        lock (_lock)
        {
            var next = Taken();
            _running = next is not null;
            return next;
        }
    }

    private Act? NextOfTurn()
    {
        lock (_lock)
            return Taken();
    }

    private Act? Taken()
    {
        while (_waiting.TryDequeue(out var act))
        {
            if (act.TryTake())
                return act;
        }

        return null;
    }

    private async Task TakeTurnAsync(Act first)
    {
        var acts = new List<Act> { first };
        Exception? lost = null;
        try
        {
            await CommitAsync(acts);
        }
#pragma warning disable CA1031 // whatever it is, those who wait for this turn hear of it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lost = acts.Count == 1 ? fault : new TurnLostException(fault);
        }

        // Those who failed alone keep their own fault; the others share the turn's.
        acts.ForEach(act => act.Finish(lost));
    }

    private async Task CommitAsync(List<Act> acts)
    {
        await using var holder = await databases.CreateDbContextAsync();
        await holder.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)holder.Database.GetDbConnection();

        // BEGIN IMMEDIATE: the write lock is taken before the first read.
        await using var transaction = connection.BeginTransaction(deferred: false);
        var started = Stopwatch.GetTimestamp();
        var db = await ContextAsync(connection, transaction);
        try
        {
            for (var act = acts[0]; act is not null; act = acts.Count < Most && Stopwatch.GetElapsedTime(started) < Longest ? NextOfTurn() : null)
            {
                if (acts[^1] != act)
                    acts.Add(act);
                await transaction.SaveAsync(Savepoint);
                var last = db.LastEntry;
                try
                {
                    await act.RunAsync(db);

                    // The next one shares nothing with it but the journal's end, which within this transaction is nobody else's to move.
                    db.ChangeTracker.Clear();
                }
                catch (Exception fault) when (act.Failed(fault))
                {
                    await transaction.RollbackAsync(Savepoint);
                    await db.DisposeAsync();
                    db = await ContextAsync(connection, transaction);
                    db.LastEntry = last;
                }

                await transaction.ReleaseAsync(Savepoint);
            }

            await transaction.CommitAsync();
            await advanceHead(db.LastEntry);
        }
        finally
        {
            await db.DisposeAsync();
        }
    }

    // One for as long as nothing goes wrong: making a context costs more than clearing it.
    private async Task<CenterDb> ContextAsync(SqliteConnection connection, SqliteTransaction transaction)
    {
        var db = await databases.CreateDbContextAsync();
        db.Database.SetDbConnection(connection);
        await db.Database.UseTransactionAsync(transaction);

        // The act is rolled back whole or not at all.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    /// <summary>One caller's act: waiting, then taken into a turn or given up, then done.</summary>
    private sealed class Act(Func<CenterDb, Task> act)
    {
        // What belongs to the caller's flow (culture, trace, whether it writes) is there when the act runs in another's.
        private readonly ExecutionContext? _flow = ExecutionContext.Capture();
        private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _decided;
        private Exception? _fault;

        internal Task Taken => _taken.Task;

        internal Task Done => _done.Task;

        internal bool TryGiveUp() => Interlocked.CompareExchange(ref _decided, 1, 0) == 0;

        internal bool TryTake()
        {
            var mine = Interlocked.CompareExchange(ref _decided, 2, 0) == 0;
            if (mine)
                _taken.SetResult();
            return mine;
        }

        internal Task RunAsync(CenterDb db)
        {
            var running = Task.CompletedTask;
            if (_flow is null)
                return SaveAsync(db);
            ExecutionContext.Run(_flow, _ => running = SaveAsync(db), null);
            return running;
        }

        internal bool Failed(Exception fault)
        {
            _fault = fault;
            return true;
        }

        internal void Finish(Exception? fault)
        {
            if ((_fault ?? fault) is { } mine)
                _done.SetException(mine);
            else
                _done.SetResult();
        }

        private async Task SaveAsync(CenterDb db)
        {
            await act(db);
            await db.SaveChangesAsync();
        }
    }
}

/// <summary>The turn that an act shared was lost to another's fault or to the disk; alone it may succeed.</summary>
internal sealed class TurnLostException(Exception cause) : Exception("The turn was lost.", cause);

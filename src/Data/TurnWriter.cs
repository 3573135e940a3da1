using Data.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Data;

/// <summary>What the turns write through: a connection and a context that are made once for as long as nothing goes wrong, since making them, and preparing what they say, costs more than clearing them.</summary>
internal sealed class TurnWriter(IDbContextFactory<CenterDb> databases) : IDisposable
{
    private CenterDb? _holder;
    private CenterDb? _db;

    /// <summary>An open connection, and a context on it that nobody has used in this turn.</summary>
    internal async Task<(SqliteConnection Connection, CenterDb Db)> ReadyAsync()
    {
        if (_holder is null)
        {
            _holder = await databases.CreateDbContextAsync();
            await _holder.Database.OpenConnectionAsync();
        }

        _db ??= await ContextAsync();
        return (Connection, _db);
    }

    /// <summary>A new context within a running turn, in place of one in which an act failed.</summary>
    internal async Task<CenterDb> AnotherAsync(SqliteTransaction transaction)
    {
        await _db!.DisposeAsync();
        _db = await ContextAsync();
        await _db.Database.UseTransactionAsync(transaction);
        return _db;
    }

    /// <summary>Makes the context ready for the next turn.</summary>
    /// <returns>The last entry of the journal that the turn added; null when it added none.</returns>
    internal async Task<JournalRow?> FinishAsync()
    {
        await _db!.Database.UseTransactionAsync(null);

        // Between two turns another process may write: the journal's end is asked for anew.
        var last = _db.LastEntry;
        _db.LastEntry = null;
        return last;
    }

    /// <summary>Forgets all of it; the next turn begins with new ones.</summary>
    public void Dispose()
    {
        _db?.Dispose();
        _holder?.Dispose();
        (_db, _holder) = (null, null);
    }

    private SqliteConnection Connection => (SqliteConnection)_holder!.Database.GetDbConnection();

    private async Task<CenterDb> ContextAsync()
    {
        var db = await databases.CreateDbContextAsync();
        db.Database.SetDbConnection(Connection);

        // The act is rolled back whole or not at all.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }
}

using Data.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Data;

/// <summary>What the turns write through: a connection and a context that are made once for as long as nothing goes wrong, since making them, and preparing what they say, costs more than clearing them.</summary>
internal sealed class TurnWriter(DbContextOptions<CenterDb> options) : IDisposable
{
    private CenterDb? _holder;
    private CenterDb? _db;

    /// <summary>An open connection, and a context on it that nobody has used in this turn.</summary>
    internal async Task<(SqliteConnection Connection, CenterDb Db)> ReadyAsync()
    {
        if (_holder is null)
        {
            _holder = new CenterDb(options);
            await _holder.Database.OpenConnectionAsync();
        }

        _db ??= Context();
        return (Connection, _db);
    }

    /// <summary>Lets go of a context in which an act failed; the next to ask gets another one on the same connection.</summary>
    internal void Discard()
    {
        _db?.Dispose();
        _db = null;
    }

    /// <summary>Makes the context ready for the next turn.</summary>
    /// <returns>The last entry of the journal that the turn added; null when it added none.</returns>
    internal async Task<JournalRow?> FinishAsync()
    {
        if (_db is null)
            return null;
        await _db.Database.UseTransactionAsync(null);

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

    private CenterDb Context()
    {
        var db = new CenterDb(options);
        db.Database.SetDbConnection(Connection);

        // The act is rolled back whole or not at all.
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }
}

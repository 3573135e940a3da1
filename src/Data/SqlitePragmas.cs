using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Data;

/// <summary>What every SQLite connection is told when it opens; most of it is forgotten when it closes.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    internal static readonly SqlitePragmas Instance = new();

    // The engine counts its own naps and the driver the clock: if the engine's patience were the driver's, an engine that gives up a
    // moment too early would be asked to wait for all of it once more.
    private const int Looks = 5;

    // FULL: an acknowledged write survives a power cut. recursive_triggers: INSERT OR REPLACE deletes, and only with
    // this do the append-only triggers see it. secure_delete: an erased owner's key leaves no bytes in free pages.
    // temp_store: what a savepoint may have to put back is kept in memory, not in a file of its own. cache_size (in KiB)
    // and wal_autocheckpoint (in pages of 4 KiB): keyed hashes fall all over their indexes, and every page that is
    // looked up twice, or copied back once for several commits, saves a call to the system.
    private static readonly string Settings = string.Create(CultureInfo.InvariantCulture, $"""
        PRAGMA busy_timeout = {CenterDatabase.BusySeconds * 1000 / Looks};
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA recursive_triggers = ON;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 4000;
        """);

    // The pool gives an engine's connection out again with whatever it was told: saying it once is enough.
    private static readonly ConditionalWeakTable<sqlite3, object> Told = [];

    private SqlitePragmas()
    {
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (Knows(connection))
            return;
        using var command = connection.CreateCommand();
        Prepare(command, connection);
        command.ExecuteNonQuery();
        Remember(connection);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (Knows(connection))
            return;
        await using var command = connection.CreateCommand();
        Prepare(command, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        Remember(connection);
    }

    private static bool Knows(DbConnection connection) => connection is SqliteConnection { Handle: { } engine } && Told.TryGetValue(engine, out _);

    private static void Remember(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } engine })
            Told.AddOrUpdate(engine, Settings);
    }

    // The only statement is made of constants. A read-only connection (EF asks with one whether the file exists)
    // cannot change the journal mode, and need not.
    private static void Prepare(DbCommand command, DbConnection connection) =>
        command.CommandText = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly
            ? Settings
            : Settings + "\nPRAGMA journal_mode = WAL;";
}

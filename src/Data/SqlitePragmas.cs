using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Data;

/// <summary>What every SQLite connection is told when it opens; most of it is forgotten when it closes.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    internal static readonly SqlitePragmas Instance = new();

    // FULL: an acknowledged write survives a power cut. recursive_triggers: INSERT OR REPLACE deletes, and only with
    // this do the append-only triggers see it. secure_delete: an erased owner's key leaves no bytes in free pages.
    private static readonly string Settings = string.Create(CultureInfo.InvariantCulture, $"""
        PRAGMA busy_timeout = {CenterDatabase.BusySeconds * 1000};
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA recursive_triggers = ON;
        PRAGMA secure_delete = ON;
        """);

    private SqlitePragmas()
    {
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        Prepare(command, connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        Prepare(command, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The only statement is made of constants. A read-only connection (EF asks with one whether the file exists)
    // cannot change the journal mode, and need not.
    private static void Prepare(DbCommand command, DbConnection connection) =>
        command.CommandText = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly
            ? Settings
            : Settings + "\nPRAGMA journal_mode = WAL;";
}

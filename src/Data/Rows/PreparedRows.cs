using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Data.Rows;

/// <summary>Rows written with statements that a connection of SQLite keeps prepared, past the change tracker: every answer writes half a dozen, and the way through it costs several times what the engine does.</summary>
/// <remarks>Tables, columns and conversions are those of the model; none of them is said a second time.</remarks>
internal sealed class PreparedRows
{
    // Statements live as long as their connection.
    private static readonly ConditionalWeakTable<SqliteConnection, PreparedRows> Known = [];
    private readonly Dictionary<IEntityType, PreparedInsert> _inserts = [];
    private readonly Dictionary<IEntityType, PreparedUpdate> _updates = [];

    /// <summary>Inserts a row; a number that the engine gives is in it afterwards.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="row">The row.</param>
    internal static void Insert(CenterDb db, object row)
    {
        var (rows, transaction) = Of(db);
        var type = TypeOf(db, row);
        if (!rows._inserts.TryGetValue(type, out var insert))
            rows._inserts.Add(type, insert = new PreparedInsert(type, transaction.Connection!));
        insert.Run(row, transaction);
    }

    /// <summary>Writes what was changed in a tracked row.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="row">A row that it tracks.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile.</exception>
    internal static void Update(CenterDb db, object row)
    {
        var (rows, transaction) = Of(db);
        var type = TypeOf(db, row);
        if (!rows._updates.TryGetValue(type, out var update))
            rows._updates.Add(type, update = new PreparedUpdate(type, transaction.Connection!));
        var entry = db.Entry(row);
        update.Run(entry, transaction);
        entry.State = EntityState.Unchanged;
    }

    private static (PreparedRows Rows, SqliteTransaction Transaction) Of(CenterDb db)
    {
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return (Known.GetValue(transaction.Connection!, _ => new PreparedRows()), transaction);
    }

    private static IEntityType TypeOf(CenterDb db, object row) =>
        db.Model.FindRuntimeEntityType(row.GetType()) ?? throw new InvalidOperationException($"{row.GetType().Name} is no row of the database.");
}

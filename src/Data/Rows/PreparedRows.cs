using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Data.Rows;

/// <summary>Rows read and written with statements that a connection of SQLite keeps prepared, past the change tracker: every answer takes a dozen, and the way through it costs several times what the engine does.</summary>
/// <remarks>Tables, columns and conversions are those of the model; none of them is said a second time.</remarks>
internal sealed class PreparedRows
{
    // Statements live as long as their connection.
    private static readonly ConditionalWeakTable<SqliteConnection, PreparedRows> Known = [];
    private readonly Dictionary<IEntityType, PreparedInsert> _inserts = [];
    private readonly Dictionary<(IEntityType Type, UInt128 Changed), PreparedUpdate> _updates = [];
    private readonly Dictionary<(Type Row, string Member), object> _lasts = [];
    private readonly Dictionary<(Type Row, string Member), object> _selects = [];

    /// <summary>Reads the rows that have a value in one member, in the order of their numbers; nothing is tracked.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="member">Name of the member.</param>
    /// <param name="value">Its value.</param>
    internal static List<T> Select<T>(CenterDb db, string member, object value)
        where T : class
    {
        var (rows, transaction) = Of(db);
        if (!rows._selects.TryGetValue((typeof(T), member), out var select))
            rows._selects.Add((typeof(T), member), select = PreparedSelect<T>.By(TypeOf(db, typeof(T)), member, transaction.Connection!));

        return ((PreparedSelect<T>)select).Run(value, transaction);
    }

    /// <summary>Inserts a row; a number that the engine gives is in it afterwards.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="row">The row.</param>
    internal static void Insert(CenterDb db, object row)
    {
        var (rows, transaction) = Of(db);
        var type = TypeOf(db, row.GetType());
        if (!rows._inserts.TryGetValue(type, out var insert))
            rows._inserts.Add(type, insert = new PreparedInsert(type, transaction.Connection!));
        insert.Run(row, transaction);
    }

    /// <summary>Reads the row with the highest value in one member; null when there is none.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="member">Name of the member.</param>
    internal static T? Last<T>(CenterDb db, string member)
        where T : class
    {
        var (rows, transaction) = Of(db);
        if (!rows._lasts.TryGetValue((typeof(T), member), out var last))
            rows._lasts.Add((typeof(T), member), last = PreparedSelect<T>.Last(TypeOf(db, typeof(T)), member, transaction.Connection!));
        return ((PreparedSelect<T>)last).Run(null, transaction).SingleOrDefault();
    }

    /// <summary>Writes what was changed in a tracked row, and nothing else of it.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="row">A row that it tracks.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile.</exception>
    internal static void Update(CenterDb db, object row)
    {
        var entry = db.Entry(row);
        Of(db).Rows.Update(entry.Metadata, row, [.. entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata)], p => entry.OriginalValues[p], db);
        entry.OriginalValues.SetValues(entry.CurrentValues);
        entry.State = EntityState.Unchanged;
    }

    /// <summary>Changes a row that is not tracked, and writes what was changed in it.</summary>
    /// <param name="db">A context within a transaction of SQLite.</param>
    /// <param name="row">A row that was read in this transaction.</param>
    /// <param name="change">Changes it.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile.</exception>
    internal static void Change<T>(CenterDb db, T row, Action<T> change)
        where T : class
    {
        var type = TypeOf(db, typeof(T));
        var before = type.GetProperties().ToDictionary(p => p, p => p.GetGetter().GetClrValue(row));
        change(row);
        Of(db).Rows.Update(type, row, [.. before.Where(p => !Equals(p.Value, p.Key.GetGetter().GetClrValue(row))).Select(p => p.Key)], p => before[p], db);
    }

    private void Update(IEntityType type, object row, List<IProperty> changed, Func<IProperty, object?> asRead, CenterDb db)
    {
        if (changed.Count == 0)
            return;
        var transaction = Of(db).Transaction;
        var key = (type, changed.Aggregate(UInt128.Zero, (bits, p) => bits | (UInt128.One << p.GetIndex())));
        if (!_updates.TryGetValue(key, out var update))
            _updates.Add(key, update = new PreparedUpdate(type, changed, transaction.Connection!));
        update.Run(row, asRead, transaction);
    }

    private static (PreparedRows Rows, SqliteTransaction Transaction) Of(CenterDb db)
    {
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return (Known.GetValue(transaction.Connection!, _ => new PreparedRows()), transaction);
    }

    private static IEntityType TypeOf(CenterDb db, Type row) =>
        db.Model.FindRuntimeEntityType(row) ?? throw new InvalidOperationException($"{row.Name} is no row of the database.");
}

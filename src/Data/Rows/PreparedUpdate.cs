using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Data.Rows;

/// <summary>The statement that writes some members of a row of one table anew, as long as it is still the one that was read.</summary>
internal sealed class PreparedUpdate
{
    private readonly SqliteCommand _command;
    private readonly PreparedColumn[] _written;
    private readonly PreparedColumn[] _asRead;
    private readonly string _table;

    internal PreparedUpdate(IEntityType type, IReadOnlyCollection<IProperty> changed, SqliteConnection connection)
    {
        _table = PreparedColumn.TableOf(type);
        _command = connection.CreateCommand();
        _written = [.. changed.Select((p, i) => new PreparedColumn(p, _command, $"$p{i}"))];
        _asRead = [.. type.GetProperties().Where(p => p.IsPrimaryKey() || p.IsConcurrencyToken).Select((p, i) => new PreparedColumn(p, _command, $"$was{i}"))];
#pragma warning disable CA2100 // names of the model, values are parameters
        _command.CommandText = $"UPDATE {_table} SET {Told(_written, ", ")} WHERE {Told(_asRead, " AND ")}";
#pragma warning restore CA2100
    }

    internal void Run(object row, Func<IProperty, object?> asRead, SqliteTransaction transaction)
    {
        foreach (var column in _written)
            column.Take(row);
        foreach (var column in _asRead)
            column.Set(asRead(column.Property));
        _command.Transaction = transaction;
        if (_command.ExecuteNonQuery() != 1)
            throw new DbUpdateConcurrencyException($"A row of {_table} was changed after it was read.");
    }

    private static string Told(PreparedColumn[] columns, string between) => string.Join(between, columns.Select(c => $"{c.Name} = {c.Parameter}"));
}

using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace Data.Rows;

/// <summary>The statement that inserts a row of one table.</summary>
internal sealed class PreparedInsert
{
    private readonly SqliteCommand _command;
    private readonly PreparedColumn[] _columns;
    private readonly PropertyInfo? _given;

    internal PreparedInsert(IEntityType type, SqliteConnection connection)
    {
        var numbered = type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && key.ClrType == typeof(long) ? key : null;
        _given = numbered?.PropertyInfo;
        _command = connection.CreateCommand();
        _columns = [.. type.GetProperties().Where(p => p != numbered).Select((p, i) => new PreparedColumn(p, _command, $"$p{i}"))];
#pragma warning disable CA2100 // names of the model, values are parameters
        _command.CommandText = $"INSERT INTO {PreparedColumn.TableOf(type)} ({string.Join(", ", _columns.Select(c => c.Name))}) VALUES ({string.Join(", ", _columns.Select(c => c.Parameter))})";
#pragma warning restore CA2100
    }

    internal void Run(object row, SqliteTransaction transaction)
    {
        foreach (var column in _columns)
            column.Take(row);
        _command.Transaction = transaction;
        _command.ExecuteNonQuery();
        _given?.SetValue(row, raw.sqlite3_last_insert_rowid(transaction.Connection!.Handle));
    }
}

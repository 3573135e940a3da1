using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Data.Rows;

/// <summary>A statement that finds rows of one table by one of its columns.</summary>
internal sealed class PreparedSelect<T>
    where T : class
{
    private readonly SqliteCommand _command;
    private readonly PreparedColumn? _by;
    private readonly Func<SqliteDataReader, T> _read;

    private PreparedSelect(IEntityType type, IProperty? by, string order, SqliteConnection connection)
    {
        var properties = type.GetProperties().ToList();
        _command = connection.CreateCommand();
        _by = by is null ? null : new PreparedColumn(by, _command, "$by");
        _read = ReaderOf(properties);
        var where = _by is null ? "" : $"WHERE {_by.Name} = {_by.Parameter} ";
#pragma warning disable CA2100 // names of the model, values are parameters
        _command.CommandText = $"SELECT {string.Join(", ", properties.Select(PreparedColumn.NameOf))} FROM {PreparedColumn.TableOf(type)} {where}ORDER BY {order}";
#pragma warning restore CA2100
    }

    /// <summary>Finds the rows that have a value in a member, in the order of their numbers.</summary>
    internal static PreparedSelect<T> By(IEntityType type, string member, SqliteConnection connection) =>
        new(type, Named(type, member), string.Join(", ", type.FindPrimaryKey()!.Properties.Select(PreparedColumn.NameOf)), connection);

    /// <summary>Finds the row with the highest value in a member.</summary>
    internal static PreparedSelect<T> Last(IEntityType type, string member, SqliteConnection connection) =>
        new(type, null, $"{PreparedColumn.NameOf(Named(type, member))} DESC LIMIT 1", connection);

    internal List<T> Run(object? value, SqliteTransaction transaction)
    {
        _by?.Set(value);
        _command.Transaction = transaction;
        var rows = new List<T>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            rows.Add(_read(reader));
        return rows;
    }

    private static IProperty Named(IEntityType type, string member) =>
        type.FindProperty(member) ?? throw new InvalidOperationException($"{typeof(T).Name} has no member {member}.");

    // A row whose members are read in the order of the columns, with the model's conversions.
    private static Func<SqliteDataReader, T> ReaderOf(List<IProperty> properties)
    {
        var reader = Expression.Parameter(typeof(SqliteDataReader));
        var members = properties.Select((property, i) => Expression.Bind(MemberOf(property), ValueOf(property, reader, i)));
        return Expression.Lambda<Func<SqliteDataReader, T>>(Expression.MemberInit(Expression.New(typeof(T)), members), reader).Compile();
    }

    private static PropertyInfo MemberOf(IProperty property) =>
        property.PropertyInfo ?? throw new NotSupportedException($"{property.Name} has no member that holds its value.");

    private static Expression ValueOf(IProperty property, ParameterExpression reader, int column)
    {
        var place = Expression.Constant(column);
        var converter = property.GetRelationalTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value = Expression.Call(reader, nameof(SqliteDataReader.GetFieldValue), [stored], place);
        if (converter is not null)
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        if (value.Type != property.ClrType)
            value = Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(SqliteDataReader.IsDBNull), null, place), Expression.Default(property.ClrType), value)
            : value;
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Data.Rows;

/// <summary>One column of a prepared statement: its name, and the parameter that a row's value goes into.</summary>
internal sealed class PreparedColumn
{
    private readonly IClrPropertyGetter _getter;
    private readonly Func<object?, object?>? _convert;
    private readonly DbParameter _parameter;

    internal PreparedColumn(IProperty property, SqliteCommand command, string parameter)
    {
        if (property.IsShadowProperty())
            throw new NotSupportedException($"{property.Name} has no member that holds its value.");
        var mapping = property.GetRelationalTypeMapping();
        (Property, _getter, _convert) = (property, property.GetGetter(), mapping.Converter?.ConvertToProvider);
        Name = NameOf(property);
        _parameter = mapping.CreateParameter(command, parameter, value: null, nullable: true);
        command.Parameters.Add(_parameter);
    }

    internal IProperty Property { get; }

    /// <summary>The column's name, quoted.</summary>
    internal string Name { get; }

    internal string Parameter => _parameter.ParameterName;

    internal void Take(object row) => Set(_getter.GetClrValue(row));

    internal void Set(object? value) => _parameter.Value = (_convert is { } convert && value is not null ? convert(value) : value) ?? DBNull.Value;

    internal static string NameOf(IProperty property) => Quoted(property.GetColumnName());

    internal static string TableOf(IEntityType type) => Quoted(type.GetTableName()!);

    private static string Quoted(string name) => $"\"{name}\"";
}

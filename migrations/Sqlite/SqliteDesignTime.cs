using Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Migrations.Sqlite;

/// <summary>Lets the tool see the model; it opens no database.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<CenterDb>
{
    /// <inheritdoc/>
    public CenterDb CreateDbContext(string[] args) =>
        new(CenterDatabase.Options(DatabaseProvider.Sqlite, "Data Source=never-opened.db"));
}

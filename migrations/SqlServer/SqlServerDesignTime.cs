using Data;
using Microsoft.EntityFrameworkCore.Design;

namespace Migrations.SqlServer;

/// <summary>Lets the tool see the model; it opens no database.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<CenterDb>
{
    /// <inheritdoc/>
    public CenterDb CreateDbContext(string[] args) =>
        new(CenterDatabase.Options(DatabaseProvider.SqlServer, "Server=never-opened;Database=Center"));
}

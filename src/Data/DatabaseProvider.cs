using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Data;

/// <summary>The engines that the schema is kept on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one machine.</summary>
    Sqlite,

    /// <summary>Several consoles on one database.</summary>
    SqlServer,
}

/// <summary>How a context is set up for an engine, said once for the console, the migrations and the tests.</summary>
public static class CenterDatabase
{
    // How long SQLite itself waits for another process's lock; Center's own patience is the same.
    internal const int BusySeconds = 5;

    // The model depends on IdentityOptions (the passkey table comes with version 3), which a context reads from the
    // application's services. Where there is no application, these stand in; otherwise the model would lose the table.
    private static readonly IServiceProvider SchemaOnly =
        new ServiceCollection().Configure<IdentityOptions>(UseCenterSchema).BuildServiceProvider();

    /// <summary>The version of the identity schema that the migrations hold.</summary>
    public static void UseCenterSchema(IdentityOptions identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
    }

    /// <summary>Sets a context up for an engine.</summary>
    /// <param name="options">What is being set up.</param>
    /// <param name="provider">The engine.</param>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="maxBatch">Most statements in one batch; for T-SQL engines without MERGE it is 1.</param>
    public static DbContextOptionsBuilder UseCenter(
        this DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString, int? maxBatch = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (options.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
            options.UseApplicationServiceProvider(SchemaOnly);
        return provider switch
        {
            DatabaseProvider.Sqlite => options
                .UseSqlite(WithDefaults(connectionString), sqlite => sqlite.MigrationsAssembly("Migrations.Sqlite"))
                .AddInterceptors(SqlitePragmas.Instance),
            DatabaseProvider.SqlServer => options.UseSqlServer(connectionString, server =>
            {
                server.MigrationsAssembly("Migrations.SqlServer").UseCompatibilityLevel(150);
                if (maxBatch is { } most)
                    server.MaxBatchSize(most);
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "No such database provider."),
        };
    }

    /// <summary>The options of a context outside the application: migrations, tests, tools.</summary>
    public static DbContextOptions<CenterDb> Options(
        DatabaseProvider provider, string connectionString, int? maxBatch = null)
    {
        var options = new DbContextOptionsBuilder<CenterDb>();
        options.UseCenter(provider, connectionString, maxBatch);
        return options.Options;
    }

    private static string WithDefaults(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString)
        {
            ForeignKeys = true,
            DefaultTimeout = BusySeconds,
        }.ToString();
}

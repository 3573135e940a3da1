using Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Shell.Hosting;

/// <summary>How the host reaches the database.</summary>
internal static class Storage
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Installation installation)
    {
        services.AddDbContextFactory<CenterDb>(options => _ = installation.Engine switch
        {
            DatabaseEngine.Sqlite => options.UseSqlite(
                installation.ConnectionString, sqlite => sqlite.MigrationsAssembly("Migrations.Sqlite")),
            DatabaseEngine.SqlServer => options.UseSqlServer(
                installation.ConnectionString,
                server => server.MigrationsAssembly("Migrations.SqlServer").UseCompatibilityLevel(150)),
        });
        // Sign-ins survive a restart and are shared by several nodes.
        services.AddDataProtection().SetApplicationName("licensing-center").PersistKeysToDbContext<CenterDb>();
        return services;
    }

    /// <summary>Brings the database to this version's schema.</summary>
    public static async Task PrepareStorageAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var databases = services.GetRequiredService<IDbContextFactory<CenterDb>>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.MigrateAsync(cancellation);
    }
}

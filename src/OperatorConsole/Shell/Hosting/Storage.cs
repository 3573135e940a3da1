using Data;
using Data.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Shell.Hosting;

/// <summary>How the host reaches the database, and the keys without which it cannot be read.</summary>
internal static class Storage
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Installation installation)
    {
        services.AddCenter(installation.Engine, installation.ConnectionString, _ => KeyRing.Load(installation.Keys));

        // Sign-ins survive a restart and are shared by several nodes.
        services.AddDataProtection().SetApplicationName("licensing-center").KeepKeysInCenter();
        return services;
    }

    /// <summary>Brings the database to this version's schema; the first start makes the keys.</summary>
    /// <exception cref="UnusableSettingException">There is a database with content and no keys that open it, or the demo's data is meant for work.</exception>
    public static async Task PrepareStorageAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        var installation = services.GetRequiredService<Installation>();
        var databases = services.GetRequiredService<IDbContextFactory<CenterDb>>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!KeyRing.Exists(installation.Keys) && (await AppliedAsync(db, cancellation)).Any())
        {
            throw new UnusableSettingException("Data", $"the database has content, but '{installation.Keys}' holds no keys that open it. Put the keys back from their backup.");
        }

        await KeyRing.LoadOrCreateAsync(installation.Keys, services.GetRequiredService<TimeProvider>());
        await MigrateAsync(db, installation, cancellation);
        await RefuseOtherKindAsync(db, installation, cancellation);
    }

    // EF's lock on an embedded database is a row that a killed process leaves behind for ever. Ours goes with the process;
    // whoever holds it knows that such a row is nobody's.
    private static async Task MigrateAsync(CenterDb db, Installation installation, CancellationToken cancellation)
    {
        await using var held = await PrivateFile.LockAsync(Path.Combine(installation.Keys, "migrate.lock"));
        var applied = (await AppliedAsync(db, cancellation)).ToHashSet(StringComparer.Ordinal);
        if (applied.IsSupersetOf(db.Database.GetMigrations()))
        {
            // Finding out again that nothing is to be done compares the whole model with its snapshot, at every start.
            return;
        }

        if (db.Database.IsSqlite() && applied.Count > 0)
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", cancellation);
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" """, cancellation);
        }

        await db.Database.MigrateAsync(cancellation);
    }

    private static async Task<IEnumerable<string>> AppliedAsync(CenterDb db, CancellationToken cancellation) =>
        await db.Database.CanConnectAsync(cancellation) ? await db.Database.GetAppliedMigrationsAsync(cancellation) : [];

    // A demo's database has sign-ins that anybody may know: it is never served as the real one, nor the other way round.
    private static async Task RefuseOtherKindAsync(CenterDb db, Installation installation, CancellationToken cancellation)
    {
        const string Name = "kind";
        var kind = installation.Demo ? "demo" : "work";
        var kept = await db.Settings.SingleOrDefaultAsync(s => s.Name == Name, cancellation);
        if (kept is null)
        {
            db.Settings.Add(new Data.Journal.SettingRow { Name = Name, Value = kind });
            await db.SaveChangesAsync(cancellation);
        }
        else if (kept.Value != kind)
        {
            throw new UnusableSettingException("Demo", $"this database was made for '{kept.Value}' and is not served for '{kind}'.");
        }
    }
}

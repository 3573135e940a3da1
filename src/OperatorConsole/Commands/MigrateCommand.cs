using System.CommandLine;
using Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OperatorConsole.Commands;

/// <summary><c>migrate</c> and <c>migrate --script</c>.</summary>
internal static class MigrateCommand
{
    internal static Command Make(Place place)
    {
        var script = new Option<bool>("--script") { Description = "Print the idempotent SQL script of the configured provider; nothing is applied." };
        var migrate = new Command("migrate", "Bring the database to this version's schema.") { script };
        migrate.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (!parsed.GetValue(script))
            {
                return await place.OnAsync(parsed, async (_, _) =>
                {
                    await output.WriteLineAsync("The database has this version's schema.");
                    return CommandLine.Done;
                }, cancellation);
            }

            await using var app = ConsoleHost.Build([.. place.Settings(parsed), "--Logs:Console", "false"]);
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<CenterDb>>().CreateDbContextAsync(cancellation);
            // SQLite cannot branch inside a script: there the script is the whole way from an empty database.
            var options = db.Database.IsSqlite() ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent;
            await output.WriteLineAsync(db.GetService<IMigrator>().GenerateScript(options: options));
            if (!db.Database.IsSqlite())
            {
                // The jobs' tables are the library's own; its script may be run again, like ours.
                await output.WriteLineAsync(Hangfire.SqlServer.SqlServerObjectsInstaller.GetInstallScript("HangFire", enableHeavyMigrations: false));
            }

            return CommandLine.Done;
        });
        return migrate;
    }
}

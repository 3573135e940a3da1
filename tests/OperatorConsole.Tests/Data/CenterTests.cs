using System.Globalization;
using Data;
using Data.Journal;
using Data.Kits;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Data;

public sealed class CenterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sqlite_connection_writes_through_to_the_disk_and_keeps_foreign_keys()
    {
        await using var center = await CenterFixture.StartAsync();
        await using var db = center.Open();
        await db.Database.OpenConnectionAsync(Cancellation);
        (await PragmaAsync(db, "journal_mode")).ShouldBe("wal");
        (await PragmaAsync(db, "synchronous")).ShouldBe("2", "2 is FULL");
        (await PragmaAsync(db, "foreign_keys")).ShouldBe("1");
        (await PragmaAsync(db, "busy_timeout")).ShouldBe("1000", "five such looks are the driver's patience of five seconds");
        (await PragmaAsync(db, "recursive_triggers")).ShouldBe("1");
        (await PragmaAsync(db, "secure_delete")).ShouldBe("1");

        using var other = center.Open();
        other.Database.OpenConnection();
        (await PragmaAsync(other, "synchronous")).ShouldBe("2", "also when opened synchronously");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Of_fifty_who_want_one_number_one_gets_it(DatabaseProvider provider)
    {
        await using var center = await CenterFixture.StartAsync(provider);
        await using var second = center.StartSecondConsole();
        var consoles = new[] { center.Center, second.GetRequiredService<Center>() };
        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => consoles[i % 2].WriteAsync(
                async db =>
                {
                    if (await db.Kits.AnyAsync(kit => kit.Number == "075312509"))
                        return false;
                    db.Kits.Add(Some.Kit("075312509", center.Clock.GetUtcNow()));
                    return true;
                },
                Cancellation),
            Cancellation)));
        won.Count(got => got).ShouldBe(1);
        (await center.Center.ReadAsync(db => db.Kits.CountAsync(), Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Of_fifty_changes_of_one_row_none_is_lost(DatabaseProvider provider)
    {
        await using var center = await CenterFixture.StartAsync(provider);
        await using var second = center.StartSecondConsole();
        var consoles = new[] { center.Center, second.GetRequiredService<Center>() };
        await center.Center.WriteAsync(
            db => db.Kits.AddAsync(Some.Kit("075312509", center.Clock.GetUtcNow())).AsTask(), Cancellation);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(
            () => consoles[i % 2].WriteAsync(
                async db =>
                {
                    var kit = await db.Kits.SingleAsync();
                    kit.Edition = kit.Edition.Length == 0 ? "1" : (Number(kit) + 1).ToString(CultureInfo.InvariantCulture);
                    kit.Stamp = Guid.CreateVersion7(center.Clock.GetUtcNow());
                },
                Cancellation),
            Cancellation)));

        Number(await center.Center.ReadAsync(db => db.Kits.SingleAsync(), Cancellation)).ShouldBe(50);

        static int Number(KitRow kit) => int.Parse(kit.Edition, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_act_that_meets_a_duplicate_runs_again_whole_and_on_a_new_context()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(
            db => db.Kits.AddAsync(Some.Kit("075312509", center.Clock.GetUtcNow())).AsTask(), Cancellation);
        var contexts = new List<CenterDb>();
        await center.Center.WriteAsync(
            async db =>
            {
                contexts.Add(db);
                db.Settings.Add(new SettingRow { Name = $"run-{contexts.Count}", Value = "" });
                await db.SaveChangesAsync(Cancellation);
                db.Kits.Add(Some.Kit(contexts.Count == 1 ? "075312509" : "1000000008", center.Clock.GetUtcNow()));
            },
            Cancellation);

        contexts.Distinct().Count().ShouldBe(2);
        (await center.Center.ReadAsync(db => db.Settings.Select(setting => setting.Name).ToListAsync(), Cancellation))
            .ShouldBe(["run-2"], "the first run left nothing behind");
    }

    [Fact]
    public async Task An_act_on_a_row_that_changed_meanwhile_runs_again()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(
            db => db.Kits.AddAsync(Some.Kit("075312509", center.Clock.GetUtcNow())).AsTask(), Cancellation);
        var runs = 0;
        await center.Center.WriteAsync(
            async db =>
            {
                var kit = await db.Kits.SingleAsync();
                if (++runs == 1)
                    await db.Kits.ExecuteUpdateAsync(set => set.SetProperty(k => k.Stamp, Guid.CreateVersion7(center.Clock.GetUtcNow())));
                kit.Edition = "changed";
            },
            Cancellation);
        runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_duplicate_that_stays_ends_in_a_clear_refusal()
    {
        await using var center = await CenterFixture.StartAsync();
        var tries = 0;
        var fault = await Should.ThrowAsync<BusyException>(() => center.Center.WriteAsync(
            db =>
            {
                tries++;
                db.Kits.Add(Some.Kit("075312509", center.Clock.GetUtcNow()));
                db.Kits.Add(Some.Kit("075312509", center.Clock.GetUtcNow()));
                return Task.CompletedTask;
            },
            Cancellation));
        fault.InnerException.ShouldBeOfType<DbUpdateException>();
        tries.ShouldBe(3);
        (await center.Center.ReadAsync(db => db.Kits.CountAsync(), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_locked_by_another_process_ends_in_a_clear_refusal_after_five_seconds()
    {
        await using var center = await CenterFixture.StartAsync();
        await using (var other = new SqliteConnection(center.ConnectionString + ";Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var held = other.BeginTransaction(deferred: false);
            var started = TimeProvider.System.GetTimestamp();
            await Should.ThrowAsync<BusyException>(() => center.Center.WriteAsync(
                db => db.Settings.AddAsync(new SettingRow { Name = "a", Value = "" }).AsTask(), Cancellation));
            TimeProvider.System.GetElapsedTime(started).ShouldBeInRange(TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(9));
        }

        await center.Center.WriteAsync(db => db.Settings.AddAsync(new SettingRow { Name = "a", Value = "" }).AsTask(), Cancellation);
    }

    [Fact]
    public async Task A_fault_of_the_act_itself_is_not_repeated_and_leaves_nothing()
    {
        await using var center = await CenterFixture.StartAsync();
        var runs = 0;
        await Should.ThrowAsync<DbUpdateException>(() => center.Center.WriteAsync(
            db =>
            {
                runs++;
                db.Settings.Add(new SettingRow { Name = "a", Value = "" });
                db.LicenseSets.Add(new LicenseSetRow { KitId = 4711, Position = 1, Type = default, Licenses = 1 });
                return Task.CompletedTask;
            },
            Cancellation));
        runs.ShouldBe(1, "a broken foreign key does not mend by itself");
        (await center.Center.ReadAsync(db => db.Settings.CountAsync(), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task A_write_inside_a_write_is_refused_at_once()
    {
        await using var center = await CenterFixture.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => center.Center.WriteAsync(
            _ => center.Center.WriteAsync(_ => Task.CompletedTask, Cancellation), Cancellation));
        await center.Center.WriteAsync(_ => Task.CompletedTask, Cancellation);
    }

    [Fact]
    public async Task A_read_tracks_nothing()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(db => db.Settings.AddAsync(new SettingRow { Name = "a", Value = "" }).AsTask(), Cancellation);
        await center.Center.ReadAsync(
            async db =>
            {
                await db.Settings.LoadAsync();
                db.ChangeTracker.Entries().ShouldBeEmpty();
            },
            Cancellation);
    }

    private static async Task<string> PragmaAsync(CenterDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture)!;
    }
}

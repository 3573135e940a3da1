using Data.Privacy;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.Data;

public sealed class OwnerSealingTests(CenterFixture center) : IClassFixture<CenterFixture>
{
    [Fact]
    public void Personal_data_opens_with_the_owners_key_and_for_its_row_only()
    {
        var owner = center.Owners.NewKey();
        var other = center.Owners.NewKey();
        var notes = center.Owners.SealText(owner, "Anna Orlova", "Kits/075312509");

        center.Owners.OpenText(owner, notes, "Kits/075312509").ShouldBe("Anna Orlova");
        Should.Throw<SealBrokenException>(() => center.Owners.Open(owner, notes, "Kits/1"));
        Should.Throw<SealBrokenException>(() => center.Owners.Open(other, notes, "Kits/075312509"));
        Should.Throw<SealBrokenException>(() => center.Owners.Open(owner, notes.AsSpan(0, 10), "Kits/075312509"));
        Should.Throw<SealBrokenException>(() => center.Vault.Open(notes, "Kits/075312509"));
    }

    [Fact]
    public void An_owners_key_put_into_anothers_row_is_refused()
    {
        var owner = center.Owners.NewKey();
        var other = center.Owners.NewKey();
        var swapped = new OwnerKeyRow { Name = other.Name, SealedKey = owner.SealedKey, MadeAt = owner.MadeAt };
        Should.Throw<SealBrokenException>(() => center.Owners.SealText(swapped, "x", "row"));
    }

    [Fact]
    public async Task Destroying_the_key_erases_the_owner_and_leaves_the_row()
    {
        var owner = center.Owners.NewKey();
        await center.Center.WriteAsync(
            db =>
            {
                // Neighbors on the same page, as in life.
                db.OwnerKeys.AddRange(Enumerable.Range(0, 5).Select(_ => center.Owners.NewKey()));
                db.OwnerKeys.Add(owner);
                db.OwnerKeys.AddRange(Enumerable.Range(0, 5).Select(_ => center.Owners.NewKey()));
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        var sealedKey = owner.SealedKey.ShouldNotBeNull();
        DatabaseScan.Count(center, sealedKey).ShouldBeGreaterThan(0);
        var notes = center.Owners.SealText(owner, "Anna Orlova", "Kits/1");
        center.Clock.Advance(TimeSpan.FromDays(1));

        await center.Center.WriteAsync(
            async db => center.Owners.Destroy(await db.OwnerKeys.SingleAsync(key => key.Name == owner.Name)),
            TestContext.Current.CancellationToken);

        var erased = await center.Center.ReadAsync(
            db => db.OwnerKeys.SingleAsync(key => key.Name == owner.Name), TestContext.Current.CancellationToken);
        erased.DestroyedAt.ShouldBe(center.Clock.GetUtcNow());
        center.Owners.OpenText(erased, notes, "Kits/1").ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => center.Owners.SealText(erased, "again", "Kits/1"));

        // Nor can any piece of the key be dug out of the database's free space once the log is written back.
        await center.SqlAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var at = 5; at + 8 <= sealedKey.Length; at++)
            DatabaseScan.Count(center, sealedKey.AsSpan(at, 8)).ShouldBe(0);
    }
}

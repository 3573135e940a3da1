using Data;
using Data.Acquisitions;
using Data.Calls;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.Data;

public sealed class AppendOnlyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task What_happened_can_be_neither_changed_nor_deleted(DatabaseProvider provider)
    {
        await using var center = await CenterFixture.StartAsync(provider);
        await FillAsync(center);
        string[] statements =
        [
            "UPDATE Ledger SET Reason = 'x'", "DELETE FROM Ledger",
            "UPDATE Answers SET KeyId = 'x'", "DELETE FROM Answers",
            "UPDATE CallEvents SET Kind = 'x'", "DELETE FROM CallEvents",
            "UPDATE Journal SET Subject = 'x'", "DELETE FROM Journal",
        ];
        foreach (var statement in statements)
            (await Should.ThrowAsync<Exception>(() => center.SqlAsync(statement), statement)).Message.ShouldContain("is append-only");
        await UnchangedAsync(center);
    }

    [Fact]
    public async Task Nor_replaced_by_an_insert_with_the_same_key()
    {
        await using var center = await CenterFixture.StartAsync();
        await FillAsync(center);
        foreach (var table in (string[])["Ledger", "Answers", "CallEvents", "Journal"])
        {
            var fault = await Should.ThrowAsync<Exception>(
                () => center.SqlAsync($"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"), table);
            fault.Message.ShouldContain("is append-only");
        }

        await UnchangedAsync(center);
    }

    [Fact]
    public async Task Nor_through_the_context()
    {
        await using var center = await CenterFixture.StartAsync();
        await FillAsync(center);
        await using var db = center.Open();
        var fact = await db.Ledger.FirstAsync(Cancellation);
        fact.Reason = "x";
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));
        db.ChangeTracker.Clear();
        db.Ledger.Remove(fact);
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));
        await Should.ThrowAsync<Exception>(() => db.Answers.ExecuteDeleteAsync(Cancellation));
        await UnchangedAsync(center);
    }

    private static Task FillAsync(CenterFixture center) => center.Center.WriteAsync(
        async db =>
        {
            var now = center.Clock.GetUtcNow();
            var kit = await Some.AddKitAsync(db, center.Vault, now);
            var call = Some.Call(1, now);
            var license = new LicenseRow { KitId = kit.Id, SetId = kit.Sets[0].Id, LivePinId = kit.Sets[0].Pins[0].Id, IssuedAt = now };
            db.AddRange(call, license, new LedgerRow { At = now, Kind = LedgerKind.KitMade, KitId = kit.Id, Reason = "whole" });
            await db.SaveChangesAsync();
            db.AddRange(
                new CallEventRow { CallId = call.Id, At = now, ActorId = "operator-1", Kind = "whole" },
                new AnswerRow
                {
                    LicenseId = license.Id,
                    RequestLookup = center.Vault.Lookup("request", "1"),
                    StatementLookup = center.Vault.Lookup("statement", "1"),
                    SealedRequest = center.Vault.SealText("1", "1"),
                    SealedAnswer = center.Vault.SealText("1", "1"),
                    KeyId = "whole",
                    IssuedAt = now,
                });
            await center.Journal.AppendAsync(db, "admin", "kit-made", "whole");
        },
        Cancellation);

    private static Task UnchangedAsync(CenterFixture center) => center.Center.ReadAsync(
        async db =>
        {
            (await db.Ledger.SingleAsync()).Reason.ShouldBe("whole");
            (await db.Answers.SingleAsync()).KeyId.ShouldBe("whole");
            (await db.CallEvents.SingleAsync()).Kind.ShouldBe("whole");
            (await db.Journal.SingleAsync()).Subject.ShouldBe("whole");
        },
        Cancellation);
}

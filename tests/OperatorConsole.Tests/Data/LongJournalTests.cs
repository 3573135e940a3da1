using Data.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.Data;

[Trait("Ring", "long")]
public sealed class LongJournalTests
{
    private const int Entries = 1_000_000;

    [Fact]
    public async Task A_million_entries_are_verified_in_under_thirty_seconds()
    {
        await using var center = await CenterFixture.StartAsync();
        await FillAsync(center);

        var started = TimeProvider.System.GetTimestamp();
        var found = await center.Verifier.VerifyAsync(TestContext.Current.CancellationToken);
        var took = TimeProvider.System.GetElapsedTime(started);

        found.ShouldBe(new JournalVerdict(Entries, true, null));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Entries} entries verified in {took.TotalSeconds:0.0} s");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(30));

        // The place that takes most work to explain is named in that time too.
        await center.SqlAsync("DROP TRIGGER JournalIsAppendOnly_UPDATE");
        await center.SqlAsync($"UPDATE Journal SET Subject = 'other' WHERE Sequence = {Entries - 1}");
        started = TimeProvider.System.GetTimestamp();
        found = await center.Verifier.VerifyAsync(TestContext.Current.CancellationToken);
        found.FirstBroken.ShouldBe(new JournalBreak(Entries - 1, JournalFault.Altered));
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    // By prepared statement: the writer itself would take as many commits as there are entries.
    private static async Task FillAsync(CenterFixture center)
    {
        await using var db = center.Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO Journal (Sequence, At, Actor, Act, Subject, Text, PreviousHash, Hash, Mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        for (var i = 1; i <= 9; i++)
            insert.Parameters.AddWithValue($"${i}", 0L);

        var previous = JournalChain.Beginning;
        for (var sequence = 1L; sequence <= Entries; sequence++)
        {
            var entry = new JournalRow
            {
                Sequence = sequence,
                At = center.Clock.GetUtcNow().AddSeconds(sequence),
                Actor = "operator",
                Act = "request-decided",
                Subject = "075312509",
                Text = """{"method":"phone","operation":"initial","outcome":"granted"}""",
                PreviousHash = previous,
                Hash = [],
                Mac = [],
            };
            entry.Hash = JournalChain.Hash(entry);
            entry.Mac = JournalChain.Mac(center.Keys.JournalKey, entry.Hash);
            object[] values = [entry.Sequence, entry.At.UtcTicks, entry.Actor, entry.Act, entry.Subject, entry.Text, entry.PreviousHash, entry.Hash, entry.Mac];
            for (var i = 0; i < values.Length; i++)
                insert.Parameters[i].Value = values[i];
            insert.ExecuteNonQuery();
            previous = entry.Hash;
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await center.Head.AdvanceAsync(Entries, previous);
    }
}

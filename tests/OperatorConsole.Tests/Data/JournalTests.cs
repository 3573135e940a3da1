using System.Text.Json;
using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Data;

public sealed class JournalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Entries_are_numbered_chained_and_whole(DatabaseProvider provider)
    {
        await using var center = await CenterFixture.StartAsync(provider);
        (await center.Verifier.VerifyAsync(Cancellation)).ShouldBe(new JournalVerdict(0, true, null));
        await center.WriteEntriesAsync(5);

        var entries = await center.Center.ReadAsync(db => db.Journal.OrderBy(entry => entry.Sequence).ToListAsync(), Cancellation);
        entries.Select(entry => entry.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        entries[0].PreviousHash.ShouldBe(new byte[32]);
        entries[4].PreviousHash.ShouldBe(entries[3].Hash);
        entries[0].At.ShouldBe(center.Clock.GetUtcNow());
        (await center.Verifier.VerifyAsync(Cancellation)).ShouldBe(new JournalVerdict(5, true, null));
        center.Head.Read().Sequence.ShouldBe(5);
    }

    [Fact]
    public async Task An_act_and_its_entries_are_committed_together_or_not_at_all()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(
            async db =>
            {
                db.Settings.Add(new SettingRow { Name = "a", Value = "" });
                await center.Journal.AppendAsync(db, "admin", "setting-changed", "a");
                await db.SaveChangesAsync(Cancellation);
                await center.Journal.AppendAsync(db, "admin", "setting-changed", "b");
                await center.Journal.AppendAsync(db, "admin", "setting-changed", "c");
            },
            Cancellation);
        await Should.ThrowAsync<TimeoutException>(() => center.Center.WriteAsync(
            async db =>
            {
                await center.Journal.AppendAsync(db, "admin", "setting-changed", "d");
                await db.SaveChangesAsync(Cancellation);
                throw new TimeoutException();
            },
            Cancellation));

        (await center.Verifier.VerifyAsync(Cancellation)).ShouldBe(new JournalVerdict(3, true, null));
        center.Head.Read().Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task An_entry_outside_a_write_is_refused()
    {
        await using var center = await CenterFixture.StartAsync();
        await using var db = center.Open();
        await Should.ThrowAsync<InvalidOperationException>(() => center.Journal.AppendAsync(db, "admin", "act", "a"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Two_consoles_write_one_chain(DatabaseProvider provider)
    {
        await using var center = await CenterFixture.StartAsync(provider);
        await using var second = center.StartSecondConsole();
        var consoles = new[] { center.Services, second };
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => consoles[i % 2].GetRequiredService<Center>().WriteAsync(
                db => consoles[i % 2].GetRequiredService<JournalWriter>().AppendAsync(db, "admin", "act", $"{i}"), Cancellation),
            Cancellation)));
        (await center.Verifier.VerifyAsync(Cancellation)).ShouldBe(new JournalVerdict(50, true, null));
        center.Head.Read().Sequence.ShouldBe(50);
    }

    [Fact]
    public async Task Members_are_written_the_same_way_each_time_and_pin_codes_never_whole()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(
            async db =>
            {
                await center.Journal.AppendAsync(db, "admin", "act", "746 185 858 112 352\nforged line", new
                {
                    Zone = "Europe/Riga",
                    Count = 3,
                    Nothing = (string?)null,
                    At = center.Clock.GetUtcNow(),
                    Inner = new { B = "746185858112352", A = DatabaseProvider.Sqlite, Long = 746185858112352L },
                    Names = new[] { "Ёлкин", "<b>" },
                });
                await Should.ThrowAsync<ArgumentException>(() => center.Journal.AppendAsync(db, "admin", "act", "a", "text"));
                await center.Journal.AppendAsync(db, new string('x', 400), "act", "");
            },
            Cancellation);
        var entries = await center.Center.ReadAsync(db => db.Journal.OrderBy(entry => entry.Sequence).ToListAsync(), Cancellation);
        entries[0].Text.ShouldBe("""
            {"at":"2026-11-24T09:00:00+00:00","count":3,"inner":{"a":"sqlite","b":"…352","long":"…352"},"names":["Ёлкин","<b>"],"zone":"Europe/Riga"}
            """);
        entries[0].Subject.ShouldBe("…352\uFFFDforged line");
        entries[1].Actor.Length.ShouldBe(256);
        entries[1].Text.ShouldBe("{}");
        (await center.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("UPDATE Journal SET Subject = 'other' WHERE Sequence = 4", 4, JournalFault.Altered)]
    [InlineData("UPDATE Journal SET At = At + 1 WHERE Sequence = 1", 1, JournalFault.Altered)]
    [InlineData("UPDATE Journal SET At = -1 WHERE Sequence = 6", 6, JournalFault.Altered)]
    [InlineData("UPDATE Journal SET At = 'noon' WHERE Sequence = 6", 6, JournalFault.Altered)]
    [InlineData("UPDATE Journal SET Mac = zeroblob(32) WHERE Sequence = 9", 9, JournalFault.Altered)]
    [InlineData("UPDATE Journal SET Text = Text || ' ' WHERE Sequence = 9", 9, JournalFault.Altered)]
    [InlineData("INSERT INTO Journal SELECT 0, At, Actor, Act, Subject, Text, PreviousHash, Hash, Mac FROM Journal WHERE Sequence = 1", 1, JournalFault.Reordered)]
    [InlineData("INSERT INTO Journal SELECT 11, At, Actor, Act, Subject, Text, PreviousHash, Hash, Mac FROM Journal WHERE Sequence = 10", 11, JournalFault.Reordered)]
    [InlineData("DELETE FROM Journal WHERE Sequence = 5", 5, JournalFault.Missing)]
    [InlineData("DELETE FROM Journal WHERE Sequence < 4", 1, JournalFault.Missing)]
    [InlineData("DELETE FROM Journal WHERE Sequence = 5; UPDATE Journal SET Sequence = Sequence - 1 WHERE Sequence > 5", 5, JournalFault.Missing)]
    [InlineData("UPDATE Journal SET Sequence = -3 WHERE Sequence = 3; UPDATE Journal SET Sequence = 3 WHERE Sequence = 4; UPDATE Journal SET Sequence = 4 WHERE Sequence = -3", 3, JournalFault.Reordered)]
    [InlineData("UPDATE Journal SET Sequence = -3 WHERE Sequence = 3; UPDATE Journal SET Sequence = 3 WHERE Sequence = 8; UPDATE Journal SET Sequence = 8 WHERE Sequence = -3", 3, JournalFault.Reordered)]
    [InlineData("DELETE FROM Journal WHERE Sequence = 10", 10, JournalFault.Truncated)]
    [InlineData("DELETE FROM Journal WHERE Sequence > 6", 7, JournalFault.Truncated)]
    [InlineData("DELETE FROM Journal", 1, JournalFault.Truncated)]
    public async Task Edits_deletions_reorderings_and_cuts_past_the_triggers_are_found(string statement, long sequence, JournalFault why)
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(10);
        await center.SqlAsync("DROP TRIGGER JournalIsAppendOnly_UPDATE; DROP TRIGGER JournalIsAppendOnly_DELETE");
        await center.SqlAsync(statement);
        var found = await center.Verifier.VerifyAsync(Cancellation);
        found.Whole.ShouldBeFalse();
        found.FirstBroken.ShouldBe(new JournalBreak(sequence, why));
    }

    [Fact]
    public async Task A_chain_computed_anew_without_the_key_is_found()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(3);
        await center.SqlAsync("DROP TRIGGER JournalIsAppendOnly_UPDATE");
        await using var db = center.Open();
        var last = await db.Journal.SingleAsync(entry => entry.Sequence == 3, Cancellation);
        last.Subject = "forged";
        last.Hash = JournalChain.Hash(last);
        await db.SaveChangesAsync(Cancellation);
        (await center.Verifier.VerifyAsync(Cancellation)).FirstBroken.ShouldBe(new JournalBreak(3, JournalFault.Altered));
    }

    [Fact]
    public async Task An_end_that_was_cut_and_grown_again_is_found()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(5);
        await center.SqlAsync("DROP TRIGGER JournalIsAppendOnly_DELETE");
        await center.SqlAsync("DELETE FROM Journal WHERE Sequence > 3");
        center.Clock.Advance(TimeSpan.FromMinutes(1));
        await center.WriteEntriesAsync(2);
        (await center.Verifier.VerifyAsync(Cancellation)).FirstBroken.ShouldBe(new JournalBreak(5, JournalFault.Truncated));
    }

    [Fact]
    public async Task A_head_that_was_removed_or_changed_is_found_and_not_made_anew()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(3);
        var path = Path.Combine(center.KeysPath, JournalHead.FileName);
        var text = await File.ReadAllTextAsync(path, Cancellation);

        await File.WriteAllTextAsync(path, text.Replace("\"sequence\":3", "\"sequence\":2", StringComparison.Ordinal), Cancellation);
        Should.Throw<KeysDamagedException>(center.Head.Read);
        (await center.Verifier.VerifyAsync(Cancellation)).FirstBroken.ShouldBe(new JournalBreak(4, JournalFault.Truncated));

        File.Delete(path);
        await center.WriteEntriesAsync(1);
        File.Exists(path).ShouldBeFalse();
        (await center.Verifier.VerifyAsync(Cancellation)).FirstBroken.ShouldBe(new JournalBreak(5, JournalFault.Truncated));
    }

    [Fact]
    public async Task A_head_that_lags_is_no_fault_and_the_next_write_catches_up()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(3);
        var path = Path.Combine(center.KeysPath, JournalHead.FileName);
        var atThree = await File.ReadAllTextAsync(path, Cancellation);
        await center.WriteEntriesAsync(2);
        await File.WriteAllTextAsync(path, atThree, Cancellation);

        (await center.Verifier.VerifyAsync(Cancellation)).ShouldBe(new JournalVerdict(5, true, null));
        await center.WriteEntriesAsync(1);
        center.Head.Read().Sequence.ShouldBe(6);
    }

    [Fact]
    public async Task The_head_never_goes_back()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.WriteEntriesAsync(3);
        using var other = new JournalHead(KeyRing.Load(center.KeysPath));
        await other.AdvanceAsync(2, new byte[32]);
        center.Head.Read().Sequence.ShouldBe(3);
    }

    [Fact]
    public void A_verdict_reads_as_the_command_line_promises()
    {
        JsonSerializer.Serialize(new JournalVerdict(2, true, null)).ShouldBe("""{"entries":2,"whole":true,"firstBroken":null}""");
        JsonSerializer.Serialize(new JournalVerdict(9, false, new JournalBreak(4, JournalFault.Reordered)))
            .ShouldBe("""{"entries":9,"whole":false,"firstBroken":{"sequence":4,"why":"reordered"}}""");
    }
}

internal static class JournalEntries
{
    internal static async Task WriteEntriesAsync(this CenterFixture center, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await center.Center.WriteAsync(
                db => center.Journal.AppendAsync(db, "admin", "kit-made", $"07531250{i}", new { template = "base" }),
                TestContext.Current.CancellationToken);
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Data.Calls;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Calls;

/// <summary>What a call leaves behind: an entry for every act, and nowhere a digit of the PIN.</summary>
public sealed partial class TraceOfACallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_act_of_a_call_leaves_its_entry_and_the_journal_is_whole()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, answer) = await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.DropAsync(reference);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        (await desk.ResumeAsync(reference, CallDesk.Oleg)).ShouldBe(Resumption.Resumed);
        for (var line = 1; line <= 10; line++)
        {
            await desk.SayAsync(reference, line, answer.Expected(line), CallDesk.Oleg);
        }

        var refused = await desk.EnteredAsync(Dictated.By(kit, Dictated.Second(kit)));
        await desk.VerifyAsync(refused);
        await desk.EndAsync(refused, "no-license-left");
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));

        var entries = await desk.ReadAsync(db => db.Journal.OrderBy(e => e.Sequence).ToListAsync(Cancellation));
        entries.Select(e => (e.Actor, e.Act, e.Subject)).ShouldBe(
        [
            ("system", "kit-made", kit.Number.Digits),
            ("anna", "call-started", reference), ("anna", "code-verified", reference), ("anna", "license-issued", kit.Number.Digits),
            ("anna", "call-dropped", reference), ("oleg", "call-resumed", reference), ("oleg", "call-completed", reference),
            ("anna", "call-started", refused), ("anna", "request-refused", kit.Number.Digits), ("anna", "code-verified", refused), ("anna", "call-ended", refused),
            ("anna", "call-started", entries[^3].Subject), ("anna", "code-verified", entries[^3].Subject), ("anna", "answer-repeated", kit.Number.Digits),
        ]);
        var verdict = await desk.Database.Verifier.VerifyAsync(Cancellation);
        (verdict.Whole, verdict.Entries).ShouldBe((true, entries.Count));
    }

    [Fact]
    public async Task No_digit_of_a_pin_or_a_code_lies_open_in_tables_files_or_log()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var pin = Dictated.First(kit);
        var digits = Dictated.By(kit, pin);
        await desk.SaveAsync(await desk.TakeAsync(), digits[..30]);
        await desk.VerifyAsync(await desk.EnteredAsync(Dictated.WithWrongLink(kit)));
        await desk.VerifyAsync(await desk.EnteredAsync(Dictated.Misheard(digits, 9, 3)));
        var (reference, answer) = await desk.AnsweredAsync(digits);
        for (var line = 1; line <= 10; line++)
        {
            await desk.SayAsync(reference, line, answer.Expected(line));
        }

        var secrets = new[] { digits, digits[..48], digits[3..18], answer.Answer.ToDigits() }.Concat(kit.Pins.Select(p => p.Code.Digits))
            .SelectMany(secret => new[] { secret, string.Join(' ', Regex.Split(secret, "(?<=\\G.{3})")).Trim() }).ToList();
        var cells = await CellsAsync(desk);
        cells.Count.ShouldBeGreaterThan(300);
        cells.ShouldContain(cell => cell.Contains(kit.Number.Digits, StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            cells.ShouldNotContain(cell => cell.Contains(secret, StringComparison.Ordinal));
            DatabaseScan.Count(desk.Database, Encoding.UTF8.GetBytes(secret)).ShouldBe(0);
            DatabaseScan.Count(desk.Database, Encoding.Unicode.GetBytes(secret)).ShouldBe(0);
            desk.Log.All.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
        }

        // Whatever its digits: nothing of the length of a PIN or a code stands in any text. The keys' ids are hexadecimal and may look like one.
        var keyIds = desk.Get<IKeyStore>().Keys.Select(key => key.Kid).ToList();
        cells.ShouldNotContain(cell => !IsTime(cell) && LongDigits().IsMatch(keyIds.Aggregate(cell, (text, id) => text.Replace(id, "", StringComparison.Ordinal))));
        desk.Log.All.ShouldContain(line => line.Contains("INSERT INTO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journals_text_names_no_pin()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        var texts = await desk.ReadAsync(db => db.Journal.Select(e => e.Actor + " " + e.Subject + " " + e.Text).ToListAsync(Cancellation));
        var groups = kit.Pins.SelectMany(p => p.Code.ToGroups().Zip(p.Code.ToGroups().Skip(1), (a, b) => $"{a:D3}{b:D3}"));
        foreach (var pair in groups)
        {
            texts.ShouldNotContain(text => text.Replace(kit.Number.Digits, "", StringComparison.Ordinal).Contains(pair, StringComparison.Ordinal));
        }

        texts.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_fault_while_issuing_leaves_nothing_half_done_and_tells_no_digit()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.RightAsync(digits);
        await desk.Database.SqlAsync("CREATE TRIGGER Full BEFORE INSERT ON Journal BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        var fault = await Should.ThrowAsync<SqliteException>(() => desk.IssueAsync(reference));

        foreach (var text in desk.Log.All.Append(fault.ToString()))
        {
            text.ShouldNotContain(digits[3..18]);
            text.ShouldNotContain(digits[..48]);
        }

        (await desk.ReadAsync(db => Task.FromResult((db.Licenses.Count(), db.Answers.Count(), db.Ledger.Count(e => e.Outcome != null))))).ShouldBe((0, 0, 0));
        (await desk.StateAsync(reference)).ShouldBe(CallState.Verified);
        await desk.Database.SqlAsync("DROP TRIGGER Full");
        (await desk.IssueAsync(reference)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_consoles_own_log_files_hold_no_code_even_when_they_are_talkative()
    {
        var data = Directory.CreateTempSubdirectory("logs-").FullName;
        var app = ConsoleHost.Build(["--data", data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Verbose", "--Logs:Console", "false"]);
        await ConsoleHost.PrepareAsync(app, Cancellation);
        await app.StartAsync(Cancellation);
        var (digits, answer) = await ConsoleCall.MakeAsync(app.Services);
        using (var http = new HttpClient())
        {
            await http.GetAsync(new Uri($"{app.Urls.First()}/calls?find={digits[3..18]}"), Cancellation);
        }

        await app.StopAsync(Cancellation);
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();

        var files = Directory.GetFiles(Path.Combine(data, "logs"));
        var log = string.Concat(await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(file, Cancellation))));
        log.ShouldContain("listening");
        log.ShouldNotContain(digits[3..18]);
        log.ShouldNotContain(answer);
        Directory.Delete(data, recursive: true);
    }

    // Every text and blob of every table, and every number as it reads.
    private static Task<List<string>> CellsAsync(CallDesk desk) => desk.ReadAsync(async db =>
    {
        var cells = new List<string>();
        await db.Database.OpenConnectionAsync(Cancellation);
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(Cancellation);
            while (await rows.ReadAsync(Cancellation))
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    cells.Add(rows.GetValue(column) switch
                    {
                        byte[] blob => Encoding.UTF8.GetString(blob),
                        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
                    });
                }
            }
        }

        return cells;
    });

    // Instants are kept as ticks, eighteen digits.
    private static bool IsTime(string cell) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 630_000_000_000_000_000 && ticks < 700_000_000_000_000_000;

    [GeneratedRegex("(?<![0-9])(?:[0-9] ?){15,}(?![0-9])")]
    private static partial Regex LongDigits();
}

using System.Diagnostics;
using System.Globalization;
using Data;
using Data.Mail;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Requests;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Issuing;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail;

/// <summary>
/// Messages a second through the whole pipeline, beside MailKit fetching and MimeKit parsing the same messages from the same server, and
/// beside the least that answering them takes, in the same run.
/// </summary>
[Trait("Figures", "mail")]
[Trait("Ring", "long")]
[Collection(nameof(WithDovecot))]
public sealed class MailFigures(PrivateDovecot dovecot) : IAsyncLifetime
{
    private const int RoundsBefore = 5;
    private const int Rounds = 3;
    private static readonly bool Full = Environment.GetEnvironmentVariable("FIGURES") == "full";
    private static readonly int Messages = Full ? 600 : 120;
    private static readonly int Backlog = Full ? 5000 : 500;
    private static readonly Acting Clerk = new("clerk-id", "clerk", [Roles.Clerk]);
    private readonly string _data = Directory.CreateTempSubdirectory("mail-figures-").FullName;
    private WebApplication _console = null!;

    // The console's mailbox, and one with the same messages for whoever only reads them.
    private ImapSettings _box = null!;
    private ImapSettings _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] AtServer() =>
    [
        "--Mail:Imap:Host", _box.Host, "--Mail:Imap:Port", _box.Port.ToString(CultureInfo.InvariantCulture), "--Mail:Imap:Tls", "Implicit",
        "--Mail:Imap:User", _box.User, "--Mail:Imap:Password", _box.Password, "--Mail:Imap:Authority", _box.Authority,
    ];

    public async ValueTask InitializeAsync()
    {
        (_box, _other) = (dovecot.Box(), dovecot.Box());
        _console = ConsoleHost.Build(["--data", _data, "--Logs:Level", "Fatal", "--Mail:AuthServId", "center.example", "--Mail:From", "licensing@center.example", .. AtServer()]);
        await ConsoleHost.PrepareAsync(_console, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Messages_a_second_through_the_pipeline()
    {
        var (ours, read, bare) = (new List<double>(), new List<double>(), new List<double>());
        var (worked, taken) = (TimeSpan.Zero, new HashSet<MailKit.UniqueId>());
        await using var mill = await BareMill.StartAsync(_console.Services.GetRequiredService<IKeyStore>());
        for (var round = 0; round < RoundsBefore + Rounds; round++)
        {
            var mails = await MailsAsync(round);
            await OtherMailProgram.DeliverAsync(_box, mails);
            await OtherMailProgram.DeliverAsync(_other, mails);
            var fetched = await MeasureAsync(() => FetchAndParseAsync(taken));
            var milled = await MeasureAsync(() => mill.RunAsync(mails));
            var before = Environment.CpuUsage.TotalTime;
            var swept = await MeasureAsync(() => _console.Services.GetRequiredService<SweepMail>().WholeAsync(Cancellation));
            if (round >= RoundsBefore)
            {
                // The first rounds are for the compiler, which goes on for a while.
                worked += Environment.CpuUsage.TotalTime - before;
                read.Add(fetched);
                bare.Add(milled);
                ours.Add(swept);
            }
        }

        await OtherMailProgram.DeliverAsync(_box, await MailsAsync(RoundsBefore + Rounds));
        var stages = await StagesAsync();
        var sent = await _console.Services.GetRequiredService<Center>().ReadAsync(db => db.Outbox.CountAsync(o => o.State == OutboxState.Sent && o.Kind == "license", Cancellation), Cancellation);
        sent.ShouldBe((RoundsBefore + Rounds + 1) * Messages / 2);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"pipeline {Median(ours):0} messages a second ({worked.TotalMilliseconds / (Rounds * Messages):0.0} ms of the processor each); fetched by MailKit and parsed by MimeKit alone {Median(read):0}, ratio {Median(ours) / Median(read):0.00} (0.5 wanted); the least that answering takes, without fetching, {Median(bare):0}, ratio {Median(ours) / Median(bare):0.00}; {Messages} messages, half of them answered with a license, median of {Rounds} rounds; pipeline {Told(ours)}, fetched {Told(read)}, least {Told(bare)}; one after the other: {stages}"));
        (Median(ours) / Median(bare)).ShouldBeGreaterThanOrEqualTo(0.1);
    }

    [Fact]
    public async Task The_queue_stays_quick_while_a_backlog_is_worked_off()
    {
        var mails = await MailsAsync(0);
        await OtherMailProgram.DeliverAsync(_box, Enumerable.Range(0, Backlog).Select(i => i < mails.Count && i % 2 == 0 ? mails[i] : Question(i)));
        var (list, show, health) = (_console.Services.GetRequiredService<ListRequests>(), _console.Services.GetRequiredService<ShowRequest>(), _console.Services.GetRequiredService<ShowMailHealth>());
        var looks = new List<double>();
        var seen = new List<(int Taken, int Unread, int Waiting)>();
        var started = Stopwatch.GetTimestamp();
        var sweep = Task.Run(() => _console.Services.GetRequiredService<SweepMail>().WholeAsync(Cancellation), Cancellation);
        while (!sweep.IsCompleted)
        {
            // What the page does when it is opened: a list, the counts, the first request, the mailbox.
            var look = Stopwatch.GetTimestamp();
            var (requests, _) = await list.RunAsync(Clerk, new RequestFilter(), 0, Cancellation);
            var counts = await list.CountAsync(Clerk, Cancellation);
            _ = requests.Count == 0 ? null : await show.RunAsync(Clerk, requests[0].Reference, Cancellation);
            var mail = await health.RunAsync(Clerk, Cancellation);
            looks.Add(Stopwatch.GetElapsedTime(look).TotalMilliseconds);
            seen.Add((mail.Boxes[0].Taken, mail.Unread, counts.Open));
            await Task.WhenAny(sweep, Task.Delay(200, Cancellation));
        }

        await sweep;
        var took = Stopwatch.GetElapsedTime(started);
        var sorted = looks.Skip(1).Order().ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a backlog of {Backlog} in {took.TotalSeconds:0.0} s ({Backlog / took.TotalSeconds:0} a second); the queue's page meanwhile, {looks.Count} times: median {sorted[sorted.Count / 2]:0} ms, 95 of 100 in {sorted[sorted.Count * 95 / 100]:0} ms, slowest {sorted[^1]:0} ms (300 wanted); first {looks[0]:0} ms; taken, unread, open: {string.Join(" ", seen.Where((_, i) => i % Math.Max(1, seen.Count / 8) == 0))}"));
        sorted[sorted.Count * 95 / 100].ShouldBeLessThan(300);
        (await _console.Services.GetRequiredService<Center>().ReadAsync(db => db.Mails.CountAsync(m => m.State == MailState.Stored, Cancellation), Cancellation)).ShouldBe(0);
    }

    private static async Task<double> MeasureAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Told(IEnumerable<double> values) => string.Join(' ', values.Select(value => value.ToString("0", CultureInfo.InvariantCulture)));

    // Each step alone, on messages that nobody has taken.
    private async Task<string> StagesAsync()
    {
        var told = new List<string>();
        foreach (var (name, step) in new (string, Func<Task>)[]
        {
            ("taken", () => _console.Services.GetRequiredService<TakeMail>().RunAsync(Cancellation)),
            ("understood and answered", () => _console.Services.GetRequiredService<HandleMail>().RunAsync(Cancellation)),
            ("sent", () => _console.Services.GetRequiredService<SendMail>().RunAsync(Cancellation)),
        })
        {
            var (before, rate) = (Environment.CpuUsage.TotalTime, await MeasureAsync(step));
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {rate:0} a second, {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Messages:0.00} ms of the processor"));
        }

        return string.Join("; ", told);
    }

    // Half are request files that are answered by themselves, half are letters for a clerk.
    private async Task<List<string>> MailsAsync(int round)
    {
        var kits = await _console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, Messages / 2, Cancellation);
        var key = _console.Services.GetRequiredService<OperatorConsole.Issuing.PublicKeys>().Published.EncryptionKey!;
        return [.. kits.SelectMany((kit, i) => new[] { WithFile(kit, EncryptedRequest.Write(Request(kit), key)), Question((round * Messages) + i) })];
    }

    private static string WithFile(Kit kit, string file) =>
        MailDesk.Mail(MailDesk.Stamp + $"Message-ID: <{kit.Number.Digits}@vector.example>\r\n", text: LongText, from: $"Anna Orlova <kit{kit.Number.Digits}@vector.example>", files: ("request.licreq", file));

    private static string Question(int i) =>
        MailDesk.Mail(MailDesk.Stamp + $"Message-ID: <q{i}@vector.example>\r\n", subject: $"Question {i}", text: LongText, from: $"Customer {i} <c{i}@vector.example>");

    private static string LongText => string.Concat(Enumerable.Repeat("How do we move the program to another computer?\r\n", 40));

    private static LicenseRequestFile Request(Kit kit) => new()
    {
        Operation = Operation.Initial,
        Kit = kit.Number,
        Pin = kit.Pins.First().Code,
        Owner = RestorationCenter.Company,
        Computer = RestorationCenter.Parameters,
    };

    private Task<bool> FetchAndParseAsync(HashSet<MailKit.UniqueId> taken) => OtherMailProgram.InAsync(_other, async folder =>
    {
        foreach (var uid in (await folder.SearchAsync(MailKit.Search.SearchQuery.All, Cancellation)).Where(taken.Add))
        {
            (await folder.GetMessageAsync(uid, Cancellation)).TextBody!.Length.ShouldBeGreaterThan(0);
        }

        return true;
    });
}

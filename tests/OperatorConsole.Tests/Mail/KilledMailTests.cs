using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OperatorConsole.Features.Kits;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Mail;

/// <summary>
/// The console as a process of its own on a mailbox of files, killed again and again while it takes mails and sends letters: every mail is
/// stored once, every request has its one answer, and a letter that went out twice is to the byte the same.
/// </summary>
public sealed class KilledMailTests : IDisposable
{
    private const int KitsARound = 5;

    // The letter whose word is being written down, and the one that is being handed over meanwhile.
    private const int MostTwiceAKill = 2;
    private readonly string _data = Directory.CreateTempSubdirectory("killed-mail-").FullName;
    private readonly Dictionary<string, string> _delivered = new(StringComparer.Ordinal);
    private readonly List<byte[]> _letters = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string In => Path.Combine(_data, "mail", "in");

    private string Out => Path.Combine(_data, "mail", "out", "new");

    [Fact]
    public Task Killed_twenty_times_no_mail_is_lost_and_nothing_is_answered_twice() => KillAsync(20);

    [Fact]
    [Trait("Ring", "long")]
    public Task Killed_five_hundred_times_no_mail_is_lost_and_nothing_is_answered_twice() => KillAsync(500);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task KillAsync(int kills)
    {
        var seed = Environment.GetEnvironmentVariable("KILL_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var console = ConsoleHost.Build(["--data", _data, "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(console, Cancellation);
        var kits = await KitsAsync(console, kills * KitsARound);
        Maildir.Open(In);
        Directory.CreateDirectory(Out);
        var (whileTaking, whileSending) = (0, 0);
        for (var round = 0; round < kills; round++)
        {
            var mails = MailsOf(round, [.. kits.Skip(round * KitsARound).Take(KitsARound)], round == 0 ? null : kits[((round - 1) * KitsARound) + 1]);
            var early = random.Next(mails.Count);
            await DeliverAsync(mails.Take(early));
            using var process = Start();
            await DeliverAsync(mails.Skip(early));
            var waiting = Directory.EnumerateFiles(Path.Combine(In, "new")).Count();
            var letter = random.Next(3) > 0;
            await process.UntilAsync(() => Task.FromResult(letter ? Directory.EnumerateFiles(Out).Any() : Directory.EnumerateFiles(Path.Combine(In, "new")).Count() < waiting), TimeSpan.FromMilliseconds(1), Cancellation);
            await Task.Delay(random.Next(0, 80), Cancellation);
            process.Kill();
            whileTaking += Directory.EnumerateFiles(Path.Combine(In, "new")).Any() ? 1 : 0;
            whileSending += await CountAsync(console, db => db.Outbox.CountAsync(o => o.State == OutboxState.Waiting)) > 0 ? 1 : 0;
            await CollectAsync();
        }

        using (var process = Start())
        {
            await process.UntilAsync(() => AllDoneAsync(console), TimeSpan.FromMilliseconds(100), Cancellation);
        }

        await CollectAsync();
        var twice = await RequireEachLetterOnceAsync(console, kills);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kills} kills, {_delivered.Count} mails; mails were still to be taken at {whileTaking} kills, letters to be sent at {whileSending}; {_letters.Count} letters handed over, {twice} of them a second time with the same bytes");
        await RequireWholeAsync(console, kills);
    }

    private KilledConsole Start() => KilledConsole.Start(_data, "--Mail:SweepSeconds", "1", "--Mail:AuthServId", "center.example", "--Mail:From", "licensing@center.example");

    // What customers write in a round: requests that are answered, one twice, one again, one of the round before restored on a spare PIN, and some that need a clerk.
    private static List<(string Kind, string Mail)> MailsOf(int round, IReadOnlyList<Kit> kits, Kit? earlier)
    {
        var first = MailDesk.Mail(MailDesk.Stamp + Id(round, "first"), from: From(kits[0]), files: ("a.licreq", Request(kits[0])));
        List<(string Kind, string Mail)> mails =
        [
            ("answered", first),
            ("answered", MailDesk.Mail(MailDesk.Stamp + Id(round, "second"), from: From(kits[1]), files: ("a.licreq", Request(kits[1])))),
            ("copy", first),
            ("answered", MailDesk.Mail(MailDesk.Stamp, from: From(kits[2]), files: ("a.licreq", Request(kits[2])))),
            ("again", MailDesk.Mail(MailDesk.Stamp + Id(round, "again"), text: "Once more, please", from: From(kits[2]), files: ("a.licreq", Request(kits[2])))),
            ("clerk", MailDesk.Mail(Id(round, "unverified"), from: From(kits[3]), files: ("a.licreq", Request(kits[3])))),
            ("clerk", MailDesk.Mail(MailDesk.Stamp, subject: $"Question {round}", text: "How do I move the program?", from: From(kits[3]))),
            ("received", MailDesk.Mail(MailDesk.Stamp, subject: "Additional PIN codes request", text: $"Kit number: {kits[0].Number.Digits}\r\nPlease send us another PIN code.", from: From(kits[0]))),
            ("answered", MailDesk.Mail(MailDesk.Stamp + Id(round, "last"), from: From(kits[4]), files: ("a.licreq", Request(kits[4])))),
        ];
        if (earlier is not null)
        {
            mails.Insert(4, ("moved", MailDesk.Mail(MailDesk.Stamp + Id(round, "moved"), from: From(earlier), files: ("b.licreq", LicenseRequestFile.Write(ServedRequest(earlier) with
            {
                Operation = Operation.RestoreWithSpare,
                Pin = earlier.Pins.ElementAt(1).Code,
                CurrentPin = earlier.Pins.First().Code,
                Unchanged = false,
            })))));
        }

        return mails;
    }

    private static string Id(int round, string name) => $"Message-ID: <{round}.{name}@vector.example>\r\n";

    private static string From(Kit kit) => $"Anna Orlova <{Address(kit)}>";

    private static string Address(Kit kit) => $"kit{kit.Number.Digits}@vector.example";

    private static string Request(Kit kit) => LicenseRequestFile.Write(ServedRequest(kit));

    private static LicenseRequestFile ServedRequest(Kit kit) => new()
    {
        Operation = Operation.Initial,
        Kit = kit.Number,
        Pin = kit.Pins.First().Code,
        Owner = RestorationCenter.Company with { Email = Address(kit) },
        Computer = RestorationCenter.Parameters with { Host = $"pc-{kit.Number.Digits}" },
    };

    private async Task DeliverAsync(IEnumerable<(string Kind, string Mail)> mails)
    {
        foreach (var (kind, mail) in mails)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + _delivered.Count}.M1.host");
            await Maildir.DeliverAsync(In, name, Encoding.UTF8.GetBytes(mail), Cancellation);
            _delivered[name] = kind;
        }
    }

    // A mail server takes the letters away: one that is handed over again lies there again.
    private async Task CollectAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Out).ToList())
        {
            _letters.Add(await File.ReadAllBytesAsync(file, Cancellation));
            File.Delete(file);
        }
    }

    private Task<bool> AllDoneAsync(WebApplication console) => console.Services.GetRequiredService<Center>().ReadAsync(async db =>
        await db.Mails.CountAsync(m => m.State != MailState.Stored, Cancellation) == _delivered.Count
        && !await db.Announcements.AnyAsync(a => a.SentAt == null, Cancellation)
        && !await db.Outbox.AnyAsync(o => o.State == OutboxState.Waiting, Cancellation), Cancellation);

    private async Task<int> RequireEachLetterOnceAsync(WebApplication console, int kills)
    {
        var vault = console.Services.GetRequiredService<Vault>();
        var byId = _letters.GroupBy(IdOf).ToList();
        byId.ShouldAllBe(same => same.All(bytes => bytes.SequenceEqual(same.First())));
        (_letters.Count - byId.Count).ShouldBeInRange(0, kills * MostTwiceAKill);
        var queued = await console.Services.GetRequiredService<Center>().ReadAsync(db => db.Outbox.Select(o => o.IdLookup).ToListAsync(Cancellation), Cancellation);
        byId.Select(same => Convert.ToHexString(vault.Lookup("message-id", same.Key))).ShouldBe(queued.Select(Convert.ToHexString), ignoreOrder: true);
        return _letters.Count - byId.Count;
    }

    private static string IdOf(byte[] letter)
    {
        using var stream = new MemoryStream(letter);
        return MimeMessage.Load(stream, Cancellation).MessageId.ShouldNotBeNull();
    }

    private async Task RequireWholeAsync(WebApplication console, int kills)
    {
        int Sent(params string[] kinds) => _delivered.Values.Count(kinds.Contains);
        await console.Services.GetRequiredService<Center>().ReadAsync(async db =>
        {
            var mails = await db.Mails.AsNoTracking().ToListAsync(Cancellation);
            mails.Select(m => m.RemoteKey).ShouldBe(_delivered.Keys, ignoreOrder: true);
            foreach (var mail in mails.Where(m => m.State == MailState.Queued))
            {
                _delivered[mail.RemoteKey].ShouldBeOneOf(["clerk", "received"], $"{mail.RemoteKey} {mail.Reason} {await db.Requests.Where(r => r.MailId == mail.Id).Select(r => r.Detail).FirstOrDefaultAsync(Cancellation)}");
            }

            mails.CountBy(m => m.State).ToDictionary().ShouldBe(
                new Dictionary<MailState, int>
                {
                    [MailState.Answered] = Sent("answered", "moved", "again"),
                    [MailState.Queued] = Sent("clerk", "received"),
                    [MailState.Duplicate] = Sent("copy"),
                },
                ignoreOrder: true);
            var requests = await db.Requests.AsNoTracking().ToListAsync(Cancellation);
            requests.Select(r => r.MailId).ShouldBe(mails.Where(m => m.State != MailState.Duplicate).Select(m => (long?)m.Id), ignoreOrder: true);
            (await db.RequestEvents.CountAsync(e => e.Kind == "arrived", Cancellation)).ShouldBe(requests.Count);

            var letters = await db.Outbox.AsNoTracking().ToListAsync(Cancellation);
            letters.ShouldAllBe(o => o.State == OutboxState.Sent);
            letters.Where(o => o.Kind == "license").Select(o => o.RequestId).ShouldBe(requests.Where(r => r.State == RequestState.Done).Select(r => (long?)r.Id), ignoreOrder: true);
            letters.CountBy(o => o.Kind).ToDictionary().ShouldBe(
                new Dictionary<string, int> { ["license"] = Sent("answered", "moved", "again"), ["moved"] = Sent("moved"), ["received"] = Sent("received") }, ignoreOrder: true);

            (await db.Licenses.CountAsync(Cancellation)).ShouldBe(Sent("answered"));
            (await db.Licenses.Select(l => l.LivePinId).Distinct().CountAsync(Cancellation)).ShouldBe(Sent("answered"));
            (await db.Answers.CountAsync(Cancellation)).ShouldBe(Sent("answered", "moved"));
            (await db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Granted, Cancellation)).ShouldBe(Sent("answered", "moved"));
            (await db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Repeated, Cancellation)).ShouldBe(Sent("again"));
            (await db.Journal.CountAsync(j => j.Act == "letter-sent", Cancellation)).ShouldBe(letters.Count);
            (await db.Pins.CountAsync(p => p.Origin == PinOrigin.Additional, Cancellation)).ShouldBe(0);
        }, Cancellation);
        _delivered.Count.ShouldBe((kills * 10) - 1);
        (await console.Services.GetRequiredService<JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private static Task<int> CountAsync(WebApplication console, Func<CenterDb, Task<int>> count) => console.Services.GetRequiredService<Center>().ReadAsync(count, Cancellation);

    private static async Task<List<Kit>> KitsAsync(WebApplication console, int count)
    {
        var make = console.Services.GetRequiredService<MakeKits>();
        var kits = new List<Kit>();
        while (kits.Count < count)
        {
            kits.AddRange(await make.RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, Math.Min(MakeKits.Most, count - kits.Count), Cancellation));
        }

        return kits;
    }
}

using Data;
using Data.AdditionalPins;
using Data.Mail;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.AdditionalPins;
using OperatorConsole.Tests.Mail.Running;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>
/// The console as a process of its own, killed again and again while it takes mails, decides about additional PIN codes and sends letters:
/// every mail is stored once, every request has its one answer, and a letter that went out twice is to the byte the same.
/// </summary>
public sealed class KilledMailTests(PrivateDovecot dovecot) : IClassFixture<PrivateDovecot>, IDisposable
{
    private const int Approvals = 2;
    private const int KitsARound = KilledMails.Kits + Approvals;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private readonly string _data = Directory.CreateTempSubdirectory("killed-mail-").FullName;
    private readonly Dictionary<string, string> _delivered = new(StringComparer.Ordinal);
    private readonly List<byte[]> _letters = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Killed_twenty_times_no_mail_is_lost_and_nothing_is_answered_twice() => KillAsync(new FolderPost(_data), 20);

    [Fact]
    public Task Killed_five_times_between_two_mail_servers_no_mail_is_lost_and_a_letter_comes_again_only_as_it_was() => KillBetweenServersAsync(5);

    [Fact]
    [Trait("Ring", "long")]
    public Task Killed_five_hundred_times_no_mail_is_lost_and_nothing_is_answered_twice() => KillAsync(new FolderPost(_data), 500);

    [Fact]
    [Trait("Ring", "long")]
    public Task Killed_five_hundred_times_between_two_mail_servers_no_mail_is_lost_and_a_letter_comes_again_only_as_it_was() => KillBetweenServersAsync(500);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task KillBetweenServersAsync(int kills)
    {
        await using var post = new ServerPost(dovecot.Box());

        // Some letters had come whole when the process that sent them was killed.
        (await KillAsync(post, kills)).ShouldBeGreaterThan(0);
    }

    /// <returns>Letters that came a second time.</returns>
    private async Task<int> KillAsync(IPost post, int kills)
    {
        string[] settings = ["--Mail:SweepSeconds", "1", "--Mail:AuthServId", "center.example", "--Mail:From", "licensing@center.example", .. post.Settings];
        var random = KilledConsole.Chance();
        var started = System.Diagnostics.Stopwatch.StartNew();
        await using var console = await KilledConsole.BesideAsync(_data, settings);
        await ApprovedPins.HireAsync(console.Services);
        var (whileTaking, whileDeciding, whileSending) = (0, 0, 0);
        Kit? earlier = null;
        for (var round = 0; round < kills; round++)
        {
            var kits = await KitsAsync(console);
            foreach (var kit in kits.Skip(KilledMails.Kits))
            {
                await ApprovedPins.DecideAsync(console.Services, kit);
            }

            await ApprovedPins.LetThemBeDueAsync(console.Services);
            var mails = KilledMails.Of(round, kits, earlier);
            earlier = kits[1];

            // The moments go round, so that each has its share of however few kills.
            var (early, moment, letter) = (random.Next(mails.Count), (Moment)(round % 3), 1 + random.Next(5));
            await DeliverAsync(post, mails.Take(early));
            if (moment == Moment.LetterIsSent && round / 3 % 2 == 0)
            {
                post.TakeSilently(letter);
            }

            var looked = await LeasedUntilAsync(console);
            using var process = await KilledConsole.StartAsync(_data, settings);
            await DeliverAsync(post, mails.Skip(early));
            await process.UntilAsync(
                async () => moment switch
                {
                    Moment.MailboxIsOpened => await LeasedUntilAsync(console) is { } until && until != looked,
                    Moment.MailIsStored => await StoredAsync(console) > _delivered.Count - mails.Count,
                    Moment.LetterIsSent => post.Handed >= letter,
                },
                Step,
                Cancellation);
            await Task.Delay(random.Next(0, moment == Moment.LetterIsSent ? 10 : 80), Cancellation);
            process.Kill();
            whileTaking += await StoredAsync(console) < _delivered.Count ? 1 : 0;
            whileDeciding += await ReadAsync(console, db => db.PinDecisions.AnyAsync(d => d.State == PinDecisionState.Pending, Cancellation)) ? 1 : 0;
            whileSending += await ReadAsync(console, db => db.Outbox.AnyAsync(o => o.State == OutboxState.Waiting, Cancellation)) ? 1 : 0;
            _letters.AddRange(post.Collect());
        }

        using (var process = await KilledConsole.StartAsync(_data, settings))
        {
            await process.UntilAsync(() => AllDoneAsync(console), TimeSpan.FromMilliseconds(100), Cancellation);
        }

        _letters.AddRange(post.Collect());
        var count = new KilledMailCount(console, _delivered, kills * Approvals);
        var twice = await count.RequireEachLetterAsync(_letters, kills * post.MostTwiceAKill);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kills} kills in {started.Elapsed.TotalSeconds:0} s, {_delivered.Count} mails, {kills * Approvals} approvals; kills before every mail was stored: {whileTaking}, before every approval took effect: {whileDeciding}, "
            + $"before every letter was recorded as sent: {whileSending}; {_letters.Count} letters handed over, {twice} of them a second time with the same bytes");
        whileTaking.ShouldBeGreaterThan(0);
        whileDeciding.ShouldBeGreaterThan(0);
        whileSending.ShouldBeGreaterThan(0);
        _delivered.Count.ShouldBe((kills * (KilledMails.First + 1)) - 1);
        await count.RequireWholeAsync();
        return twice;
    }

    private async Task DeliverAsync(IPost post, IEnumerable<(string Kind, string Mail)> mails)
    {
        var some = mails.ToList();
        foreach (var (name, mail) in (await post.DeliverAsync([.. some.Select(m => m.Mail)])).Zip(some))
        {
            _delivered.Add(name, mail.Kind);
        }
    }

    private Task<bool> AllDoneAsync(WebApplication console) => ReadAsync(console, async db =>
        await db.Mails.CountAsync(m => m.State != MailState.Stored, Cancellation) == _delivered.Count
        && !await db.PinDecisions.AnyAsync(d => d.State == PinDecisionState.Pending, Cancellation)
        && !await db.Announcements.AnyAsync(a => a.SentAt == null, Cancellation)
        && !await db.Outbox.AnyAsync(o => o.State == OutboxState.Waiting, Cancellation));

    private static Task<int> StoredAsync(WebApplication console) => ReadAsync(console, db => db.Mails.CountAsync(Cancellation));

    private static Task<DateTimeOffset?> LeasedUntilAsync(WebApplication console) =>
        ReadAsync(console, db => db.Mailboxes.Select(m => m.LeasedUntil).SingleOrDefaultAsync(Cancellation));

    private static Task<T> ReadAsync<T>(WebApplication console, Func<CenterDb, Task<T>> read) => console.Services.GetRequiredService<Center>().ReadAsync(read, Cancellation);

    private static Task<IReadOnlyList<Kit>> KitsAsync(WebApplication console) =>
        console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, KitsARound, Cancellation);

    private enum Moment
    {
        MailboxIsOpened,
        MailIsStored,
        LetterIsSent,
    }
}

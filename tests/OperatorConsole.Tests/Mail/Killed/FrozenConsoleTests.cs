using System.Diagnostics;
using Data;
using Data.Mail;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail.Running;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>Case 10 with two processes on one data directory: the one that holds the mailbox stands still, and comes to itself later.</summary>
[Collection(nameof(WithDovecot))]
public sealed class FrozenConsoleTests(PrivateDovecot dovecot) : IDisposable
{
    private const int Mails = 6;
    private readonly string _data = Directory.CreateTempSubdirectory("frozen-mail-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    [Trait("Ring", "long")]
    public async Task Case_10_a_process_that_stands_still_with_the_mailbox_in_its_hands_is_relieved_within_a_minute_and_every_mail_has_one_answer()
    {
        var box = dovecot.Box();
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { SilentAt = "UID FETCH" };
        await using var console = await KilledConsole.BesideAsync(_data);
        var kits = await console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Accounting Suite 8", DeliveryTemplates.Find("base")!, Mails, Cancellation);
        await OtherMailProgram.DeliverAsync(box, kits.Take(Mails / 2).Select(kit => MailDesk.Mail(MailDesk.Stamp, from: KilledMails.From(kit), files: ("a.licreq", KilledMails.Request(kit)))));

        // It waits for the mailbox's answer with the lease in its hands, and nothing half written in the database.
        using var frozen = await StartAsync(box with { Port = relay.Port });
        await frozen.UntilAsync(() => Task.FromResult(relay.Said.Contains("UID FETCH", StringComparison.Ordinal)), TimeSpan.FromMilliseconds(20), Cancellation);
        frozen.Freeze();
        var leased = await BoxAsync(console);
        leased.LeasedBy.ShouldNotBeNull();
        using var other = await StartAsync(box);
        var since = Stopwatch.GetTimestamp();
        await other.UntilAsync(async () => await AnsweredAsync(console) == Mails / 2, TimeSpan.FromMilliseconds(100), Cancellation);
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(90), "a minute for the lease, the rest for the start of the process");
        (await BoxAsync(console)).LookedAt.ShouldNotBeNull().ShouldBeLessThan(leased.LeasedUntil!.Value.AddSeconds(30));

        relay.SilentAt = null;
        relay.Silent = false;
        frozen.Thaw();
        relay.Cut();
        await OtherMailProgram.DeliverAsync(box, kits.Skip(Mails / 2).Select(kit => MailDesk.Mail(MailDesk.Stamp, from: KilledMails.From(kit), files: ("a.licreq", KilledMails.Request(kit)))));
        await other.UntilAsync(async () => await AnsweredAsync(console) == Mails, TimeSpan.FromMilliseconds(100), Cancellation);
        frozen.Kill();
        other.Kill();

        await console.Services.GetRequiredService<Center>().ReadAsync(async db =>
        {
            (await db.Mails.CountAsync(Cancellation)).ShouldBe(Mails);
            (await db.Requests.CountAsync(Cancellation)).ShouldBe(Mails);
            (await db.Licenses.CountAsync(Cancellation)).ShouldBe(Mails);
            (await db.Outbox.ToListAsync(Cancellation)).ShouldAllBe(o => o.Kind == "license" && o.State == OutboxState.Sent && o.Attempts == 1);
        }, Cancellation);
        Directory.EnumerateFiles(Path.Combine(_data, "mail", "out", "new")).Count().ShouldBe(Mails);
    }

    private Task<KilledConsole> StartAsync(OperatorConsole.Mail.ImapSettings box) => KilledConsole.StartAsync(
        _data, "--Mail:SweepSeconds", "1", "--Mail:AuthServId", "center.example", "--Mail:From", "licensing@center.example", "--Mail:Imap:Host", box.Host, "--Mail:Imap:Port", $"{box.Port}",
        "--Mail:Imap:Tls", "Implicit", "--Mail:Imap:User", box.User, "--Mail:Imap:Password", box.Password, "--Mail:Imap:Authority", box.Authority);

    private static Task<MailboxRow> BoxAsync(Microsoft.AspNetCore.Builder.WebApplication console) =>
        console.Services.GetRequiredService<Center>().ReadAsync(db => db.Mailboxes.AsNoTracking().SingleAsync(Cancellation), Cancellation);

    private static Task<int> AnsweredAsync(Microsoft.AspNetCore.Builder.WebApplication console) =>
        console.Services.GetRequiredService<Center>().ReadAsync(db => db.Outbox.CountAsync(o => o.State == OutboxState.Sent, Cancellation), Cancellation);
}

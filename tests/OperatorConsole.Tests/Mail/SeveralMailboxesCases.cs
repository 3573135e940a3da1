using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail.Running;
using OperatorConsole.Tests.Requests;

namespace OperatorConsole.Tests.Mail;

/// <summary>Several mailboxes of one installation: each has a state of its own, and none waits for another.</summary>
[Collection(nameof(WithDovecot))]
public sealed class SeveralMailboxesCases(PrivateDovecot dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_and_a_folder_are_taken_at_once_while_another_server_hangs_and_each_has_its_own_state()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await using var silent = new Relay(dovecot.TlsPort, dovecot.Certificate) { SilentAt = "AUTHENTICATE" };
        await OtherMailProgram.DeliverAsync(box, desk.Mail.Clean());
        await desk.Mail.DeliverAsync(desk.Mail.Clean(desk.Mail.Request(pin: 2)));
        var hanging = box with { Name = "hanging", Port = silent.Port, Patience = TimeSpan.FromMinutes(5) };
        var settings = desk.Mail.Settings with { Mailboxes = [hanging, box, .. desk.Mail.Settings.Mailboxes] };

        var looking = Taker(desk.Mail, settings).RunAsync(Cancellation);
        await Soon.Async(async () => (await BoxesAsync(desk)).Count(b => b.WellAt is not null) == 2);
        await desk.Mail.Handle.RunAsync(Cancellation);
        (await desk.Mail.LicensesAsync()).ShouldBe(2);
        looking.IsCompleted.ShouldBeFalse();
        (await BoxesAsync(desk)).Single(b => b.Name == "hanging").ShouldSatisfyAllConditions(b => b.LookedAt.ShouldBeNull(), b => b.LeasedBy.ShouldNotBeNull());

        // The line ends at last: that mailbox is down, and the others are as well as before.
        silent.Cut();
        (await looking.WaitAsync(TimeSpan.FromMinutes(1), Cancellation)).ShouldBe(2);
        var health = await HealthAsync(desk, settings);
        health.Boxes.ToDictionary(b => b.Name, b => b.Fault).ShouldBe(new Dictionary<string, string?> { ["hanging"] = "unreachable", ["imap"] = null, ["inbox"] = null }, ignoreOrder: true);
        (await BoxesAsync(desk)).ShouldAllBe(b => b.LeasedBy == null && b.Failures == (b.Name == "hanging" ? 1 : 0));
    }

    [Fact]
    public async Task A_mailbox_that_the_settings_do_not_name_any_more_is_nobodys_trouble()
    {
        await using var desk = await RequestDesk.WithAsync();
        var gone = desk.Mail.Settings with { Mailboxes = [new ImapSettings("gone", "127.0.0.1", 1, "a", "b", "INBOX", "", ""), .. desk.Mail.Settings.Mailboxes] };
        for (var look = 0; look < 3; look++)
        {
            await Taker(desk.Mail, gone).RunAsync(Cancellation);
            desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        (await StatusAsync(desk, gone)).ShouldBe(HealthStatus.Degraded);
        (await HealthAsync(desk, gone)).Boxes.Select(b => b.Name).ShouldBe(["gone", "inbox"], ignoreOrder: true);
        (await StatusAsync(desk, desk.Mail.Settings)).ShouldBe(HealthStatus.Healthy);
        (await HealthAsync(desk, desk.Mail.Settings)).Boxes.Select(b => b.Name).ShouldBe(["inbox"]);
    }

    [Fact]
    public async Task A_mailbox_that_fails_is_asked_ever_more_seldom_and_not_one_second_early()
    {
        await using var desk = await MailDesk.WithAsync();
        var (asked, clock) = (new Refusing(), desk.Center.Fixture.Clock);
        var node = desk.Taker(asked);
        foreach (var seconds in (int[])[15, 30, 60, 120, 240, 480, 900, 900, 900])
        {
            var before = asked.Times;
            await node.RunAsync(Cancellation);
            asked.Times.ShouldBe(before + 1);
            clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            await node.RunAsync(Cancellation);
            asked.Times.ShouldBe(before + 1, $"not before {seconds} s");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await node.RunAsync(Cancellation);
        asked.Times.ShouldBe(10);
    }

    private static TakeMail Taker(MailDesk desk, MailSettings settings) =>
        new(desk.Center.Fixture.Center, settings, new OpenMailboxes(), desk.Store, new ThisNode(null, desk.Center.Fixture.Clock), desk.Center.Fixture.Clock, NullLogger<TakeMail>.Instance);

    private static Task<List<MailboxRow>> BoxesAsync(RequestDesk desk) => desk.Mail.Center.ReadAsync(db => db.Mailboxes.OrderBy(m => m.Name).ToListAsync(Cancellation));

    private static Task<MailHealth> HealthAsync(RequestDesk desk, MailSettings settings) =>
        new ShowMailHealth(desk.Fixture.Center, settings, desk.Get<MailboxWatches>(), desk.Get<CenterClock>()).RunAsync(RequestDesk.Oleg, Cancellation);

    private static async Task<HealthStatus> StatusAsync(RequestDesk desk, MailSettings settings) =>
        (await new MailAnswers(desk.Fixture.Center, settings, desk.Fixture.Clock).CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;

    private sealed class Refusing : IMailboxes
    {
        internal int Times { get; private set; }

        public Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation)
        {
            Times++;
            throw new MailboxFaultException("unreachable");
        }
    }
}

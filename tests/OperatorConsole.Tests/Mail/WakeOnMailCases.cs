using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 14: a server that says when mail comes in, and one that does not say it any more. No schedule looks here unless a test does.</summary>
[Collection(nameof(WithDovecot))]
public sealed class WakeOnMailCases(PrivateDovecot dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_14_a_mail_is_answered_at_once_though_the_schedule_is_far_away()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box() with { MoveTo = "Done" };
        await OtherMailProgram.MakeFolderAsync(box, "Done");
        using var wake = Wake(desk, box, Sweep(desk, box), TimeProvider.System);
        await wake.StartAsync(Cancellation);
        for (var pin = 1; pin <= 3; pin++)
        {
            // What is moved away in between is no news, and hides none.
            await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin)));
            await Soon.Async(async () => await SentAsync(desk) == pin);
        }

        await wake.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Case_14_idle_is_renewed_on_the_same_connection_before_a_gateway_forgets_it()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var (box, clock) = (dovecot.Box(), new FakeTimeProvider());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate);
        using var wake = Wake(desk, box with { Port = relay.Port }, Sweep(desk, box), clock);
        await wake.StartAsync(Cancellation);
        await Soon.Async(() => Task.FromResult(Idles(relay) == 1));
        for (var renewals = 1; renewals <= 3; renewals++)
        {
            clock.Advance(WakeOnMail.Renewal);
            await Soon.Async(() => Task.FromResult(Idles(relay) == 1 + renewals));
        }

        relay.Connections.ShouldBe(1);
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await Soon.Async(async () => await SentAsync(desk) == 1, () => clock.Advance(WakeOnMail.Pause));
        WakeOnMail.Renewal.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(9));
        await wake.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Case_14_a_line_that_dies_silently_costs_nothing_but_the_time_to_the_next_look_and_is_noticed()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var (box, clock) = (dovecot.Box(), new FakeTimeProvider());
        await using var relay = new Relay(dovecot.TlsPort);
        var sweep = Sweep(desk, box);
        using var wake = Wake(desk, box with { Port = relay.Port }, sweep, clock);
        await wake.StartAsync(Cancellation);
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await Soon.Async(async () => await SentAsync(desk) == 1, () => clock.Advance(WakeOnMail.Pause));

        relay.Silent = true;
        await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin: 2)));
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        clock.Advance(WakeOnMail.Pause);
        (await SentAsync(desk)).ShouldBe(1);
        await sweep.RunAsync(Cancellation);
        (await SentAsync(desk)).ShouldBe(2);

        // The end of IDLE is not heard any more; after a while it waits at a new connection.
        clock.Advance(WakeOnMail.Renewal);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        clock.Advance(box.Patience);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        relay.Silent = false;
        await Soon.Async(() => Task.FromResult(relay.Connections == 2), () => clock.Advance(TimeSpan.FromSeconds(1)));
        await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin: 3)));
        await Soon.Async(async () => await SentAsync(desk) == 3, () => clock.Advance(WakeOnMail.Pause));
        await wake.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Case_14_a_line_that_is_cut_is_made_anew_and_what_came_meanwhile_is_looked_for()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var (box, clock) = (dovecot.Box(), new FakeTimeProvider());
        await using var relay = new Relay(dovecot.TlsPort);
        var watches = new MailboxWatches(clock);
        using var wake = Wake(desk, box with { Port = relay.Port }, Sweep(desk, box), clock, watches);
        watches.Of(box.Name).ShouldBeNull();
        await wake.StartAsync(Cancellation);
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await Soon.Async(async () => await SentAsync(desk) == 1, () => clock.Advance(WakeOnMail.Pause));
        watches.Of(box.Name).ShouldNotBeNull().Fault.ShouldBeNull();
        relay.Cut();
        await Soon.Async(() => Task.FromResult(watches.Of(box.Name)?.Fault is not null));
        watches.Of(box.Name)!.ShouldSatisfyAllConditions(w => w.Fault.ShouldBe("unreachable"), w => w.RetryAt.ShouldNotBeNull().ShouldBeGreaterThan(w.Since));
        await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin: 2)));
        await Soon.Async(async () => await SentAsync(desk) == 2, () => clock.Advance(TimeSpan.FromSeconds(1)));
        relay.Connections.ShouldBe(2);
        watches.Of(box.Name).ShouldNotBeNull().Fault.ShouldBeNull();
        await wake.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Cases_10_14_two_nodes_that_both_wait_answer_every_mail_once()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        var box = dovecot.Box();
        using var one = Wake(desk, box, Sweep(desk, box), TimeProvider.System);
        using var other = Wake(desk, box, Sweep(desk, box), TimeProvider.System);
        await one.StartAsync(Cancellation);
        await other.StartAsync(Cancellation);
        for (var pin = 1; pin <= 6; pin++)
        {
            await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin)));
        }

        await Soon.Async(async () => await SentAsync(desk) == 6);
        await one.StopAsync(Cancellation);
        await other.StopAsync(Cancellation);
        (await desk.MailsAsync()).Count.ShouldBe(6);
        (await desk.RequestsAsync()).Count.ShouldBe(6);
        (await desk.LicensesAsync()).ShouldBe(6);
        (await desk.OutboxAsync()).ShouldAllBe(letter => letter.Attempts == 1);
    }

    [Fact]
    public async Task A_server_without_idle_is_left_to_the_schedule()
    {
        await using var desk = await MailDesk.WithAsync();
        var (box, clock) = (dovecot.Box(), new FakeTimeProvider());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { Rewrite = said => said.Replace(" IDLE", "", StringComparison.Ordinal) };
        var watches = new MailboxWatches(clock);
        using var wake = Wake(desk, box with { Port = relay.Port }, Sweep(desk, box), clock, watches);
        await wake.StartAsync(Cancellation);
        await Soon.Async(() => Task.FromResult(relay.Said.Contains("AUTHENTICATE", StringComparison.Ordinal)));
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        clock.Advance(TimeSpan.FromHours(1));
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        relay.Connections.ShouldBe(1);
        Idles(relay).ShouldBe(0);
        watches.Of(box.Name).ShouldBeNull("nothing is announced here");
        await wake.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Case_14_a_running_console_waits_at_the_mailbox_that_its_settings_name_and_stops_at_once()
    {
        var box = dovecot.Box();
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate);
        var console = await Shell.RunningConsole.StartAsync(
            "--Mail:Imap:Host", "127.0.0.1", "--Mail:Imap:Port", $"{relay.Port}", "--Mail:Imap:Tls", "Implicit",
            "--Mail:Imap:User", box.User, "--Mail:Imap:Password", box.Password, "--Mail:Imap:Authority", box.Authority);
        await Soon.Async(() => Task.FromResult(Idles(relay) >= 1));
        var asked = Stopwatch.GetTimestamp();
        await console.DisposeAsync();
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Case_14_a_running_console_whose_line_died_silently_answers_a_mail_within_ninety_seconds()
    {
        var box = dovecot.Box();
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { SilentAfter = " IDLE" };
        await using var console = await Shell.RunningConsole.StartAsync(
            "--Mail:Imap:Host", "127.0.0.1", "--Mail:Imap:Port", $"{relay.Port}", "--Mail:Imap:Tls", "Implicit", "--Mail:AuthServId", "center.example",
            "--Mail:Imap:User", box.User, "--Mail:Imap:Password", box.Password, "--Mail:Imap:Authority", box.Authority);
        await Soon.Async(() => Task.FromResult(Idles(relay) >= 1));
        await OtherMailProgram.DeliverAsync(box, MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes", text: "075312509"));
        var (delivered, folder) = (Stopwatch.GetTimestamp(), ((MaildirOutgoing)console.Services.GetRequiredService<MailSettings>().Outgoing).Folder);
        await Soon.Async(() => Task.FromResult(Directory.Exists(Path.Combine(folder, "new")) && Directory.EnumerateFiles(Path.Combine(folder, "new")).Any()), patience: TimeSpan.FromSeconds(90));
        Stopwatch.GetElapsedTime(delivered).ShouldBeLessThan(TimeSpan.FromSeconds(90));
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(folder, "new")).Single(), Cancellation)).ShouldContain("To: " + MailDesk.Customer);
    }

    [Fact]
    public void A_server_that_fails_is_asked_ever_more_seldom_and_never_by_all_nodes_together()
    {
        WakeOnMail.BackOff(1, 0).ShouldBe(TimeSpan.FromSeconds(2.5));
        WakeOnMail.BackOff(1, 1).ShouldBe(TimeSpan.FromSeconds(5));
        for (var failures = 1; failures < 100; failures++)
        {
            WakeOnMail.BackOff(failures, 0).ShouldBe(WakeOnMail.BackOff(failures, 1) / 2);
            WakeOnMail.BackOff(failures + 1, 0.5).ShouldBeGreaterThanOrEqualTo(WakeOnMail.BackOff(failures, 0.5));
            WakeOnMail.BackOff(failures, 1).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(15));
        }

        WakeOnMail.BackOff(99, 1).ShouldBe(TimeSpan.FromMinutes(15));
    }

    // What a node of its own has: two of them share nothing but the tables.
    private static SweepMail Sweep(MailDesk desk, ImapSettings box)
    {
        var fixture = desk.Center.Fixture;
        var send = new SendMail(fixture.Center, desk, fixture.Owners, fixture.Journal, new ThisNode(null, fixture.Clock), fixture.Clock, NullLogger<SendMail>.Instance);
        return new SweepMail(MailboxServerCases.Node(desk, box), desk.Handle, desk.Announce, send, new RequestFeed());
    }

    private static WakeOnMail Wake(MailDesk desk, ImapSettings box, SweepMail sweep, TimeProvider clock, MailboxWatches? watches = null) =>
        new(desk.Settings with { Mailboxes = [box] }, sweep, watches ?? new MailboxWatches(clock), clock, NullLogger<WakeOnMail>.Instance);

    private static int Idles(Relay relay) => Regex.Count(relay.Said, @"\bIDLE\b");

    private static async Task<int> SentAsync(MailDesk desk) => (await desk.OutboxAsync()).Count(o => o.State == global::Data.Mail.OutboxState.Sent);
}

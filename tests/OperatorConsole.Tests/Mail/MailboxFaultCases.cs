using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail;
using OperatorConsole.Tests.Mail.Running;
using static OperatorConsole.Tests.Mail.MailboxServerCases;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 4, and what else can be wrong with a mailbox at a server: it is said in words, and nothing secret is said to anybody else.</summary>
[Collection(nameof(WithDovecot))]
public sealed class MailboxFaultCases(PrivateDovecot dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UIDVALIDITY 0")]
    [InlineData("UIDVALIDITY 4294967296")]
    [InlineData("X-NUMBERS 1")]
    public async Task Case_04_numbers_that_cannot_be_relied_on_are_an_alarm_and_nothing_is_taken(string told)
    {
        // Dovecot numbers anew when its own file says such a thing: its answer is reworded on the way.
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { Rewrite = said => Regex.Replace(said, @"UIDVALIDITY \d+", told) };
        (await Node(desk, box with { Port = relay.Port }).RunAsync(Cancellation)).ShouldBe(0);
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBe("uid-validity"), b => b.NextLookAt.ShouldNotBeNull(), b => b.WellAt.ShouldBeNull());
        (await desk.MailsAsync()).ShouldBeEmpty();
        WordsFor("uid-validity");
    }

    [Fact]
    public async Task Case_04_the_largest_number_of_32_bits_is_none_of_them()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { Rewrite = said => Regex.Replace(said, @"UIDVALIDITY \d+", "UIDVALIDITY 4294967295") };
        await TakeAsync(desk, Node(desk, box with { Port = relay.Port }));
        (await BoxAsync(desk)).UidValidity.ShouldBe(4294967295);
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("AUTHENTICATE")]
    [InlineData("SELECT")]
    [InlineData("SEARCH")]
    [InlineData("FETCH")]
    public async Task A_server_that_falls_silent_holds_a_look_up_no_longer_than_its_patience(string at)
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { SilentAt = at };
        (await Node(desk, box with { Port = relay.Port, Patience = TimeSpan.FromSeconds(3) }).RunAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(25), Cancellation)).ShouldBe(0);
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBe("unreachable"), b => b.LeasedBy.ShouldBeNull());
        (await desk.MailsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_02_a_server_that_falls_silent_when_a_mail_is_to_be_marked_has_it_stored_once()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { SilentAt = "UID STORE" };
        (await Node(desk, box with { Port = relay.Port, Patience = TimeSpan.FromSeconds(3) }).RunAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(25), Cancellation)).ShouldBe(1);
        await TakeAsync(desk, Node(desk, box));
        (await desk.MailsAsync()).Count.ShouldBe(1);
        (await desk.LicensesAsync()).ShouldBe(1);
        (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MailKit.MessageFlags.Seen]);
    }

    [Fact]
    public async Task What_is_marked_already_is_not_marked_at_every_look()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate);
        for (var look = 0; look < 3; look++)
        {
            await TakeAsync(desk, Node(desk, box with { Port = relay.Port }));
        }

        Regex.Count(relay.Said, @"\bSEARCH\b").ShouldBeGreaterThanOrEqualTo(3);
        Regex.Count(relay.Said, @"\bSTORE\b").ShouldBe(1);
    }

    [Fact]
    public async Task By_starttls_it_is_the_same_mailbox()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.Port);
        await TakeAsync(desk, Node(desk, box with { Port = relay.Port, TlsFromStart = false }));
        (await desk.LicensesAsync()).ShouldBe(1);
        relay.Said.ShouldContain("STARTTLS");
        relay.Said.ShouldNotContain(box.Password);
    }

    [Fact]
    public async Task A_line_without_starttls_hears_no_password()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await using var relay = new Relay(dovecot.Port) { Rewrite = said => said.Replace("STARTTLS", "X-NOTHING", StringComparison.Ordinal).Replace("LOGINDISABLED", "AUTH=PLAIN", StringComparison.Ordinal) };
        await Node(desk, box with { Port = relay.Port, TlsFromStart = false }).RunAsync(Cancellation);
        (await BoxAsync(desk)).Fault.ShouldBe("not-secure");
        relay.Said.ShouldNotContain("LOGIN");
        relay.Said.ShouldNotContain("AUTHENTICATE");
        WordsFor("not-secure");
    }

    [Fact]
    public async Task A_mailbox_says_in_words_why_it_cannot_be_looked_into_and_is_well_again_afterwards()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await using var elsewhere = new Relay(dovecot.TlsPort, address: "127.0.0.2");
        (ImapSettings Box, string Fault)[] wrong =
        [
            (box with { Authority = "" }, "certificate"),
            (box with { Host = "127.0.0.2", Port = elsewhere.Port }, "certificate"),
            (box with { Password = "another" }, "sign-in"),
            (box with { Folder = "Nowhere" }, "no-folder"),
            (box with { Port = 1 }, "unreachable"),
        ];
        foreach (var (settings, fault) in wrong)
        {
            await Node(desk, settings).RunAsync(Cancellation);
            var row = await BoxAsync(desk);
            row.Fault.ShouldBe(fault);
            row.LeasedBy.ShouldBeNull();
            WordsFor(fault);
            desk.Center.Fixture.Clock.Advance(row.NextLookAt!.Value - desk.Center.Fixture.Clock.GetUtcNow());
        }

        (await BoxAsync(desk)).Failures.ShouldBe(wrong.Length);
        await Node(desk, box).RunAsync(Cancellation);
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBeNull(), b => b.Failures.ShouldBe(0), b => b.WellAt.ShouldNotBeNull());
    }

    private static void WordsFor(string fault)
    {
        var texts = new ResourceManager(typeof(RequestTexts));
        var words = ((string[])["en", "ru"]).Select(language => texts.GetString($"Fault.{fault}", new CultureInfo(language)).ShouldNotBeNull()).ToList();
        words[0].ShouldNotBe(words[1]);
    }
}

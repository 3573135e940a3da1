using System.Text.RegularExpressions;
using Data.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Tests.Mail.Running;
using static OperatorConsole.Tests.Mail.MailboxServerCases;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 11: a message that its mailbox lists and does not give keeps nobody else, and staff hears of it.</summary>
[Collection(nameof(WithDovecot))]
public sealed class UnfetchedCases(PrivateDovecot dovecot)
{
    private const int Looks = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_11_a_file_that_cannot_be_read_keeps_nobody_and_is_quarantined_after_three_looks()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        await desk.DeliverAsync(desk.Clean());
        var name = await desk.DeliverAsync("in the middle");
        await desk.DeliverAsync(desk.Clean(desk.Request(pin: 2)));
        Loop(desk, name);

        await desk.SweepAsync();
        (await desk.MailsAsync()).Select(m => m.State).ShouldBe([MailState.Answered, MailState.Answered]);
        for (var look = 1; look < Looks; look++)
        {
            (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBeNull(), b => b.Failures.ShouldBe(0));
            await desk.SweepAsync();
        }

        await ShouldBeQuarantinedOnceAsync(desk, name);
        new FileInfo(Path.Combine(desk.Folder, "new", name)).LinkTarget.ShouldNotBeNull("it lies there unmarked");
    }

    [Fact]
    public async Task Case_11_a_message_that_the_server_refuses_keeps_nobody_and_is_quarantined_after_three_looks()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, [desk.Clean(), MailDesk.Mail(text: "in the middle"), desk.Clean(desk.Request(pin: 2))]);
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { Answer = said => RefusedIn(said, uid: 2) };
        var node = Node(desk, box with { Port = relay.Port });
        for (var look = 0; look < Looks; look++)
        {
            await TakeAsync(desk, node);
            (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBeNull(), b => b.Failures.ShouldBe(0));
            (await desk.LicensesAsync()).ShouldBe(2);
        }

        await TakeAsync(desk, node);
        (await desk.MailsAsync()).Select(m => (m.State, m.Reason)).ShouldBe([(MailState.Answered, null), (MailState.Answered, null), (MailState.Quarantined, Unfetched.Reason)]);
        Regex.Count(relay.Said, @"UID FETCH 2 ").ShouldBe(Looks);
        (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MailKit.MessageFlags.Seen, MailKit.MessageFlags.None, MailKit.MessageFlags.Seen]);
    }

    [Fact]
    public async Task Case_11_a_message_at_which_the_line_always_ends_comes_last_and_keeps_nobody()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, [desk.Clean(), MailDesk.Mail(text: "in the middle"), desk.Clean(desk.Request(pin: 2))]);
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate);
        relay.Answer = said =>
        {
            if (RefusedIn(said, uid: 2) is null)
            {
                return null;
            }

            relay.Cut();
            return "";
        };
        var node = Node(desk, box with { Port = relay.Port });
        await TakeAsync(desk, node);
        (await desk.LicensesAsync()).ShouldBe(1, "what came before the line ended is stored");
        (await BoxAsync(desk)).Fault.ShouldBe("unreachable");
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(desk, node);
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_mailbox_that_gives_nothing_at_all_is_out_of_order_and_everything_is_taken_when_it_is_well_again()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, [desk.Clean(), desk.Clean(desk.Request(pin: 2))]);
        await using var relay = new Relay(dovecot.TlsPort, dovecot.Certificate) { Answer = said => RefusedIn(said, uid: 1) ?? RefusedIn(said, uid: 2) };
        var node = Node(desk, box with { Port = relay.Port });
        for (var look = 1; look <= 2 * Looks; look++)
        {
            await TakeAsync(desk, node);
            var row = await BoxAsync(desk);
            (row.Fault, row.Failures).ShouldBe(("protocol", look));
            desk.Center.Fixture.Clock.Advance(row.NextLookAt!.Value - desk.Center.Fixture.Clock.GetUtcNow());
        }

        (await desk.MailsAsync()).ShouldBeEmpty();
        relay.Answer = null;
        await TakeAsync(desk, node);
        (await desk.LicensesAsync()).ShouldBe(2);
        (await BoxAsync(desk)).Fault.ShouldBeNull();
    }

    private static async Task ShouldBeQuarantinedOnceAsync(MailDesk desk, string key)
    {
        await desk.SweepAsync();
        var kept = (await desk.MailsAsync()).Where(m => m.State == MailState.Quarantined).ToList().ShouldHaveSingleItem();
        (kept.RemoteKey, kept.Reason, kept.SealedRaw).ShouldBe((key, Unfetched.Reason, null));
        (await BoxAsync(desk)).Fault.ShouldBeNull();
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    // A file that leads to itself: it is listed, and nobody can open it, root neither.
    private static void Loop(MailDesk desk, string name)
    {
        var path = Path.Combine(desk.Folder, "new", name);
        File.Delete(path);
        File.CreateSymbolicLink(path, path);
    }

    private static string? RefusedIn(string said, int uid) =>
        Regex.Match(said, $@"^(\w+) UID FETCH {uid} ") is { Success: true } asked ? $"{asked.Groups[1].Value} NO [SERVERBUG] Internal error occurred.\r\n" : null;
}

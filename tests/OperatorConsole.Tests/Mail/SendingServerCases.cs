using System.Text;
using Data.Mail;
using OperatorConsole.Mail;
using OperatorConsole.Tests.Mail.Running;
using static OperatorConsole.Tests.Mail.Running.SendingDesk;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 42 and 43 at a mail server that plays a script: what the sender makes of it.</summary>
public sealed class SendingServerCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ScriptedSmtp.Drop)]
    [InlineData(ScriptedSmtp.Silence)]
    public async Task Case_42_no_answer_to_the_dot_is_uncertain_and_the_same_bytes_go_again(string ending)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers(ScriptedSmtp.Dot, ending, ending);
        var send = Sender(desk, Plain(server));
        await desk.TakeAsync(desk.Clean());
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            (await send.RunAsync(Cancellation)).ShouldBe(0);
            (await desk.OutboxAsync()).Single().ShouldSatisfyAllConditions(
                o => o.State.ShouldBe(OutboxState.Waiting), o => o.Uncertain.ShouldBeTrue(), o => o.Fault.ShouldBe("no-answer"), o => o.Attempts.ShouldBe(attempt));
            desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        (await send.RunAsync(Cancellation)).ShouldBe(1);
        server.Letters.Count.ShouldBe(3);
        var stored = await StoredAsync(desk);
        server.Letters.ShouldAllBe(letter => letter.Bytes.SequenceEqual(stored));
        server.Letters.Select(IdOf).Distinct().Count().ShouldBe(1);
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(ScriptedSmtp.Greeting)]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    public async Task Case_42_a_line_that_breaks_before_the_letter_leaves_no_doubt(string command)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers(command, ScriptedSmtp.Drop);
        var send = Sender(desk, Plain(server));
        await desk.TakeAsync(desk.Clean());
        await send.RunAsync(Cancellation);
        (await desk.OutboxAsync()).Single().ShouldSatisfyAllConditions(
            o => o.State.ShouldBe(OutboxState.Waiting), o => o.Uncertain.ShouldBeFalse(), o => o.Fault.ShouldBe("unreachable"));
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        (await send.RunAsync(Cancellation)).ShouldBe(1);
        server.Letters.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ScriptedSmtp.Drop)]
    [InlineData(ScriptedSmtp.Silence)]
    [InlineData("500 5.5.1 what?")]
    public async Task Case_42_a_farewell_that_fails_is_no_reason_to_send_again(string ending)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers("QUIT", ending);
        var send = Sender(desk, Plain(server));
        await desk.TakeAsync(desk.Clean());
        (await send.RunAsync(Cancellation)).ShouldBe(1);
        (await desk.OutboxAsync()).Single().ShouldSatisfyAllConditions(o => o.State.ShouldBe(OutboxState.Sent), o => o.Fault.ShouldBeNull());
    }

    [Theory]
    [InlineData(ScriptedSmtp.Greeting, "421 4.3.2 not now", "smtp-421")]
    [InlineData("AUTH", "454 4.7.0 the directory is down", "smtp-454")]
    [InlineData("MAIL", "451 4.3.0 try later", "smtp-451")]
    [InlineData("RCPT", "450 4.2.1 greylisted", "smtp-450")]
    [InlineData("DATA", "452 4.3.1 no room", "smtp-452")]
    [InlineData(ScriptedSmtp.Dot, "451 4.7.1 scanner is down", "smtp-451")]
    [InlineData(ScriptedSmtp.Dot, "421 4.4.2 closing", "smtp-421")]
    public async Task Case_43_what_is_temporary_is_tried_again_ever_later_and_then_goes(string command, string answer, string fault)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers(command, answer, answer);
        var send = Sender(desk, Plain(server) with { User = "licensing", Password = "word" });
        await desk.TakeAsync(desk.Clean());
        var clock = desk.Center.Fixture.Clock;
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            (await send.RunAsync(Cancellation)).ShouldBe(0);
            var letter = (await desk.OutboxAsync()).Single();
            (letter.State, letter.Fault, letter.Uncertain, letter.Attempts).ShouldBe((OutboxState.Waiting, fault, false, attempt));
            waits.Add(letter.NotBefore - clock.GetUtcNow());

            // Not a second earlier.
            var asked = server.Commands.Count;
            clock.Advance(waits[^1] - TimeSpan.FromSeconds(1));
            (await send.RunAsync(Cancellation)).ShouldBe(0);
            server.Commands.Count.ShouldBe(asked);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        waits[1].ShouldBe(waits[0] * 2);
        (await send.RunAsync(Cancellation)).ShouldBe(1);
        (await desk.RequestsAsync()).Single().State.ShouldBe(RequestState.Done);
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(ScriptedSmtp.Greeting, "554 5.3.2 no service", "smtp-554")]
    [InlineData("AUTH", "535 5.7.8 wrong", "sign-in")]
    [InlineData("MAIL", "552 5.3.4 too large", "smtp-552")]
    [InlineData("RCPT", "550 5.1.1 nobody of this name", "smtp-550")]
    [InlineData("DATA", "554 5.5.1 no", "smtp-554")]
    [InlineData(ScriptedSmtp.Dot, "554 5.7.1 spam", "smtp-554")]
    public async Task Case_43_what_is_final_is_a_persons_and_is_not_tried_again(string command, string answer, string fault)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers(command, answer);
        var send = Sender(desk, Plain(server) with { User = "licensing", Password = "word" });
        await desk.TakeAsync(desk.Clean());
        (await send.RunAsync(Cancellation)).ShouldBe(0);
        await ShouldBeAPersonsAsync(desk, fault);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(3));
        (await send.RunAsync(Cancellation)).ShouldBe(0);
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_for_days_and_then_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync();
        var send = Sender(desk, new SmtpOutgoing("127.0.0.1", 1, SmtpTls.LoopbackOnly, "", "", ""));
        await desk.TakeAsync(desk.Clean());
        var began = desk.Center.Fixture.Clock.GetUtcNow();
        while ((await desk.OutboxAsync()).Single() is { State: OutboxState.Waiting } letter)
        {
            desk.Center.Fixture.Clock.Advance(TimeSpan.FromTicks(Math.Max(0, (letter.NotBefore - desk.Center.Fixture.Clock.GetUtcNow()).Ticks)));
            await send.RunAsync(Cancellation);
        }

        await ShouldBeAPersonsAsync(desk, "unreachable");
        (desk.Center.Fixture.Clock.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromDays(2));
    }

    private static string IdOf(ReceivedLetter letter) =>
        Encoding.ASCII.GetString(letter.Bytes).Split("\r\n").Single(line => line.StartsWith("Message-I", StringComparison.OrdinalIgnoreCase));
}

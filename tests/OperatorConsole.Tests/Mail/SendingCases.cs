using Data.Mail;
using Licensing.Acquisitions;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 42 to 45: how letters go out.</summary>
public sealed class SendingCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clean_request_file_is_answered_by_itself_with_a_license_that_holds()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.DeliverAsync(desk.Clean(headers: "Message-ID: <first@vector.example>\r\n"));
        await desk.SweepAsync();
        var (to, letter) = desk.Sent.Single();
        to.ShouldBe(MailDesk.Customer);
        desk.LicenseIn(letter).Details.Kit.ShouldBe(desk.Center.Kit.Number);
        letter.InReplyTo.ShouldBe("first@vector.example");
        letter.Headers["Auto-Submitted"].ShouldBe("auto-replied");
        letter.Headers["X-Auto-Response-Suppress"].ShouldBe("All");
        letter.TextBody.ShouldNotBeNull().ShouldNotContain("{{");
        letter.TextBody.ShouldNotBeNull().ShouldNotContain("same request before");
        (await desk.RequestsAsync()).Single().Decision.ShouldBe("answered");
    }

    [Fact]
    public async Task Case_42_silence_after_the_last_byte_sends_the_same_bytes_again_and_spends_nothing()
    {
        await using var desk = await MailDesk.WithAsync();
        desk.Ends.Enqueue(new Handed(Handover.Uncertain, "no-answer"));
        await desk.TakeAsync(desk.Clean());
        await desk.Send.RunAsync(Cancellation);
        (await desk.OutboxAsync()).Single().ShouldSatisfyAllConditions(o => o.State.ShouldBe(OutboxState.Waiting), o => o.Uncertain.ShouldBeTrue());
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Count.ShouldBe(2);
        desk.Sent[0].Message.MessageId.ShouldBe(desk.Sent[1].Message.MessageId);
        desk.Sent[0].Message.ToString().ShouldBe(desk.Sent[1].Message.ToString());
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Case_43_a_server_that_is_busy_is_asked_later_and_one_that_refuses_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        desk.Ends.Enqueue(new Handed(Handover.Later, "smtp-421"));
        await desk.TakeAsync(desk.Clean());
        (await desk.Send.RunAsync(Cancellation)).ShouldBe(0);
        (await desk.Send.RunAsync(Cancellation)).ShouldBe(0);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        (await desk.Send.RunAsync(Cancellation)).ShouldBe(1);

        desk.Ends.Enqueue(new Handed(Handover.Never, "smtp-550"));
        await desk.TakeAsync(desk.Clean(desk.Request(pin: 2)));
        await desk.Send.RunAsync(Cancellation);
        var failed = (await desk.OutboxAsync())[1];
        (failed.State, failed.Fault).ShouldBe((OutboxState.Failed, "smtp-550"));
        (await desk.RequestsAsync())[1].ShouldSatisfyAllConditions(r => r.State.ShouldBe(RequestState.Open), r => r.Reason.ShouldBe("send-failed"));
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(1));
        (await desk.Send.RunAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Case_45_the_same_request_again_gets_the_same_license()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        await desk.TakeAsync(desk.Clean(desk.Request() with { Program = "another 2.0" }, headers: "Message-ID: <second@vector.example>\r\n"));
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Count.ShouldBe(2);
        desk.LicenseIn(desk.Sent[1].Message).Text.ShouldBe(desk.LicenseIn(desk.Sent[0].Message).Text);
        desk.Sent[1].Message.TextBody.ShouldNotBeNull().ShouldContain("same request before");
        (await desk.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_move_is_announced_to_the_address_on_record_once()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        var moved = desk.Request(pin: 2, Operation.RestoreWithSpare) with { CurrentPin = desk.Center.Pin(1), Unchanged = false };
        (await desk.TakeAsync(desk.Clean(moved))).State.ShouldBe(MailState.Answered);
        await desk.Announce.RunAsync(Cancellation);
        await desk.Announce.RunAsync(Cancellation);
        await desk.Send.RunAsync(Cancellation);
        var announced = desk.Sent.Single(s => s.Message.Subject!.Contains("moved", StringComparison.Ordinal));
        announced.To.ShouldBe(MailDesk.Customer);
        announced.Message.TextBody.ShouldNotBeNull().ShouldContain(desk.Center.Pin(2).Masked);
        announced.Message.TextBody.ShouldNotBeNull().ShouldNotContain(desk.Center.Pin(2).Digits);
    }

    [Fact]
    public async Task An_answer_to_our_letter_returns_to_its_request_and_one_with_a_new_file_is_decided_anew()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: ("r.licreq", Licensing.Files.LicenseRequestFile.Write(desk.Request() with { Kit = Licensing.Kits.KitDraw.Number() }))));
        await desk.Send.RunAsync(Cancellation);
        var (reference, id) = ((await desk.RequestsAsync()).Single().Reference, desk.Sent.Single().Message.MessageId);

        (await desk.TakeAsync(MailDesk.Mail($"{MailDesk.Stamp}In-Reply-To: <{id}>\r\n", text: "any news?"))).ShouldBe(new OperatorConsole.Mail.Intake.MailOutcome(MailState.Queued, reference, "replied"));
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: something [{reference}]", text: "hello?"))).Reference.ShouldBe(reference);
        (await desk.TakeAsync(desk.Clean(headers: $"In-Reply-To: <{id}>\r\n"))).State.ShouldBe(MailState.Answered);
        (await desk.RequestsAsync()).Select(r => (r.State, r.Decision)).ShouldBe([(RequestState.Done, "answered-elsewhere"), (RequestState.Done, "answered")]);
    }

    [Fact]
    public async Task What_happened_to_a_request_can_be_neither_changed_nor_deleted()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        foreach (var statement in (string[])["UPDATE RequestEvents SET Kind = 'x'", "DELETE FROM RequestEvents"])
        {
            (await Should.ThrowAsync<Exception>(() => desk.Center.Fixture.SqlAsync(statement))).Message.ShouldContain("is append-only");
        }
    }

    [Fact]
    public async Task Neither_a_pin_nor_an_address_nor_a_subject_lies_open_in_the_database()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Canary subject 4711"));
        await desk.Send.RunAsync(Cancellation);
        foreach (var canary in (string[])[desk.Center.Pin(1).Digits, MailDesk.Customer, "Canary subject 4711", "Vector Ltd."])
        {
            Data.DatabaseScan.Count(desk.Center.Fixture, System.Text.Encoding.UTF8.GetBytes(canary)).ShouldBe(0, canary);
        }
    }
}

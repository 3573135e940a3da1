using Data.Acquisitions;
using Data.Mail;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 19 and 44: letters that came back, however a mail server says it, and what only looks like it.</summary>
public sealed class BounceCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("delayed")]
    [InlineData("relayed")]
    [InlineData("delivered (to mailbox)")]
    [InlineData("expanded")]
    public async Task Case_19_a_report_that_nothing_failed_is_kept_and_changes_nothing(string action)
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        var report = LoopCases.Bounce(id).Replace("Action: failed", $"Action: {action}", StringComparison.Ordinal);
        (await desk.TakeAsync(report)).ShouldBe(new MailOutcome(MailState.Kept, null, "delivery-notice"));
        await ShouldStandAsync(desk, OutboxState.Sent, RequestState.Done, null);
    }

    [Fact]
    public async Task Case_19_of_several_recipients_one_that_failed_makes_it_a_bounce()
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        var report = LoopCases.Bounce(id).Replace("Action: failed\r\n", "Action: delivered\r\n\r\nFinal-Recipient: rfc822; b@vector.example\r\nAction: Failed\r\n", StringComparison.Ordinal);
        (await desk.TakeAsync(report)).Reason.ShouldBe("bounce");
        await ShouldStandAsync(desk, OutboxState.Bounced, RequestState.Open, "bounced");
    }

    [Theory]
    [InlineData("text/rfc822-headers")]
    [InlineData("message/global-headers")]
    [InlineData("message/rfc822")]
    [InlineData("message/global")]
    public async Task Case_44_the_letter_is_known_by_its_header_in_whatever_form_that_comes_back(string type)
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        (await desk.TakeAsync(LoopCases.Bounce(id).Replace("text/rfc822-headers", type, StringComparison.Ordinal))).Reason.ShouldBe("bounce");
        await ShouldStandAsync(desk, OutboxState.Bounced, RequestState.Open, "bounced");
    }

    [Theory]
    [InlineData("From: MAILER-DAEMON@ns.sever.example\r\nReturn-Path: <>\r\nSubject: failure notice\r\n", "bounce")] // qmail
    [InlineData("From: Mail Delivery System <Mailer-Daemon@mx.omega.example>\r\nX-Failed-Recipients: anna@vector.example\r\nAuto-Submitted: auto-replied\r\nSubject: Mail delivery failed\r\n", "bounce")] // Exim before 4.85
    [InlineData("From: postmaster@omega.example\r\nSubject: Undelivered mail\r\n", "bounce")]
    [InlineData("From: \r\nSubject: Undelivered mail\r\n", "bounce")]
    [InlineData("From: gateway@omega.example\r\nReturn-Path: <>\r\nSubject: Undelivered mail\r\n", "bounce")]
    public async Task Case_44_a_mail_server_that_writes_no_report_names_the_letter_in_its_text(string head, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        (await desk.TakeAsync($"{head}To: licensing@center.example\r\n\r\nSorry, no mailbox here by that name.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <licensing@center.example>\r\nMessage-ID: <{id}>\r\nSubject: license\r\n"))
            .ShouldBe(new MailOutcome(MailState.Kept, null, reason));
        await ShouldStandAsync(desk, OutboxState.Bounced, RequestState.Open, "bounced");
    }

    [Theory]
    [InlineData("From: Mail Delivery System <Mailer-Daemon@mx.omega.example>\r\nAuto-Submitted: auto-replied\r\nSubject: Warning: message 1vMeK2-0019Qq-5c delayed 24 hours\r\n", "auto-reply")]
    [InlineData("From: MAILER-DAEMON@ns.sever.example\r\nReturn-Path: <>\r\nSubject: It will be retried\r\n", "null-return-path")]
    [InlineData("From: anna@vector.example\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n", "auto-reply")]
    [InlineData("From: anna@vector.example\r\nPrecedence: bulk\r\nSubject: Away\r\n", "bulk")]
    public async Task Case_19_a_warning_and_a_holiday_that_name_the_letter_are_no_bounce(string head, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        (await desk.TakeAsync($"{head}To: licensing@center.example\r\nIn-Reply-To: <{id}>\r\n\r\nMessage-ID: <{id}>\r\n")).ShouldBe(new MailOutcome(MailState.Kept, null, reason));
        await ShouldStandAsync(desk, OutboxState.Sent, RequestState.Done, null);
    }

    [Fact]
    public async Task Case_44_an_id_of_another_domain_in_the_text_is_not_ours()
    {
        await using var desk = await MailDesk.WithAsync();
        var id = await SentAsync(desk);
        await desk.TakeAsync($"From: MAILER-DAEMON@ns.sever.example\r\n\r\nMessage-ID: <{id.Replace("center.example", "else.example", StringComparison.Ordinal)}>\r\n");
        await ShouldStandAsync(desk, OutboxState.Sent, RequestState.Done, null);
    }

    [Fact]
    public async Task Case_44_an_announcement_that_came_back_is_a_request_in_the_queue_that_names_its_kit()
    {
        await using var desk = await MailDesk.WithAsync();
        await MovedAsync(desk);
        await desk.Send.RunAsync(Cancellation);
        var announced = desk.Sent.Single(s => s.Message.Subject!.Contains("moved", StringComparison.Ordinal)).Message;
        (await desk.TakeAsync(LoopCases.Bounce(announced.MessageId!))).Reason.ShouldBe("bounce");

        var open = (await desk.RequestsAsync()).Where(r => r.State == RequestState.Open).ToList().ShouldHaveSingleItem();
        (open.Kind, open.Reason, open.NewReply).ShouldBe((RequestKind.Other, "bounced", true));
        open.KitId.ShouldNotBeNull();
        open.MailId.ShouldBe((await desk.MailsAsync())[^1].Id);
        var sender = await desk.Center.ReadAsync(async db => RequestSender.Open(desk.Center.Fixture.Owners, await db.OwnerKeys.SingleAsync(k => k.Id == open.OwnerKeyId, Cancellation), open));
        sender.ShouldBe(new RequestSender(MailDesk.Customer, "", announced.Subject!, announced.MessageId));

        // The same again is one request.
        await desk.TakeAsync(LoopCases.Bounce(announced.MessageId!) + "again\r\n");
        (await desk.RequestsAsync()).Count(r => r.State == RequestState.Open).ShouldBe(1);
    }

    [Fact]
    public async Task Case_43_an_announcement_that_the_server_does_not_take_is_a_request_in_the_queue()
    {
        await using var desk = await MailDesk.WithAsync();
        await MovedAsync(desk);
        var letters = (await desk.OutboxAsync()).Count(o => o.State == OutboxState.Waiting);
        for (var i = 0; i < letters; i++)
        {
            desk.Ends.Enqueue((await desk.OutboxAsync())[i].AnnouncementId is null ? new Handed(Handover.Done) : new Handed(Handover.Never, "smtp-550"));
        }

        await desk.Send.RunAsync(Cancellation);
        var open = (await desk.RequestsAsync()).Where(r => r.State == RequestState.Open).ToList().ShouldHaveSingleItem();
        (open.Reason, open.MailId).ShouldBe(("send-failed", null));
    }

    [Fact]
    public async Task Case_44_a_question_about_a_case_that_came_back_opens_the_case_again()
    {
        await using var desk = await MailDesk.WithAsync();
        await SentAsync(desk);
        var now = desk.Center.Fixture.Clock.GetUtcNow();
        await desk.Center.Fixture.Center.WriteAsync(async db =>
        {
            var one = new CaseRow
            {
                Number = 1,
                Reference = "V-1-3",
                Rule = "R1",
                Subject = "kit",
                State = CaseState.Asked,
                Ruling = Ruling.AskCustomer,
                Severity = Severity.Low,
                Suggested = Ruling.AskCustomer,
                Evidence = 1,
                FirstSeen = now,
                LastSeen = now,
                OpenedAt = now,
                WaitingSince = now,
                Rank = 1,
            };
            db.Cases.Add(one);
            await db.SaveChangesAsync(Cancellation);
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(o => o.RequestId, (long?)null).SetProperty(o => o.CaseId, one.Id), Cancellation);
        }, Cancellation);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(1));

        (await desk.TakeAsync(LoopCases.Bounce(desk.Sent[0].Message.MessageId!))).Reason.ShouldBe("bounce");
        var after = await desk.Center.ReadAsync(db => db.Cases.SingleAsync(Cancellation));
        (after.State, after.WaitingSince).ShouldBe((CaseState.Open, now.AddDays(1)));
        (await desk.Center.ReadAsync(db => db.CaseReplies.SingleAsync(Cancellation))).MailId.ShouldBe((await desk.MailsAsync())[^1].Id);
    }

    private static async Task MovedAsync(MailDesk desk)
    {
        await desk.TakeAsync(desk.Clean());
        var moved = desk.Request(pin: 2, Operation.RestoreWithSpare) with { CurrentPin = desk.Center.Pin(1), Unchanged = false };
        (await desk.TakeAsync(desk.Clean(moved))).State.ShouldBe(MailState.Answered);
        await desk.Announce.RunAsync(Cancellation);
        (await desk.Center.ReadAsync(db => db.Announcements.SingleAsync(Cancellation))).Kind.ShouldBe(AnnouncementKind.LicenseMoved);
    }

    // A license that went out; the Message-ID of its letter.
    private static async Task<string> SentAsync(MailDesk desk)
    {
        await desk.TakeAsync(desk.Clean());
        await desk.Send.RunAsync(Cancellation);
        return desk.Sent.Single().Message.MessageId!;
    }

    private static async Task ShouldStandAsync(MailDesk desk, OutboxState letter, RequestState request, string? reason)
    {
        (await desk.OutboxAsync()).Single().State.ShouldBe(letter);
        (await desk.RequestsAsync()).Single().ShouldSatisfyAllConditions(r => r.State.ShouldBe(request), r => r.Reason.ShouldBe(reason));
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Count.ShouldBe(1);
    }
}

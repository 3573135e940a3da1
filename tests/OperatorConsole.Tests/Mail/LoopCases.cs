using Data.Mail;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 9 and 16 to 24: robots, bounces, ourselves.</summary>
public sealed class LoopCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n", "auto-reply")] // 16
    [InlineData("X-Licensing-Center-Loop: center.example\r\nMessage-ID: <rewritten@provider.example>\r\n", "own-loop")] // 9
    [InlineData("List-Id: <all.vector.example>\r\n", "list")] // 23
    [InlineData("Precedence: bulk\r\n", "bulk")] // 23
    [InlineData("Return-Path: <>\r\n", "null-return-path")] // 23
    public async Task Cases_09_16_23_a_robot_is_kept_and_never_answered(string headers, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(desk.Clean(headers: headers))).ShouldBe(new MailOutcome(MailState.Kept, null, reason));
        (await desk.OutboxAsync()).ShouldBeEmpty();
        (await desk.LicensesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("From: licensing@center.example\r\n", "own-address")] // 21
    [InlineData("From: \r\n", "empty-from")] // 23
    [InlineData("From: MAILER-DAEMON@provider.example\r\n", "auto-reply")]
    public async Task Cases_21_23_our_own_address_and_nobody_are_kept(string from, string reason)
    {
        await using var desk = await MailDesk.WithAsync();
        var mail = from + desk.Clean()["From: Anna Orlova <anna@vector.example>\r\n".Length..];
        (await desk.TakeAsync(mail)).ShouldBe(new MailOutcome(MailState.Kept, null, reason));
        (await desk.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cases_17_20_a_robot_without_marks_gets_three_replies_a_day_and_licenses_do_not_count()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        for (var i = 0; i < 8; i++)
        {
            await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes", text: $"I am away until Monday {i}"));
        }

        (await desk.OutboxAsync()).Count(o => o.Kind == "received").ShouldBe(3);
        (await desk.TakeAsync(desk.Clean())).State.ShouldBe(MailState.Answered);
        (await desk.OutboxAsync()).Count(o => o.Kind == "license").ShouldBe(1);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromHours(25));
        await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes"));
        (await desk.OutboxAsync()).Count(o => o.Kind == "received").ShouldBe(4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Case_20_a_robot_that_answers_each_of_our_letters_without_a_mark_hears_no_more_after_three(bool keepsSubject)
    {
        // It rewrites every id, strips what marks our letters, and asks anew; some leave our reference in the subject.
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(Ticket("Request for additional PIN codes", "0"));
        for (var (round, told) = (1, 0); round <= 10; round++)
        {
            await desk.Send.RunAsync(Cancellation);
            if (desk.Sent.Count == told)
            {
                break;
            }

            told = desk.Sent.Count;
            var letter = desk.Sent[^1].Message;
            await desk.TakeAsync(Ticket(keepsSubject ? $"Re: {letter.Subject}" : $"[Ticket {round}] Request for additional PIN codes", letter.TextBody!));
        }

        desk.Sent.Count.ShouldBe(keepsSubject ? 1 : 3);
        (await desk.OutboxAsync()).ShouldAllBe(o => o.Kind == "received");

        static string Ticket(string subject, string text) => MailDesk.Mail(MailDesk.Stamp + $"Message-ID: <{Guid.CreateVersion7():N}@helpdesk.example>\r\n", subject: subject, text: text);
    }

    [Fact]
    public async Task Case_18_a_person_who_wants_no_out_of_office_is_still_a_person()
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(desk.Clean(headers: "X-Auto-Response-Suppress: All\r\nAuto-Submitted: no\r\n"))).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task Cases_19_44_a_bounce_however_late_marks_the_letter_and_reopens_its_request_and_nothing_is_sent()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.TakeAsync(desk.Clean());
        await desk.Send.RunAsync(Cancellation);
        var id = desk.Sent[0].Message.MessageId.ShouldNotBeNull();
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(4));

        (await desk.TakeAsync(Bounce(id))).ShouldBe(new MailOutcome(MailState.Kept, null, "bounce"));
        await desk.Send.RunAsync(Cancellation);

        var request = (await desk.RequestsAsync()).Single();
        (request.State, request.Reason, request.NewReply).ShouldBe((RequestState.Open, "bounced", true));
        (await desk.OutboxAsync()).Single().State.ShouldBe(OutboxState.Bounced);
        desk.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_22_an_error_reply_gets_nothing_by_itself()
    {
        await using var desk = await MailDesk.WithAsync();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Error: your message could not be processed", text: "Unknown command"))).Reason.ShouldBe("no-request");
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: ("request.licreq", "Error 400")))).Reason.ShouldBe("unreadable");
        (await desk.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_24_no_path_answers_before_the_classification()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        string[] robots =
        [
            "Auto-Submitted: auto-generated\r\n", "Precedence: list\r\n", "List-Unsubscribe: <mailto:x@y.example>\r\n", "X-Autoreply: yes\r\n",
            "X-Failed-Recipients: anna@vector.example\r\n", "X-Licensing-Center-Loop: x\r\n", "Return-Path: <>\r\n", "Precedence: auto_reply\r\n",
        ];
        var pin = 1;
        foreach (var robot in robots)
        {
            // With a request file, without one, asking for PIN codes, answering a letter of ours: never an answer.
            await desk.TakeAsync(desk.Clean(desk.Request(pin++), robot));
            await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp + robot, subject: "Request for additional PIN codes"));
            await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp + robot, subject: "Re: R-1-3"));
        }

        (await desk.MailsAsync()).ShouldAllBe(m => m.State == MailState.Kept);
        (await desk.OutboxAsync()).ShouldBeEmpty();
        (await desk.RequestsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_24_whatever_it_holds_and_answers_a_marked_mail_changes_nothing_but_its_own_row()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        await desk.TakeAsync(desk.Clean());
        await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes", text: "one more"));
        await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, text: "a question"));
        await desk.Send.RunAsync(Cancellation);
        string[] marks =
        [
            "Auto-Submitted: auto-generated\r\n", "Auto-Submitted: auto-replied (vacation)\r\n", "Precedence: list\r\n", "Precedence: Bulk\r\n", "Precedence: junk\r\n", "Precedence: auto_reply\r\n",
            "List-Id: <l.y.example>\r\n", "List-Unsubscribe: <mailto:x@y.example>\r\n", "X-Autoreply: yes\r\n", "X-Autorespond: 1\r\n", "X-Licensing-Center-Loop: x\r\n", "Return-Path: <>\r\n",
        ];
        string[] senders = ["Anna <anna@vector.example>", "licensing@center.example", "MAILER-DAEMON@vector.example", "no-reply@vector.example", ""];
        var answered = desk.Sent.Select(s => s.Message.MessageId!).Append("unknown@vector.example").ToList();
        var (random, before) = (new Random(20261130), await StandAsync(desk));
        for (var i = 0; i < 150; i++)
        {
            var sender = random.Next(3) == 0 ? random.Next(1, senders.Length) : 0;
            var marked = (sender == 0 || random.Next(2) == 0 ? marks[random.Next(marks.Length)] : "") + $"Message-ID: <{i}@vector.example>\r\n";
            marked += random.Next(2) == 0 ? $"In-Reply-To: <{answered[random.Next(answered.Count)]}>\r\n" : "";
            var (subject, text) = random.Next(3) switch
            {
                0 => ("Request for additional PIN codes", $"Kit number: {desk.Center.Kit.Number.Digits}"),
                1 => ("Re: R-1-3", "any news?"),
                _ => ("License acquisition", random.Next(2) == 0 ? LicenseRequestFile.Write(desk.Request(1 + random.Next(20))) : "Good day"),
            };
            (string, string)[] files = random.Next(2) == 0 ? [("request.licreq", LicenseRequestFile.Write(desk.Request(1 + random.Next(20))))] : [];
            var mail = MailDesk.Mail(MailDesk.Stamp + marked, subject, text, senders[sender], files);
            (await desk.TakeAsync(mail)).State.ShouldBe(MailState.Kept, mail);
        }

        await desk.Announce.RunAsync(Cancellation);
        (await desk.Send.RunAsync(Cancellation)).ShouldBe(0);
        (await StandAsync(desk)).ShouldBe(before);
    }

    // Everything that a mail could have changed, by the engine's own word.
    private static async Task<string> StandAsync(MailDesk desk) => string.Join('|', await desk.Center.ReadAsync(async db => new object?[]
    {
        string.Join(',', await db.Outbox.OrderBy(o => o.Id).Select(o => $"{o.Id}:{o.State}:{o.Attempts}").ToListAsync(Cancellation)),
        string.Join(',', await db.Requests.OrderBy(r => r.Id).Select(r => $"{r.Id}:{r.State}:{r.Reason}:{r.NewReply}:{r.Stamp}").ToListAsync(Cancellation)),
        await db.RequestEvents.CountAsync(Cancellation), await db.Ledger.CountAsync(Cancellation), await db.Licenses.CountAsync(Cancellation), await db.PinRequests.CountAsync(Cancellation),
    }));

    internal static string Bounce(string id) => $"""
        From: MAILER-DAEMON@provider.example
        Return-Path: <>
        To: licensing@center.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=r1

        --r1
        Content-Type: text/plain

        The mail could not be delivered.
        --r1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; provider.example

        Final-Recipient: rfc822; anna@vector.example
        Action: failed
        Status: 5.1.1
        --r1
        Content-Type: text/rfc822-headers

        Message-ID: <{id}>
        Subject: license
        --r1--

        """.ReplaceLineEndings("\r\n");
}

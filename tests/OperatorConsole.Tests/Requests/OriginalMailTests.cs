using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>A customer's mail as it is shown, and how long its bytes are kept.</summary>
public sealed class OriginalMailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<script>alert(1)</script>", "alert")]
    [InlineData("<img src='https://tracker.example/open.gif' onerror='steal()'>", "tracker.example")]
    [InlineData("<img src=x onerror=steal()>", "steal")]
    [InlineData("<p style=\"background:url(https://tracker.example/a.png)\">x</p>", "tracker.example")]
    [InlineData("<style>@import 'https://tracker.example/a.css';</style>", "tracker.example")]
    [InlineData("<link rel=stylesheet href='https://tracker.example/a.css'>", "tracker.example")]
    [InlineData("<iframe src='https://tracker.example'></iframe>", "tracker.example")]
    [InlineData("<form action='https://tracker.example'><input name=pin></form>", "<form")]
    [InlineData("<svg onload=steal()><script>steal()</script></svg>", "steal")]
    [InlineData("<meta http-equiv=refresh content='0;url=https://tracker.example'>", "tracker.example")]
    [InlineData("<base href='https://tracker.example/'>", "tracker.example")]
    [InlineData("<a href='javascript:steal()'>x</a>", "javascript")]
    [InlineData("<video src='https://tracker.example/v'></video><object data='https://tracker.example/o'></object>", "tracker.example")]
    public void Nothing_of_a_customers_html_runs_or_loads(string html, string gone)
    {
        var safe = SafeHtml.Of($"<p>before</p>{html}<p>after</p>").ShouldNotBeNull();
        safe.ShouldContain("before");
        safe.ShouldContain("after");
        safe[safe.IndexOf("<body>", StringComparison.Ordinal)..].ShouldNotContain(gone, Case.Insensitive);
    }

    [Fact]
    public void Words_tables_and_where_a_link_leads_stay_readable()
    {
        var safe = SafeHtml.Of("<table><tr><td colspan=2>Сервер</td></tr></table><a href='https://vector.example/x'>our site</a>").ShouldNotBeNull();
        safe.ShouldContain("<td colspan=\"2\">Сервер</td>");
        safe.ShouldContain("our site &lt;https://vector.example/x&gt;");
        safe.ShouldNotContain("href=");
    }

    [Fact]
    public async Task A_mail_is_shown_as_text_with_its_attachments_by_harmless_names()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync(text: "Good day, Привет");
        var mail = (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, (await desk.RowAsync(reference)).MailId!.Value, Cancellation)).ShouldNotBeNull();
        mail.Text.ShouldBe("Good day, Привет");
        mail.Doubt.ShouldBe("sender-unverified");
        mail.HasHtml.ShouldBeFalse();
        mail.Attached.ShouldHaveSingleItem().Name.ShouldBe("request.licreq");
    }

    [Theory]
    [InlineData("<div>", 60_000)]
    [InlineData("<template>", 30_000)]
    [InlineData("<svg>", 60_000)]
    [InlineData("<table><tr><td>", 20_000)]
    [InlineData("<b></b><div><b></div>", 10_000)]
    [InlineData("<div><!--</div>-->", 15_000)]
    [InlineData("<svg><style><div>", 15_000)]
    [InlineData("<div><table></div>", 15_000)]
    public void What_nests_without_end_is_not_shown_and_ends_nothing(string html, int times)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        SafeHtml.Of(string.Concat(Enumerable.Repeat(html, times))).ShouldBeNull();
        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void What_a_parser_would_open_again_in_every_paragraph_is_not_shown()
    {
        var bold = string.Concat(Enumerable.Range(0, 150).Select(i => $"<b id={i}>"));
        SafeHtml.Of($"<p>{bold}{string.Concat(Enumerable.Repeat("<p>x", 50_000))}").ShouldBeNull();
    }

    [Fact]
    public void A_long_mail_of_paragraphs_that_nobody_closed_and_tables_within_tables_is_shown()
    {
        var safe = SafeHtml.Of(string.Concat(Enumerable.Repeat("<p>One more line<br>", 2000)) + string.Concat(Enumerable.Repeat("<table><tr><td>", 20)) + "the middle").ShouldNotBeNull();
        safe.ShouldContain("the middle");
        safe.Split("<p>").Length.ShouldBe(2001);
    }

    [Fact]
    public async Task A_mail_that_nests_without_end_is_shown_by_its_words()
    {
        await using var desk = await RequestDesk.WithAsync();
        var mail = await TakeAsync(desk, "Content-Type: text/html; charset=utf-8\r\n\r\n" + string.Concat(Enumerable.Repeat("<div>", 20_000)) + "the words");
        var shown = (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation)).ShouldNotBeNull();
        (shown.HasHtml, shown.Text).ShouldBe((true, "the words"));
        (await desk.Get<ShowMail>().HtmlAsync(RequestDesk.Oleg, mail, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_message_passes_on_is_shown_as_another_persons_words()
    {
        await using var desk = await RequestDesk.WithAsync();
        var mail = await TakeAsync(desk,
            "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee below.\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n"
            + "From: Boris <boris@elsewhere.example>\r\nSubject: Please send the license\r\nDate: Mon, 23 Nov 2026 10:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>My own <b>words</b></p>\r\n--b1--\r\n");
        var shown = (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation)).ShouldNotBeNull();
        (shown.Text, shown.HasHtml).ShouldBe(("See below.", false));
        shown.Forwarded.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.From.ShouldContain("boris@elsewhere.example"), f => f.Subject.ShouldBe("Please send the license"), f => f.SentAt.ShouldBe(new DateTimeOffset(2026, 11, 23, 7, 0, 0, TimeSpan.Zero)), f => f.Text.ShouldBe("My own words"));
        (await desk.Get<ShowMail>().HtmlAsync(RequestDesk.Oleg, mail, Cancellation)).ShouldBeNull();
    }

    private static async Task<long> TakeAsync(RequestDesk desk, string body)
    {
        var outcome = await desk.Mail.TakeAsync($"{MailDesk.Stamp}From: Anna Orlova <anna@vector.example>\r\nTo: licensing@center.example\r\nSubject: A question\r\nMIME-Version: 1.0\r\n{body}");
        return (await desk.RowAsync(outcome.Reference!)).MailId!.Value;
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    public async Task A_name_that_plays_tricks_is_shown_for_what_it_is(string name, string shown)
    {
        await using var desk = await RequestDesk.WithAsync();
        var outcome = await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: (name, "nothing")));
        var mail = await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, (await desk.RowAsync(outcome.Reference!)).MailId!.Value, Cancellation);
        mail!.Attached.ShouldHaveSingleItem().Name.ShouldBe(shown);
    }

    [Fact]
    public async Task After_the_time_of_keeping_bytes_are_gone_and_decisions_stay()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (done, open) = (await desk.RoutineAsync(), await desk.QuestionAsync());
        await desk.DecideAsync(done, DeskAct.Answer);
        await desk.Mail.Send.RunAsync(Cancellation);
        var erase = new EraseMail(desk.Fixture.Center, desk.Mail.Settings with { KeepDays = 30 }, desk.Fixture.Journal, desk.Fixture.Clock);
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(29));
        (await erase.RunAsync(Cancellation)).ShouldBe(0);
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(2));
        (await erase.RunAsync(Cancellation)).ShouldBeGreaterThan(0);
        (await erase.RunAsync(Cancellation)).ShouldBe(0);

        var (gone, kept) = ((await desk.RowAsync(done)), (await desk.RowAsync(open)));
        gone.SealedFile.ShouldBeNull();
        (await desk.Mail.MailsAsync()).ShouldSatisfyAllConditions(m => m.Single(x => x.Id == gone.MailId).SealedRaw.ShouldBeNull(), m => m.Single(x => x.Id == kept.MailId).SealedRaw.ShouldNotBeNull());
        (await desk.LettersAsync(done)).ShouldAllBe(o => o.SealedBytes == null);
        var shown = await desk.ShowAsync(done);
        (shown.Summary.Decision, shown.Rules.Verdict).ShouldBe(("answered", "none"));
        (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, gone.MailId!.Value, Cancellation))!.Text.ShouldBeNull();
        (await desk.Get<DownloadMail>().RunAsync(RequestDesk.Oleg, gone.MailId!.Value, Cancellation)).ShouldBeNull();
        (await desk.Mail.Center.ReadAsync(db => db.Journal.CountAsync(j => j.Act == "mail-erased", Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task What_lies_in_quarantine_is_kept_until_a_person_dismissed_it_and_then_as_long_as_the_rest()
    {
        await using var desk = await RequestDesk.WithAsync();
        (await desk.Mail.TakeAsync("Subject: deep\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")))).State.ShouldBe(MailState.Quarantined);
        var mail = (await desk.Mail.MailsAsync()).Single();
        var erase = new EraseMail(desk.Fixture.Center, desk.Mail.Settings with { KeepDays = 30 }, desk.Fixture.Journal, desk.Fixture.Clock);
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(400));
        (await erase.RunAsync(Cancellation)).ShouldBe(0);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => desk.Get<DismissMail>().RunAsync(RequestDesk.Oleg, mail.Id, "because", Cancellation));
        await Should.ThrowAsync<OperatorConsole.Shell.NotAllowedException>(() => desk.Get<DismissMail>().RunAsync(RequestDesk.Anna, mail.Id, "dismissed-spam", Cancellation));
        (await desk.Get<DismissMail>().RunAsync(RequestDesk.Oleg, mail.Id, "dismissed-spam", Cancellation)).ShouldBeTrue();
        (await desk.Get<DismissMail>().RunAsync(RequestDesk.Oleg, mail.Id, "dismissed-spam", Cancellation)).ShouldBeFalse();
        var kept = (await desk.Get<ListMails>().RunAsync(RequestDesk.Oleg, MailState.Kept, 0, Cancellation)).Mails.ShouldHaveSingleItem();
        (kept.Reason, kept.HasBytes).ShouldBe(("dismissed-spam", true));
        (await desk.Mail.Center.ReadAsync(db => db.Journal.SingleAsync(j => j.Act == "mail-dismissed", Cancellation))).ShouldNotBeNull();
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(29));
        (await erase.RunAsync(Cancellation)).ShouldBe(0);
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(2));
        (await erase.RunAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_nothing_can_be_made_of_is_shown_as_such()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync("Subject: deep\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));
        var mail = (await desk.Mail.MailsAsync()).Single();
        (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, mail.Id, Cancellation)).ShouldNotBeNull().Text.ShouldBeNull();
        (await desk.Get<ShowMail>().HtmlAsync(RequestDesk.Oleg, mail.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_that_names_itself_like_another_one_is_marked()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (first, second) = (await desk.QuestionAsync("One", headers: "Message-ID: <twin@vector.example>\r\n"), await desk.QuestionAsync("Two", headers: "Message-ID: <twin@vector.example>\r\n"));
        (await TwinAsync(first), await TwinAsync(second)).ShouldBe((false, true));

        async Task<bool> TwinAsync(string reference) => (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, (await desk.RowAsync(reference)).MailId!.Value, Cancellation))!.Twin;
    }

    [Fact]
    public async Task Without_a_time_of_keeping_nothing_is_erased()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(desk.Mail.Clean());
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(10_000));
        (await new EraseMail(desk.Fixture.Center, desk.Mail.Settings, desk.Fixture.Journal, desk.Fixture.Clock).RunAsync(Cancellation)).ShouldBe(0);
        (await desk.Mail.MailsAsync()).ShouldAllBe(m => m.SealedRaw != null);
    }
}

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
        var safe = SafeHtml.Of($"<p>before</p>{html}<p>after</p>");
        safe.ShouldContain("before");
        safe.ShouldContain("after");
        safe[safe.IndexOf("<body>", StringComparison.Ordinal)..].ShouldNotContain(gone, Case.Insensitive);
    }

    [Fact]
    public void Words_tables_and_where_a_link_leads_stay_readable()
    {
        var safe = SafeHtml.Of("<table><tr><td colspan=2>Сервер</td></tr></table><a href='https://vector.example/x'>our site</a>");
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
        mail.Html.ShouldBeNull();
        mail.Attached.ShouldHaveSingleItem().Name.ShouldBe("request.licreq");
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
    public async Task Without_a_time_of_keeping_nothing_is_erased()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(desk.Mail.Clean());
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(10_000));
        (await new EraseMail(desk.Fixture.Center, desk.Mail.Settings, desk.Fixture.Journal, desk.Fixture.Clock).RunAsync(Cancellation)).ShouldBe(0);
        (await desk.Mail.MailsAsync()).ShouldAllBe(m => m.SealedRaw != null);
    }
}

using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>What the desk says of a mailbox: how new mail is learned of, and what is wrong since when.</summary>
public sealed class MailHealthTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_whether_the_server_announces_mail_or_it_is_looked_for()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.Taker().RunAsync(Cancellation);
        (await SaidAsync(desk, "en")).ShouldEndWith("looked for every 15 s");
        desk.Get<MailboxWatches>().Announced("inbox");
        (await SaidAsync(desk, "en")).ShouldEndWith("new mail is announced by the server");
        (await SaidAsync(desk, "ru")).ShouldEndWith("сервер сообщает о новых письмах");
    }

    [Fact]
    public async Task A_line_that_is_down_says_since_when_why_and_when_it_is_tried_again()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.Taker().RunAsync(Cancellation);
        var (watches, clock) = (desk.Get<MailboxWatches>(), desk.Get<CenterClock>());
        watches.Announced("inbox");
        var since = desk.Fixture.Clock.GetUtcNow();
        watches.Down("inbox", "unreachable", TimeSpan.FromSeconds(5));
        desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(20));
        watches.Down("inbox", "sign-in", TimeSpan.FromSeconds(90));
        var said = await SaidAsync(desk, "en");
        said.ShouldContain($"not announced since {clock.Time(since)}: sign-in was refused");
        said.ShouldContain($"tried again at {clock.TimeToSecond(clock.Now.AddSeconds(90))}");
        watches.Of("inbox")!.Since.ShouldBe(since);
        watches.Announced("inbox");
        watches.Of("inbox").ShouldBe(new MailboxWatch(null, clock.Now, null));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_looked_into_says_since_when_and_when_it_is_looked_into_again()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.Taker().RunAsync(Cancellation);
        var (clock, well) = (desk.Get<CenterClock>(), desk.Fixture.Clock.GetUtcNow());
        desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(30));
        await desk.Fixture.Center.WriteAsync(db => db.Mailboxes.ExecuteUpdateAsync(set => set.SetProperty(m => m.Fault, "certificate").SetProperty(m => m.NextLookAt, clock.Now.AddMinutes(4)), Cancellation), Cancellation);
        (await SaidAsync(desk, "en")).ShouldBe($"inbox: down since {clock.Time(well)}: certificate is not trusted; tried again at {clock.TimeToSecond(clock.Now.AddMinutes(4))}");
    }

    private static async Task<string> SaidAsync(RequestDesk desk, string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var page = new BunitContext();
        page.Services.AddLocalization();
        page.Services.AddSingleton(desk.Get<ShowMailHealth>()).AddSingleton(desk.Get<RequestFeed>()).AddSingleton(desk.Get<CenterClock>());
        var line = page.Render<MailHealthLine>(p => p.Add(l => l.Acting, RequestDesk.Oleg));
        line.WaitForState(() => line.FindAll("[data-testid=mailbox]").Count == 1);
        return line.Find("[data-testid=mailbox]").TextContent.Trim();
    }
}

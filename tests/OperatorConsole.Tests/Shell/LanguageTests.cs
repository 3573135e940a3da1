using System.Net;
using OperatorConsole.Shell.Languages;

namespace OperatorConsole.Tests.Shell;

public sealed class LanguageTests
{
    [Fact]
    public async Task The_browsers_language_is_taken_until_the_person_chooses()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit("ru-RU,ru;q=0.9");
        var asked = await visitor.GetAsync("/sign-in");
        asked.Document.DocumentElement.GetAttribute("lang").ShouldBe("ru");
        asked.Find("h1").ShouldBe("Вход");

        var chosen = await visitor.GetAsync("/language/en?back=%2Fsign-in%3Fafter%3Didle");
        chosen.Status.ShouldBe(HttpStatusCode.Redirect);
        chosen.Location.ShouldBe("/sign-in?after=idle");
        var page = await visitor.GetAsync("/sign-in");
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.Find("h1").ShouldBe("Sign in");
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_here_is_not_found()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        (await visitor.GetAsync("/language/xx")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("evil")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("")]
    [InlineData(null)]
    public void Nobody_is_sent_to_another_place(string? back) => LocalUrl.OrDesk(back).ShouldBe("/");

    [Theory]
    [InlineData("/")]
    [InlineData("/calls/261124-119-6?line=4")]
    public void A_path_of_this_console_is_gone_back_to(string back) => LocalUrl.OrDesk(back).ShouldBe(back);
}

using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>The demo's sample caller: a newcomer finishes a whole call with nothing but a browser.</summary>
public sealed class SampleCallerTests(CenterFixture center) : BrowserTest(center)
{
    private const string Checksum = "[data-sample-checksum]";

    [Fact]
    public async Task A_whole_call_with_what_stands_on_the_page()
    {
        await Window.OpenDeskAsync();
        await Page.FocusAsync(OperatorWindow.Hook("sample-call"));
        await Window.PressAsync("Enter");
        await Window.ReadyAsync(OperatorWindow.Entry);
        await Page.CheckAsync(OperatorWindow.Hook("sample-mishear"));
        await Page.FocusAsync(OperatorWindow.Hook("code-entry"));
        await Window.TypeAsync(await SaidAsync());
        await Window.VerdictAsync("wrong");
        await Page.UncheckAsync(OperatorWindow.Hook("sample-mishear"));
        await Page.FocusAsync(OperatorWindow.Hook("code-entry"));
        await Window.PressAsync("Home");
        await Window.TypeAsync(await SaidAsync());
        await Window.VerdictAsync("ok");

        await Window.IssueAsync();
        for (var line = 1; line <= 9; line++)
        {
            await Expect(Page.Locator(".sample")).ToContainTextAsync($"line {line} as she typed it");
            await Window.SayAsync(line, (await Page.TextContentAsync(Checksum))!);
        }

        await Expect(Page.Locator(".sample")).ToContainTextAsync("her program shows the total");
        await Window.SayAsync(10, (await Page.TextContentAsync(Checksum))!);
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
        await Expect(Page.Locator(".sample")).ToContainTextAsync("the license is there");
        Troubles.ShouldBeEmpty();
    }

    private async Task<string> SaidAsync()
    {
        var rows = await Page.Locator("[data-sample-row]").AllTextContentsAsync();
        return string.Concat(rows.SelectMany(row => row.Where(char.IsAsciiDigit)));
    }
}

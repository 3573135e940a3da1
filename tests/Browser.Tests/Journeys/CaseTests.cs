using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>The supervisor's cases: found in the list, weighed by their evidence, decided by keys, and what the axe engine says of it.</summary>
public sealed class CaseTests(CenterFixture center) : BrowserTest(center)
{
    private readonly List<string> _violations = [];

    protected override bool SignedIn => false;

    [Fact]
    public async Task A_report_with_an_attachment_is_decided_by_keys_and_freezes_the_kit_after_its_last_four_digits()
    {
        var kit = await Center.KitAsync();
        await Window.SignInAsync("operator");
        await Page.GotoAsync("/violations/report?kit=" + kit.Number.Digits);
        await LiveAsync(Page);
        await Page.FillAsync(Hook("report-words"), "Three licenses of this kit are offered on a market place.");
        await Page.SetInputFilesAsync(Hook("report-files"), new FilePayload { Name = "offer.txt", MimeType = "text/plain", Buffer = "three licenses"u8.ToArray() });
        await Expect(Page.GetByText("offer.txt")).ToBeVisibleAsync();
        await Page.ClickAsync(Hook("report-send"));
        await Expect(Page.Locator(Hook("reported"))).ToContainTextAsync("V-");

        var page = (await SupervisorAsync("en", ColorScheme.Light)).Page;
        await page.GotoAsync("/violations?find=" + kit.Number.Digits);
        await page.ClickAsync($"{Hook("case-row")} a[href^='/violations/']");
        await Expect(page.Locator(Hook("why"))).ToContainTextAsync("market place");
        await LiveAsync(page);
        await page.Keyboard.PressAsync("1");
        await page.FillAsync(Hook("decision-text"), "Sold on, as the offer shows.");
        await page.FillAsync(Hook("last-four"), kit.Number.Digits[^4..] == "0000" ? "1111" : "0000");
        await page.ClickAsync(Hook("decide"));
        await Expect(page.Locator($"{Hook("decide-form")} .said")).Not.ToBeEmptyAsync();
        await page.FillAsync(Hook("last-four"), kit.Number.Digits[^4..]);
        await page.ClickAsync(Hook("decide"));
        await Expect(page.Locator(Hook("case-state"))).ToHaveTextAsync("violation");
        await Expect(page.Locator(Hook("decision"))).ToContainTextAsync("Sold on, as the offer shows.");
        (await Center.ShowAsync(kit)).GetProperty("state").GetString().ShouldBe("frozen");
        await page.GotoAsync("/kits/" + kit.Number.Digits);
        await Expect(page.Locator(Hook("kit-cases"))).ToContainTextAsync("violation");
        Troubles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Light, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Dark)]
    public async Task No_page_of_cases_violates_anything(string language, ColorScheme theme)
    {
        var page = (await SupervisorAsync(language, theme)).Page;
        await JudgeAsync(page, "/violations", Hook("cases"));
        await page.CheckAsync($"{Hook("case-row")} input");
        await page.WaitForSelectorAsync(Hook("bulk"));
        await JudgeAsync(page, null, Hook("bulk"));
        await JudgeAsync(page, "/violations?tab=Decided", Hook("cases"));
        await JudgeAsync(page, "/violations?find=V-99999-9", Hook("no-cases"));
        await JudgeAsync(page, "/violations?tab=All&rule=VR1", Hook("cases"));
        await page.ClickAsync($"{Hook("case-row")} a[href^='/violations/']");
        await JudgeAsync(page, null, Hook("kit-graph"));
        await page.EvaluateAsync("document.querySelector('.graph details').open = true");
        foreach (var key in (string[])["1", "2", "3"])
        {
            await page.Keyboard.PressAsync(key);
            await JudgeAsync(page, null, Hook("decide-form"));
        }

        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue("nothing leaves the page to the right");
        await JudgeAsync(page, "/violations/report", Hook("report-send"));
        await JudgeAsync(page, "/", Hook("cases-desk"));
        _violations.ShouldBeEmpty();
    }

    private static string Hook(string name) => OperatorWindow.Hook(name);

    private static Task LiveAsync(IPage page) => page.WaitForSelectorAsync("[data-live=true]", new() { State = WaitForSelectorState.Attached });

    private async Task<OperatorWindow> SupervisorAsync(string language, ColorScheme theme)
    {
        var window = await OpenAsync(language, theme, signedIn: false);
        await window.SignInAsync("supervisor");
        return window;
    }

    private async Task JudgeAsync(IPage page, string? path, string part)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        await LiveAsync(page);
        await page.WaitForSelectorAsync(part);
        _violations.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{path ?? part}: {v}"));
    }
}

using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Queue, dossier and decisions before the axe engine: both themes, both languages.</summary>
public sealed class AdditionalPinAccessibilityTests(CenterFixture center) : BrowserTest(center)
{
    private readonly List<string> _violations = [];

    protected override bool SignedIn => false;

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Light, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Dark)]
    public async Task No_screen_of_additional_pins_violates_anything(string language, ColorScheme theme)
    {
        var customer = await PinCustomer.StartAsync(Center);
        var (full, strange, poor) = (await customer.AskAsync(), await customer.AskAsync(from: "somebody@vector.example"), await customer.AskAsync(text: "Дайте пинкод", file: false));
        var window = await OpenAsync(language, theme, signedIn: false);
        var page = window.Page;
        await AdditionalPinTests.SignInAsync(window, "clerk");
        await AdditionalPinTests.QueueAsync(page);
        await window.PressAsync("j");
        await page.WaitForSelectorAsync("tr[data-marked]");
        await JudgeAsync(page, "queue");
        await page.GotoAsync("/additional/new");
        await page.WaitForSelectorAsync("[data-live=true]");
        await JudgeAsync(page, "entered for a caller");

        await AdditionalPinTests.OpenAsync(page, full);
        await JudgeAsync(page, "dossier, suggested: approve");
        foreach (var (key, panel) in new[] { ("1", "approve"), ("2", "refuse"), ("3", "ask") })
        {
            await window.PressAsync(key);
            await page.WaitForSelectorAsync($"{AdditionalPinTests.Hook("decide-panel")}[data-act={panel}] {AdditionalPinTests.Hook("draft")}");
            await JudgeAsync(page, $"decision, {panel}");
            await window.PressAsync("Escape");
            await page.WaitForSelectorAsync(AdditionalPinTests.Hook("decide-panel"), new() { State = WaitForSelectorState.Detached });
        }

        await window.PressAsync("4");
        await page.WaitForSelectorAsync(AdditionalPinTests.Hook("hand-panel"));
        await JudgeAsync(page, "handing over");

        await AdditionalPinTests.OpenAsync(page, poor);
        await JudgeAsync(page, "dossier, details missing");
        await page.ClickAsync(AdditionalPinTests.Hook("correct-details"));
        await page.WaitForSelectorAsync(AdditionalPinTests.Hook("right-kit"));
        await JudgeAsync(page, "correcting details");

        await AdditionalPinTests.OpenAsync(page, strange);
        await window.PressAsync("1");
        await page.WaitForSelectorAsync(AdditionalPinTests.Hook("to-asking"));
        await JudgeAsync(page, "decision, another address");
        await window.PressAsync("Control+Enter");
        await page.WaitForSelectorAsync(AdditionalPinTests.Hook("second"));
        await JudgeAsync(page, "waits for a supervisor");
        await window.PressAsync("u");
        _violations.ShouldBeEmpty();
        Troubles.ShouldBeEmpty();
    }

    private async Task JudgeAsync(IPage page, string screen)
    {
        _violations.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{screen}: {v}"));
    }
}

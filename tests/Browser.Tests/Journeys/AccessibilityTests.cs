using Browser.Tests.Figures;
using Browser.Tests.Running;
using Licensing.Acquisitions;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Every screen of a call before the axe engine: WCAG 2.2 AA and its best practices, both themes, both languages.</summary>
public sealed partial class AccessibilityTests(CenterFixture center) : BrowserTest(center)
{
    // What is wrong, and the screens where it is.
    private readonly Dictionary<string, List<string>> _violations = new(StringComparer.Ordinal);
    private readonly List<string> _scrolling = [];
    private int _judged;

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Light, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Dark)]
    [Trait("Figures", "call")]
    public async Task No_screen_of_a_call_violates_anything(string language, ColorScheme theme)
    {
        await SignInPageAsync(await OpenAsync(language, theme, signedIn: false));
        var window = await OpenAsync(language, theme);
        await window.OpenDeskAsync();
        await RequireLookAsync(window, language, theme);
        await JudgeAsync(window, "desk");
        await RefusedAsync(window);

        var kit = await Center.KitAsync();
        await FromCodeToLicenseAsync(window, Caller.With(kit, kit.Pin()));
        await RestoredAsync(window, kit);

        await window.Page.GotoAsync("/calls");
        await window.Page.WaitForSelectorAsync("table.calls");
        await JudgeAsync(window, "call log");
        await TroubledAsync(await OpenAsync(language, theme), await OpenAsync(language, theme, signedIn: false));
        Figure.Tell($"axe violations on {_judged} states of the call, {language}, {theme}", _violations.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "0");
        Figure.Tell($"screens of a call among them that scroll at 1280 x 720, {language}, {theme}", _scrolling.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), "0");
        _scrolling.ShouldBeEmpty();
        _violations.Select(v => $"{v.Key}; on {string.Join(", ", v.Value)}").ShouldBeEmpty();
    }

    private static async Task RequireLookAsync(OperatorWindow window, string language, ColorScheme theme)
    {
        (await window.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        (await window.Page.GetAttributeAsync("html", "data-theme")).ShouldBe(theme == ColorScheme.Dark ? "dark" : "light");
    }

    private async Task SignInPageAsync(OperatorWindow window)
    {
        await window.Page.GotoAsync("/");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("sign-in"));
        await JudgeAsync(window, "sign-in");
        await window.Page.FillAsync(OperatorWindow.Hook("sign-in-name"), "nobody");
        await window.Page.FillAsync(OperatorWindow.Hook("sign-in-password"), "wrong");
        await window.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("#sign-in-notice");
        await JudgeAsync(window, "sign-in, refused");
    }

    private async Task RefusedAsync(OperatorWindow window)
    {
        await window.StartCallAsync();
        await JudgeAsync(window, "code entry, empty");
        await window.TypeAsync("999");
        await JudgeAsync(window, "code entry, group above 996");
        await window.PressAsync("Home");
        await window.TypeAsync(Caller.WithUnknownPin().Digits);
        await window.VerdictAsync("refused");
        await JudgeAsync(window, "verdict, refused");
        await window.ReadTheVerdictAsync();
        await window.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("call-ended"));
        await JudgeAsync(window, "call over without a license");
        await window.OpenDeskAsync();
    }

    private async Task FromCodeToLicenseAsync(OperatorWindow window, Caller caller)
    {
        await window.StartCallAsync();
        var (heard, group) = caller.Misheard();
        await window.TypeAsync(heard);
        await window.VerdictAsync("wrong");
        await JudgeAsync(window, "code entry, wrong with questions");
        await window.PressAsync("Enter");
        await window.TypeAsync(caller.Spoken[group]);
        await window.VerdictAsync("ok");
        await JudgeAsync(window, "verdict, right");
        await window.IssueAsync();
        var right = caller.Checksum(1, await window.LineAsync(1));
        await window.SayAsync(1, right == "111" ? "112" : "111");
        await window.Page.WaitForSelectorAsync("#read-back-said.wrong");
        await JudgeAsync(window, "read-back, checksum differs");
        await window.PressAsync("F9");
        await window.Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        await JudgeAsync(window, "caller dropped");
        await window.PressAsync("Enter");
        await window.AtLineAsync(1);
        await window.DictateAsync(caller);
        await JudgeAsync(window, "call done");
    }

    private async Task RestoredAsync(OperatorWindow window, NewKit kit)
    {
        await VerdictAsync(Caller.With(kit, kit.Pin(), Operation.Restore, computer: 2), "refused", "restoration, computer changed");
        await VerdictAsync(Caller.OnQuiteAnotherComputer(kit, kit.Pin()), "refused", "restoration, everything changed");
        await VerdictAsync(Caller.With(kit, kit.Pin(), Operation.Restore, owner: 1), "refused", "restoration, owner differs");
        await window.PressAsync("Alt+KeyO");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("owner-trial"));
        await window.RequireNoScrollAsync("owner details");
        await JudgeAsync(window, "owner details");
        await VerdictAsync(Caller.With(kit, kit.Pin(2), Operation.RestoreWithSpare, current: kit.Pin()), "ok", "restoration, the same PIN would do");
        await window.PressAsync("Alt+KeyS");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("same-pin-advice"));
        await JudgeAsync(window, "the same PIN is advised");

        // From computer to computer, until no spare PIN is left: the fullest screens there are.
        var moved = Caller.With(kit, kit.Pin(2), Operation.RestoreWithSpare, computer: 2, current: kit.Pin());
        await VerdictAsync(moved, "ok", "restoration with a spare PIN");
        await window.IssueAsync();
        await VerdictAsync(moved, "ok", "restoration, issued before");
        await VerdictAsync(Caller.With(kit, kit.Pin(3), Operation.RestoreWithSpare, computer: 3, current: kit.Pin(2)), "ok", "restoration with the last PIN");
        await window.IssueAsync();
        await VerdictAsync(Caller.OnQuiteAnotherComputer(kit, kit.Pin(3)), "refused", "restoration, no spare PIN left");

        async Task VerdictAsync(Caller caller, string state, string screen)
        {
            await window.OpenDeskAsync();
            await window.StartCallAsync();
            await window.TypeAsync(caller.Digits);
            await window.VerdictAsync(state);
            await window.RequireNoScrollAsync(screen);
            await JudgeAsync(window, screen);
        }
    }

    private async Task JudgeAsync(OperatorWindow window, string screen)
    {
        _judged++;
        if (await window.Page.Locator(".call-page").CountAsync() > 0 && await window.ScrollsAsync())
        {
            _scrolling.Add(screen);
        }

        foreach (var violation in await Axe.ViolationsAsync(window.Page))
        {
            if (!_violations.TryGetValue(violation, out var screens))
            {
                _violations[violation] = screens = [];
            }

            screens.Add(screen);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Browser.Tests.Figures;
using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>Callers drop, browsers reload, servers are killed: the call goes on at the very place.</summary>
public sealed class InterruptedCallTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task A_dropped_call_is_listed_and_taken_up_again_by_its_reference_at_the_same_line()
    {
        var (caller, reference, lines, kit) = await AtLineFourAsync();
        await Window.PressAsync("F9");
        await Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        var said = await Page.InnerTextAsync("main");
        said.ShouldContain("Saved at line 4 of 9.");
        said.ShouldContain(reference[4..]);

        await Window.PressAsync("Escape");
        await Window.DeskAsync();
        await Expect(Page.Locator("tr", new() { Has = Page.Locator($"a[title='{reference}']") }).First).ToContainTextAsync("dropped at line 4 of 9");
        await Window.PressAsync("F8");
        await Window.TypeAsync(reference[4..]);
        await Window.PressAsync("Enter");

        // The reference alone reveals nothing: the caller says the kit first.
        await Page.WaitForSelectorAsync(".call-page[data-ready][data-stage=dropped]");
        (await Page.Locator("[data-testid^=answer-line]").CountAsync()).ShouldBe(0);
        await Window.TypeAsync("123456789");
        await Window.PressAsync("Enter");
        await Expect(Page.Locator("#kit-said-wrong")).ToContainTextAsync("not the kit of this call");
        await Window.PressAsync("Control+A");
        await Window.TypeAsync(kit.Number.Digits);
        await Window.PressAsync("Enter");
        await Window.AtLineAsync(4);
        (await Window.LinesAsync()).ShouldBe(lines);
        await Window.DictateAsync(caller, from: 4);
    }

    [Fact]
    public async Task Another_operator_takes_an_open_call_over_and_the_first_screen_can_no_longer_act()
    {
        var (caller, _, lines, kit) = await AtLineFourAsync();
        var other = await OpenAsync(signedIn: false);
        await other.SignInAsync("supervisor");
        await other.Page.GotoAsync(Page.Url);
        await other.Page.WaitForSelectorAsync(".call-page[data-ready] [data-testid=call-taken]");
        (await other.Page.Locator("[data-testid^=answer-line]").CountAsync()).ShouldBe(0);
        await other.TypeAsync("123456789");
        await other.PressAsync("Enter");
        await Expect(other.Page.Locator("#kit-said-wrong")).ToContainTextAsync("not the kit of this call");
        await other.PressAsync("Control+A");
        await other.TypeAsync(kit.Number.Digits);
        await other.PressAsync("Enter");
        await other.AtLineAsync(4);
        (await other.LinesAsync()).ShouldBe(lines);
        await Page.WaitForSelectorAsync("[data-testid=call-taken]");
        (await Page.Locator("[data-testid^=answer-line]").CountAsync()).ShouldBe(0);
        await other.DictateAsync(caller, from: 4);
    }

    [Fact]
    public async Task An_unknown_reference_is_named_and_stays_typed()
    {
        await Window.OpenDeskAsync();
        await Window.PressAsync("F8");
        await Window.TypeAsync("31-999-0");
        await Window.PressAsync("Enter");
        await Expect(Page.Locator("#resume-said")).ToHaveTextAsync("No call for “31-999-0”. A reference is day, number and check digit, such as 24-117-4; a kit number, a company as told or a time such as 14:30 will do too.");
        (await Page.InputValueAsync(OperatorWindow.Hook("resume-call"))).ShouldBe("31-999-0");
    }

    [Fact]
    public async Task A_reload_in_the_middle_of_typing_keeps_every_complete_group()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.TypeAsync(caller.Digits[..24]);
        await Page.ReloadAsync();
        await Window.ReadyAsync(OperatorWindow.Entry);
        (await Window.TypedAsync()).ShouldStartWith(caller.Digits[..24] + "·");
        await Window.TypeAsync(caller.Digits[24..]);
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task A_reload_at_line_four_shows_line_four_and_the_same_nine_lines()
    {
        var (caller, _, lines, _) = await AtLineFourAsync();
        await Page.ReloadAsync();
        await Window.AtLineAsync(4);
        (await Window.LinesAsync()).ShouldBe(lines);
        await Window.DictateAsync(caller, from: 4);
    }

    [Fact]
    [Trait("Figures", "call")]
    public async Task A_killed_server_comes_back_to_line_four_and_the_same_nine_lines()
    {
        var (caller, _, lines, kit) = await AtLineFourAsync();
        await Page.EvaluateAsync("() => { window.beforeTheKill = true; }");
        var since = Stopwatch.StartNew();
        await Center.Console.KillAsync();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Center.Console.StartAsync();
        var back = Stopwatch.StartNew();
        await Page.WaitForFunctionAsync("() => !window.beforeTheKill");
        await Window.AtLineAsync(4);
        Figure.Tell("server killed at line 4: from the kill to the same line, its start included", Seconds(since), "10 s");
        Figure.Tell("server killed at line 4: from its return to the same line", Seconds(back), "10 s");
        (Environment.GetEnvironmentVariable("FIGURES") == "full" ? since : back).Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await Window.LinesAsync()).ShouldBe(lines);
        await Window.DictateAsync(caller, from: 4);
        var pins = (await Center.ShowAsync(kit)).GetProperty("sets")[0].GetProperty("pins").EnumerateArray().Select(p => p.GetProperty("state").GetString()).ToList();
        var used = pins.Count(state => state == "used");
        Figure.Tell("server killed at line 4: PIN codes used", string.Create(CultureInfo.InvariantCulture, $"{used}"), "1");
        used.ShouldBe(1);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_console_that_is_asked_to_stop_lets_the_read_back_end_and_starts_no_new_call()
    {
        var (caller, reference, _, _) = await AtLineFourAsync();
        var other = await OpenAsync();
        await other.OpenDeskAsync();
        var asked = Stopwatch.StartNew();
        var stopping = await Center.Console.StopAsync();
        await other.PressAsync("F2");
        await Expect(other.Page.Locator("main")).ToContainTextAsync("no new call for a moment");
        stopping.IsCompleted.ShouldBeFalse();
        try
        {
            await Window.DictateAsync(caller, from: 4);
            (await stopping.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(0);
            asked.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        }
        finally
        {
            // Whatever happened here, the others need a console.
            await Center.Console.KillAsync();
            await Center.Console.StartAsync();
        }

        var later = await OpenAsync();
        await later.OpenDeskAsync();
        await Expect(later.Page.Locator("tr", new() { Has = later.Page.Locator($"a[title='{reference}']") }).First).ToContainTextAsync("issued");
    }

    private static string Seconds(Stopwatch watch) => string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F1} s");
}

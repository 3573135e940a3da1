using System.Text.Json;
using Browser.Tests.Figures;
using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>The one act that cannot be taken back happens once, however often it is asked for.</summary>
public sealed class IssueOnceTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task Enter_five_times_in_a_tenth_of_a_second_gives_one_license_and_one_answer()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Window.PressAsync("Enter")));
        await Window.ReadyAsync(OperatorWindow.ReadBack);

        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
        Outcomes(await Center.ShowAsync(kit)).ShouldBe(["granted"]);
    }

    [Fact]
    public async Task An_Enter_that_was_meant_for_the_code_issues_nothing()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.PressAsync("Enter");
        await Window.ReadTheVerdictAsync();
        await Window.VerdictAsync("ok");
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_same_code_in_another_call_gets_the_same_nine_lines()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();

        await CallAsync();
        await Window.EnterAsync(caller);
        (await Page.InnerTextAsync(OperatorWindow.Hook("issued-before"))).ShouldContain("by Anna Orlova. The same nine lines are dictated again; no PIN code is spent.");
        await Window.IssueAsync();
        (await Window.LinesAsync()).ShouldBe(lines);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
        Outcomes(await Center.ShowAsync(kit)).ShouldBe(["granted", "repeated"]);
    }

    [Theory]
    // The way to the server takes 200 ms: it has not heard the key yet, or its answer is still on the way back.
    [InlineData(30)]
    [InlineData(220)]
    public async Task Enter_and_a_cut_and_Enter_again_is_one_license(int milliseconds)
    {
        var kit = await Center.KitAsync();
        var network = await SlowNetwork.BetweenAsync(Page, 400);
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await Window.PressAsync("Enter");
        await Page.WaitForTimeoutAsync(milliseconds);
        await network.CutAsync();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        network.Restore();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Window.PressAsync("Enter");
        await Window.ReadyAsync(OperatorWindow.ReadBack);
        await RequireOneAsync(kit, Window);
    }

    [Fact]
    public async Task Enter_in_two_windows_of_one_call_is_one_license_and_the_same_nine_lines_in_both()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        var second = await SecondWindowAsync();
        await second.VerdictAsync("ok");
        await Window.ReadTheVerdictAsync();
        await Task.WhenAll(Window.PressAsync("Enter"), second.PressAsync("Enter"));
        await Window.ReadyAsync(OperatorWindow.ReadBack);
        await second.ReadyAsync(OperatorWindow.ReadBack);
        (await second.LinesAsync()).ShouldBe(await Window.LinesAsync());
        await RequireOneAsync(kit, Window);
    }

    [Fact]
    public async Task A_window_of_the_same_call_that_lags_behind_catches_up_and_what_is_typed_there_counts()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        var second = await SecondWindowAsync();
        await second.ReadyAsync(OperatorWindow.Entry);
        await Window.EnterAsync(Caller.With(kit, kit.Pin(), computer: 2));
        await second.EnterAsync(Caller.With(kit, kit.Pin()));
    }

    [Fact]
    public async Task Two_operators_with_the_same_code_in_two_calls_give_one_license_and_the_same_nine_lines()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        var other = await OpenAsync(signedIn: false);
        await other.SignInAsync("supervisor");
        await other.StartCallAsync();
        await Window.EnterAsync(caller);
        await other.EnterAsync(caller);
        await Window.ReadTheVerdictAsync();
        await Task.WhenAll(Window.PressAsync("Enter"), other.PressAsync("Enter"));
        await Window.ReadyAsync(OperatorWindow.ReadBack);
        await other.ReadyAsync(OperatorWindow.ReadBack);
        (await other.LinesAsync()).ShouldBe(await Window.LinesAsync());
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
        Outcomes(await Center.ShowAsync(kit)).ShouldBe(["granted", "repeated"]);
    }

    [Fact]
    public async Task A_server_that_is_killed_right_after_Enter_has_issued_once_or_not_at_all()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await Page.EvaluateAsync("() => { window.beforeTheKill = true; }");
        await Window.PressAsync("Enter");
        await Center.Console.KillAsync();
        await Center.Console.StartAsync();
        await Page.WaitForFunctionAsync("() => !window.beforeTheKill");
        await Page.WaitForSelectorAsync(".call-page[data-ready]:is([data-stage=verdict], [data-stage=readback])");
        var (licenses, answers) = await Center.Staff.IssuedAsync(kit);
        (answers, licenses is 0 or 1).ShouldBe((licenses, true));
        if (await Page.GetAttributeAsync(".call-page", "data-stage") == "verdict")
        {
            licenses.ShouldBe(0, "an answer that is out is read back");
            await Window.IssueAsync();
        }

        await RequireOneAsync(kit, Window);
    }

    // One license, and whoever opens the call anew finds the very lines that stand on the screen.
    private async Task RequireOneAsync(NewKit kit, OperatorWindow window)
    {
        var lines = await window.LinesAsync();
        await window.Page.ReloadAsync();
        await window.ReadyAsync(OperatorWindow.ReadBack);
        (await window.LinesAsync()).ShouldBe(lines);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
        Outcomes(await Center.ShowAsync(kit)).ShouldBe(["granted"]);
    }

    private async Task<OperatorWindow> SecondWindowAsync()
    {
        var page = await Page.Context.NewPageAsync();
        await page.GotoAsync(Page.Url);
        return new OperatorWindow(page);
    }

    private static List<string> Outcomes(JsonElement kit) =>
        [.. kit.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("outcome").GetString()).OfType<string>()];
}

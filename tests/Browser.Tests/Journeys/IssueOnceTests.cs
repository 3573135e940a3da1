using System.Text.Json;
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

    private static List<string> Outcomes(JsonElement kit) =>
        [.. kit.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("outcome").GetString()).OfType<string>()];
}

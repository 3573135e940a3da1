using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>A caller is back and another operator picks up: the call is found by whatever he remembers, and goes on where it was.</summary>
public sealed class ResumedCallTests(CenterFixture center) : BrowserTest(center)
{
    [Theory]
    [InlineData("reference", true)]
    [InlineData("kit number", true)]
    [InlineData("kit number", false)]
    [InlineData("company as told", true)]
    [InlineData("company as told", false)]
    [InlineData("time", true)]
    [InlineData("time", false)]
    public async Task Another_operator_finds_the_call_and_goes_on_at_the_same_line_after_the_browser_was_closed(string by, bool dropped)
    {
        var (caller, reference, lines, kit) = await AtLineFourAsync();
        var company = $"Romashka {reference}";
        await Window.PressAsync("Alt+KeyN");
        await Window.TypeAsync(company);
        // The first letter comes right behind the key that opens the note.
        await Expect(Page.Locator(OperatorWindow.Hook("told-organization"))).ToHaveValueAsync(company);
        await Window.PressAsync("Enter");
        await Expect(Page.Locator(".told [role=status]")).ToHaveTextAsync("Saved.");
        var time = await Page.InnerTextAsync(".call-head time");
        if (dropped)
        {
            await Window.PressAsync("F9");
            await Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        }

        await Page.Context.CloseAsync();
        var other = await OpenAsync(signedIn: false);
        await other.SignInAsync("supervisor");
        await other.PressAsync("F8");
        await other.TypeAsync(by switch { "reference" => reference[4..], "kit number" => kit.Number.Digits, "time" => time, _ => company });
        await other.PressAsync("Enter");
        if (by == "time")
        {
            // Others called at that time as well.
            await other.Page.Locator($"h2:has-text('Calls for') + table a[title='{reference}']").FocusAsync();
            await other.PressAsync("Enter");
        }

        await other.Page.WaitForSelectorAsync($".call-page[data-ready][data-stage={(dropped ? "dropped" : "taken")}]");
        (await other.Page.Locator("[data-testid^=answer-line]").CountAsync()).ShouldBe(0);
        await other.TypeAsync(kit.Number.Digits);
        await other.PressAsync("Enter");
        await other.AtLineAsync(4);
        await Expect(other.Page.Locator(OperatorWindow.Hook("resumed"))).ToContainTextAsync("(Anna Orlova). Lines 1 to 3 are confirmed: start at line 4, or ↑ to repeat some.");
        await other.RequireNoScrollAsync("read-back, resumed");
        (await other.LinesAsync()).ShouldBe(lines);
        await other.DictateAsync(caller, from: 4);
    }

    [Fact]
    public async Task A_code_that_was_half_dictated_goes_on_at_its_place()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        var reference = await CallAsync();
        await Window.TypeAsync(caller.Digits[..21]);
        await Window.PressAsync("F9");
        await Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        await Page.Context.CloseAsync();

        var other = await OpenAsync(signedIn: false);
        await other.SignInAsync("supervisor");
        await other.PressAsync("F8");
        await other.TypeAsync(reference[4..]);
        await other.PressAsync("Enter");
        await other.Page.WaitForSelectorAsync(".call-page[data-ready][data-stage=dropped]");
        await other.PressAsync("Enter");
        await other.ReadyAsync(OperatorWindow.Entry);
        await Expect(other.Page.Locator(OperatorWindow.Hook("resumed"))).ToContainTextAsync("(Anna Orlova). Complete groups then: 7 of 17.");
        await other.TypeAsync(caller.Digits[21..]);
        await other.VerdictAsync("ok");
    }
}

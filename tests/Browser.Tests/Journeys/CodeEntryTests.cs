using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>What an operator can mistype, and what the code field makes of it. Nothing that was typed is ever cleared.</summary>
public sealed class CodeEntryTests(CenterFixture center) : BrowserTest(center)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    [Fact]
    public async Task A_misheard_digit_is_asked_for_by_its_place_and_typed_over()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        var (heard, group) = caller.Misheard();
        await CallAsync();
        await Window.TypeAsync(heard);
        var verdict = await Window.VerdictAsync("wrong");
        (await verdict.TextContentAsync())!.ShouldContain("The check sum does not match. Probably one mis-heard group.");

        var questions = Page.Locator(OperatorWindow.Hook("suggestion"));
        var first = await questions.First.InnerTextAsync();
        first.ShouldContain(group == 16 ? "The check sum" : $"Row {(group / 4) + 1}, {Ordinals[group % 4]} group");
        first.ShouldContain($"{heard.Substring(group * 3, 3)} was typed");
        (await Page.InnerTextAsync(".questions")).ShouldContain("never say what the group should be");
        (await Page.InnerTextAsync("main")).ShouldNotContain(caller.Spoken[group], Case.Sensitive, "the right group would be read out by an operator in a hurry");

        await Window.PressAsync("Enter");
        (await Page.EvaluateAsync<string>("() => document.activeElement.dataset.testid")).ShouldBe("code-entry");
        await Window.TypeAsync(caller.Spoken[group]);
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task A_group_above_996_is_refused_as_it_is_typed_and_stays_where_it_is()
    {
        await CallAsync();
        await Window.TypeAsync("110746185858112998");
        await Expect(Window.EntrySaid).ToHaveTextAsync("998 cannot be right: groups run from 000 to 996. Ask for row 2, second group again.");
        (await Window.TypedAsync()).ShouldStartWith("110746185858112998·");
        await Window.TypeAsync("352");
        (await Window.TypedAsync()).ShouldStartWith("110746185858112998352·");
        await Window.PressAsync("ArrowLeft");
        await Window.PressAsync("ArrowLeft");
        await Window.TypeAsync("123");
        await Expect(Window.EntrySaid).ToHaveTextAsync("");
        (await Window.TypedAsync()).ShouldStartWith("110746185858112123352·");
    }

    [Fact]
    public async Task Letters_are_not_taken_and_the_digits_stay()
    {
        await CallAsync();
        await Window.TypeAsync("1107");
        await Window.TypeAsync("O");
        await Expect(Window.EntrySaid).ToHaveTextAsync("Digits only");
        (await Window.TypedAsync()).ShouldStartWith("1107·");
        await Window.TypeAsync("46");
        (await Window.TypedAsync()).ShouldStartWith("110746·");
    }

    [Fact]
    public async Task Enter_on_an_unfinished_code_names_what_is_missing()
    {
        await CallAsync();
        await Window.TypeAsync(new string('1', 47));
        await Window.PressAsync("Enter");
        await Expect(Window.EntrySaid).ToHaveTextAsync("Digits missing: 4. The first gap: row 4, fourth group.");
        await Window.PressAsync("Home");
        await Window.PressAsync("Delete");
        await Window.PressAsync("Enter");
        await Expect(Window.EntrySaid).ToHaveTextAsync("Digits missing: 5. The first gap: row 1, first group.");
        (await Window.TypedAsync()).ShouldStartWith("·11111");
    }

    [Fact]
    public async Task A_pasted_code_may_have_spaces_dashes_and_line_ends()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        var rows = caller.Spoken.Chunk(4).Select(row => string.Join(" - ", row));
        await PasteAsync(string.Join("\r\n", rows));
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task Digits_too_many_are_kept_and_counted()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await PasteAsync(caller.Digits + "12");
        await Expect(Window.EntrySaid).ToHaveTextAsync("Digits too many: 2. All are kept; find the group that was typed twice.");
        (await Page.InputValueAsync(OperatorWindow.Hook("code-entry"))).ShouldBe(caller.Digits + "12");
        await Window.PressAsync("Backspace");
        await Window.PressAsync("Backspace");
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task Escape_at_the_verdict_leads_back_to_the_code_and_loses_nothing()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.PressAsync("Escape");
        await Window.ReadyAsync(OperatorWindow.Entry);
        (await Window.TypedAsync()).ShouldBe(caller.Digits);
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'code-entry'");
        await Page.EvaluateAsync("() => document.getElementById('components-reconnect-modal').dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state: 'hide' } }))");
        await Page.WaitForTimeoutAsync(500);
        (await Page.GetAttributeAsync(OperatorWindow.Hook("verdict"), "data-state")).ShouldBe("entering", "a connection that returns is no key");
        await Window.PressAsync("Enter");
        await Window.VerdictAsync("ok");
        await Window.PressAsync("Escape");
        await Window.ReadyAsync(OperatorWindow.Entry);
        await Window.PressAsync("Home");
        await Window.TypeAsync(caller.Digits[..4]);
        await Page.WaitForTimeoutAsync(1000);
        (await Page.GetAttributeAsync(OperatorWindow.Hook("verdict"), "data-state")).ShouldBe("entering", "a code that is dictated anew begins like the old one");
        await Window.PressAsync("End");
        await Window.PressAsync("Backspace");
        await Window.TypeAsync(caller.Digits[^1..]);
        await Window.VerdictAsync("ok");
    }

    private async Task PasteAsync(string text)
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await Window.PressAsync("Control+V");
    }
}

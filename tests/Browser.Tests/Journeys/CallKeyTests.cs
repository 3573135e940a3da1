using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>Keys of a call besides those of the straight way: the note, the end without a license, and all of them under another layout.</summary>
public sealed class CallKeyTests(CenterFixture center) : BrowserTest(center)
{
    // Of the DevTools protocol.
    private const int Alt = 1;

    [Fact]
    public async Task A_note_is_written_from_the_keyboard_and_the_code_goes_on_where_it_was()
    {
        await CallAsync();
        await Window.TypeAsync("110746");
        await Window.PressAsync("Alt+KeyN");
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'told-organization'");
        await Window.TypeAsync("Romashka 2");
        (await Page.InputValueAsync(OperatorWindow.Hook("told-organization"))).ShouldBe("Romashka 2");
        await Window.PressAsync("Alt+KeyN");
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'code-entry'");
        await Window.TypeAsync("185");
        (await Window.TypedAsync()).ShouldStartWith("110746185·");
    }

    [Fact]
    public async Task On_the_last_screen_N_alone_opens_the_note()
    {
        var (caller, _, _, _) = await AtLineFourAsync();
        await Window.DictateAsync(caller, from: 4);
        await Page.WaitForFunctionAsync("() => document.activeElement.matches('[data-testid=call-done] [data-primary]')");
        await Window.PressAsync("KeyN");
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'told-organization'");
        await Window.TypeAsync("Nina");
        (await Page.InputValueAsync(OperatorWindow.Hook("told-organization"))).ShouldBe("Nina");
    }

    [Fact]
    public async Task Under_a_Cyrillic_layout_Alt_R_asks_and_Escape_leads_back_and_Enter_ends_the_call()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await CyrillicAsync("KeyR", "к", Alt);
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("end-check"));
        (await Page.Locator(OperatorWindow.Hook("issue")).CountAsync()).ShouldBe(0);
        await Window.PressAsync("Escape");
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'issue'");
        await CyrillicAsync("KeyR", "к", Alt);
        await Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'end-call-now'");
        await Window.PressAsync("Enter");
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-ended"));
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));
    }

    private async Task CyrillicAsync(string code, string key, int modifiers)
    {
        var keyboard = await Page.Context.NewCDPSessionAsync(Page);
        foreach (var type in new[] { "rawKeyDown", "keyUp" })
        {
            await keyboard.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = type, ["code"] = code, ["key"] = key, ["modifiers"] = modifiers });
        }

        await keyboard.DetachAsync();
    }
}

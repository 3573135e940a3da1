using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>Keys of a single letter, digit or sign can be switched off (WCAG 2.1.4); keys with Ctrl or Alt and F-keys stay.</summary>
public sealed class SingleKeyTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task Single_keys_are_switched_off_and_on_again_in_the_list_of_keys()
    {
        await Window.SignInAsync("supervisor");
        await Page.GotoAsync("/violations");
        await Page.WaitForSelectorAsync("[data-live=true]");
        var list = Page.Locator("#key-list");
        await Page.Keyboard.PressAsync("?");
        await Expect(list).ToBeVisibleAsync();
        (await KeysAsync()).ShouldContain("/");
        await Page.UncheckAsync("[data-single-keys]");
        (await KeysAsync()).ShouldNotContain("/");
        (await KeysAsync()).ShouldContain("Ctrl K");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();

        await Page.ReloadAsync();
        await Page.WaitForSelectorAsync("[data-live=true]");
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.PressAsync("?");
        (await Page.EvaluateAsync<bool>("() => document.activeElement.matches('input')")).ShouldBeFalse();
        await Expect(list).ToBeHiddenAsync();

        await Page.Keyboard.PressAsync("Control+Slash");
        await Expect(list).ToBeVisibleAsync();
        await Page.CheckAsync("[data-single-keys]");
        (await Axe.ViolationsAsync(Page)).ShouldBeEmpty();
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("/");
        (await Page.EvaluateAsync<bool>("() => document.activeElement.matches('input')")).ShouldBeTrue();

        Task<string[]> KeysAsync() => Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#key-list dt')].map(e => e.textContent.trim())");
    }
}

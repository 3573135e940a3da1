using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>An operator who types never types into nothing.</summary>
public sealed class FocusTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task The_focus_is_never_lost_in_a_call_from_code_to_license()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        var (heard, group) = caller.Misheard();
        await CallAsync();
        await Window.TypeAsync(heard);
        await Window.VerdictAsync("wrong");
        await Window.PressAsync("Enter");
        await Window.TypeAsync(caller.Spoken[group]);
        await Window.VerdictAsync("ok");
        await Window.IssueAsync();
        await Window.DictateAsync(caller);
        await Page.WaitForTimeoutAsync(200);
        await RequireFocusAsync();
    }

    [Fact]
    public async Task The_focus_is_never_lost_when_the_caller_drops_and_comes_back()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.IssueAsync();
        await Window.PressAsync("F9");
        await Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        await Page.WaitForTimeoutAsync(200);
        await Window.PressAsync("Enter");
        await Window.AtLineAsync(1);
        await Page.WaitForTimeoutAsync(200);
        await RequireFocusAsync();
    }

    private async Task RequireFocusAsync()
    {
        var samples = await Window.FocusAsync();
        samples.Length.ShouldBeGreaterThan(10);
        samples.Where(s => s.Lost).Select(s => s.Stage).ShouldBeEmpty();
    }
}

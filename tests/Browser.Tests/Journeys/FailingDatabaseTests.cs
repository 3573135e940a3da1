using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>The database fails under a call: the operator is told by a number, nothing is lost, and the same key does it once it works again.</summary>
public sealed class FailingDatabaseTests(CenterFixture center) : BrowserTest(center)
{
    private const string Fault = "[data-testid=fault][role=alert]";

    [Fact]
    public async Task An_Enter_that_could_not_issue_is_told_and_issues_when_it_is_pressed_again()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await BrokenAsync(async () =>
        {
            await Window.PressAsync("Enter");
            await Expect(Page.Locator(Fault)).ToContainTextAsync("press the same key again");
            await Window.VerdictAsync("ok");
            (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));
        });
        await Window.PressAsync("Enter");
        await Window.ReadyAsync(OperatorWindow.ReadBack);
        await Expect(Page.Locator(Fault)).ToHaveCountAsync(0);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_total_that_could_not_be_recorded_is_told_and_said_again_by_itself()
    {
        var (caller, _, lines, _) = await AtLineFourAsync();
        for (var line = 4; line <= 9; line++)
        {
            await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await Window.AtLineAsync(10);
        await BrokenAsync(async () =>
        {
            await Window.TypeAsync(caller.Total(lines));
            await Expect(Page.Locator(Fault)).ToContainTextAsync("Enter tries at once");
            var number = await Page.InnerTextAsync(Fault);
            await Page.WaitForTimeoutAsync(1500);
            (await Page.InnerTextAsync(Fault)).ShouldBe(number, "one failure has one number, however often it is tried");
        });
        await Window.PressAsync("Enter");
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
        await Expect(Page.Locator(Fault)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_dropped_caller_who_could_not_be_noted_is_told_and_nothing_else_happens()
    {
        await AtLineFourAsync();
        await BrokenAsync(async () =>
        {
            await Window.PressAsync("F9");
            await Expect(Page.Locator(Fault)).ToContainTextAsync("press the same key again");
            await Window.AtLineAsync(4);
        });
        await Window.PressAsync("F9");
        await Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        await Expect(Page.Locator(Fault)).ToHaveCountAsync(0);
    }

    private async Task BrokenAsync(Func<Task> meanwhile)
    {
        await Center.Staff.BreakAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            await Center.Staff.MendAsync();
        }
    }
}

using Browser.Tests.Figures;
using Browser.Tests.Running;
using Licensing.Dictation;

namespace Browser.Tests.Journeys;

/// <content>What is on the screen when something does not go straight: questions, differences, faults, other operators, a line that is cut.</content>
public sealed partial class AccessibilityTests
{
    private async Task TroubledAsync(OperatorWindow window, OperatorWindow other)
    {
        var network = await SlowNetwork.BetweenAsync(window.Page, 0);
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await window.OpenDeskAsync();
        var reference = await window.StartCallAsync();
        await QuestionsAsync(window, caller);
        await FaultAsync(window);
        await DifferencesAsync(window, network, caller);
        await OtherHandsAsync(window, other, kit, reference);
        await window.SayAsync(10, caller.Total(await window.LinesAsync()));
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
        await window.PressAsync("KeyN");
        await window.Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'told-organization'");
        await JudgeAsync(window, "call done, note open");
        await DeskAsync(window, await window.Page.InnerTextAsync(".call-head time"));

        await Center.Staff.AbandonAsync(await window.StartCallAsync());
        await window.Page.ReloadAsync();
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("call-ended"));
        await JudgeAsync(window, "call abandoned");

        var choice = await Center.KitAsync("client-5");
        await window.OpenDeskAsync();
        await window.StartCallAsync();
        await window.EnterAsync(Caller.With(choice, choice.Pin()));
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("decides-choice"));
        await JudgeAsync(window, "verdict, it decides the kit");
        await window.ReadTheVerdictAsync();
        await window.PressAsync("Alt+KeyR");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("end-check"));
        await JudgeAsync(window, "verdict, end without a license?");
        await window.PressAsync("Escape");
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("issue"));
        await window.IssueAsync();
        await DrainAsync(other);
    }

    private async Task QuestionsAsync(OperatorWindow window, Caller caller)
    {
        await window.PressAsync("Alt+KeyN");
        await window.Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'told-organization'");
        await JudgeAsync(window, "code entry, note open");
        await window.PressAsync("Alt+KeyN");
        await window.Page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'code-entry'");
        await window.TypeAsync(caller.Heard((3, caller.MisheardInPin()))[..18]);
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("suggestion"));
        await JudgeAsync(window, "code entry, early question");
        await window.PressAsync("Control+Slash");
        await window.Page.WaitForSelectorAsync("#key-list[open]");
        await JudgeAsync(window, "key list");
        await window.PressAsync("Escape");

        // A code that nothing explains is the first of three repairs.
        var (heard, _) = caller.Misheard();
        foreach (var (typed, screen) in new[] { (caller.Garbled(seed: 20261124), "code entry, wrong without a question"), (heard, null), (heard, null), (heard, "code entry, repairs used up") })
        {
            await window.PressAsync("Home");
            await window.TypeAsync(typed);
            await window.VerdictAsync("wrong");
            if (screen is not null)
            {
                (await window.Page.Locator(OperatorWindow.Hook("suggestion")).CountAsync()).ShouldBe(0, screen);
                await JudgeAsync(window, screen);
            }

            await window.PressAsync("Home");
            await window.EnterAsync(caller);
            if (screen != "code entry, repairs used up")
            {
                await window.PressAsync("Escape");
                await window.VerdictAsync("entering");
            }
        }
    }

    private async Task FaultAsync(OperatorWindow window)
    {
        await window.ReadTheVerdictAsync();
        await Center.Staff.BreakAsync();
        try
        {
            await window.PressAsync("Enter");
            await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("fault"));
            await JudgeAsync(window, "verdict, the Center could not");
        }
        finally
        {
            await Center.Staff.MendAsync();
        }

        await window.IssueAsync();
    }

    private async Task DifferencesAsync(OperatorWindow window, SlowNetwork network, Caller caller)
    {
        var lines = await window.LinesAsync();
        var (said, _) = caller.Mistaken(lines[0], SuggestionKind.Group);
        await window.SayAsync(1, said);
        await Expect(window.Page.Locator("[data-why]")).Not.ToBeEmptyAsync();
        await JudgeAsync(window, "read-back, line explained");
        await window.TypeAsync(said);
        await JudgeAsync(window, "read-back, second mismatch");
        for (var line = 1; line <= 9; line++)
        {
            await window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await window.AtLineAsync(10);
        await JudgeAsync(window, "read-back, total");
        await network.CutAsync();
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await JudgeAsync(window, "connection lost");
        network.Restore();
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }

    private async Task OtherHandsAsync(OperatorWindow window, OperatorWindow other, NewKit kit, string reference)
    {
        await other.SignInAsync("supervisor");
        await other.Page.GotoAsync(window.Page.Url);
        await other.Page.WaitForSelectorAsync($".call-page[data-ready] {OperatorWindow.Hook("call-taken")}");
        await JudgeAsync(other, "call in other hands");
        await other.TypeAsync("123456789");
        await other.PressAsync("Enter");
        await Expect(other.Page.Locator("#kit-said-wrong")).Not.ToBeEmptyAsync();
        await JudgeAsync(other, "call in other hands, another kit");

        await window.PressAsync("F9");
        await window.Page.WaitForSelectorAsync(".call-page[data-stage=dropped]");
        await window.OpenDeskAsync();
        await window.PressAsync("F8");
        await window.TypeAsync(reference[4..]);
        await window.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync($".call-page[data-ready][data-stage=dropped] {OperatorWindow.Hook("kit-said")}");
        await JudgeAsync(window, "dropped, kit asked");
        await window.TypeAsync("123456789");
        await window.PressAsync("Enter");
        await Expect(window.Page.Locator("#kit-said-wrong")).Not.ToBeEmptyAsync();
        await JudgeAsync(window, "dropped, another kit");
        await window.PressAsync("Control+A");
        await window.TypeAsync(kit.Number.Digits);
        await window.PressAsync("Enter");
        await window.AtLineAsync(10);
        await JudgeAsync(window, "read-back, resumed");
    }

    private async Task DeskAsync(OperatorWindow window, string time)
    {
        await window.OpenDeskAsync();
        await window.PressAsync("F8");
        await window.TypeAsync(time);
        await window.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync($"h2:has-text('{time}')");
        await JudgeAsync(window, "desk, several calls found");
        await window.PressAsync("F8");
        await window.TypeAsync("31-999-0");
        await window.PressAsync("Enter");
        await Expect(window.Page.Locator("#resume-said")).Not.ToBeEmptyAsync();
        await JudgeAsync(window, "desk, call unknown");
    }

    // Somebody is being dictated to, so that the console waits.
    private async Task DrainAsync(OperatorWindow desk)
    {
        await desk.OpenDeskAsync();
        await Center.Console.StopAsync();
        try
        {
            await desk.PressAsync("F2");
            await desk.Page.WaitForSelectorAsync("main .notice.warn");
            await JudgeAsync(desk, "desk, about to stop");
        }
        finally
        {
            // Whatever happened here, the others need a console.
            await Center.Console.KillAsync();
            await Center.Console.StartAsync();
        }
    }
}

using Browser.Tests.Figures;
using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>The connection goes in the middle of a call and comes back: what was typed meanwhile counts, and nobody types it twice.</summary>
public sealed class CutConnectionTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task Checksums_that_are_typed_without_a_connection_end_the_call_when_it_is_back()
    {
        var network = await SlowNetwork.BetweenAsync(Page, 0);
        var (caller, _, lines, kit) = await AtLineFourAsync();
        await network.CutAsync();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        for (var line = 4; line <= 9; line++)
        {
            await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await Window.SayAsync(10, caller.Total(lines));
        network.Restore();
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_checksum_whose_answer_was_cut_off_does_not_hold_up_the_next_ones()
    {
        var network = await SlowNetwork.BetweenAsync(Page, 300);
        var (caller, reference, lines, _) = await AtLineFourAsync();
        await Window.SayAsync(4, caller.Checksum(4, lines[3]));
        await Page.WaitForTimeoutAsync(50);
        await network.CutAsync();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        network.Restore();
        await Expect(Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Window.DictateAsync(caller, from: 5);
        (await Window.ReferenceAsync()).ShouldBe(reference);
    }

    [Fact]
    public async Task Keys_that_need_the_server_do_nothing_without_a_connection_and_say_so()
    {
        var kit = await Center.KitAsync();
        var network = await SlowNetwork.BetweenAsync(Page, 0);
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.ReadTheVerdictAsync();
        await network.CutAsync();
        var issue = Page.Locator(OperatorWindow.Hook("issue"));
        await Expect(issue).ToHaveAttributeAsync("aria-disabled", "true");
        await Window.PressAsync("Enter");
        await Window.PressAsync("F9");
        network.Restore();
        await Expect(issue).Not.ToHaveAttributeAsync("aria-disabled", "true");
        await Window.VerdictAsync("ok");
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));
        await Window.PressAsync("Enter");
        await Window.ReadyAsync(OperatorWindow.ReadBack);
    }

    [Fact]
    public async Task Digits_that_were_typed_while_the_server_was_dead_stand_in_the_field_when_the_page_was_loaded_anew()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.TypeAsync(caller.Digits[..21]);
        await KilledAsync(() => Window.TypeAsync(caller.Digits[21..33]));
        await Window.ReadyAsync(OperatorWindow.Entry);
        (await Window.TypedAsync()).ShouldStartWith(caller.Digits[..33] + "·");
        await Window.TypeAsync(caller.Digits[33..]);
        await Window.VerdictAsync("ok");
        (await Page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage, ...localStorage })")).ShouldNotContain(caller.Digits[3..18]);
    }

    [Fact]
    public async Task Checksums_that_were_typed_while_the_server_was_dead_count_when_the_page_was_loaded_anew()
    {
        var (caller, _, lines, _) = await AtLineFourAsync();
        await KilledAsync(async () =>
        {
            for (var line = 4; line <= 6; line++)
            {
                await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
            }
        });
        await Window.AtLineAsync(7);
        (await Window.LinesAsync()).ShouldBe(lines);
        await Window.DictateAsync(caller, from: 7);
    }

    private async Task KilledAsync(Func<Task> meanwhile)
    {
        await Page.EvaluateAsync("() => { window.beforeTheKill = true; }");
        await Center.Console.KillAsync();
        try
        {
            await Expect(Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
            await meanwhile();
        }
        finally
        {
            // Whatever happened here, the others need a console.
            await Center.Console.StartAsync();
        }

        await Page.WaitForFunctionAsync("() => !window.beforeTheKill");
    }
}

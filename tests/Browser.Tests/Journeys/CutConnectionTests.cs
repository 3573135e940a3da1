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
}

using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>A kit's page: what two people do with it on two screens.</summary>
public sealed class KitCorrectionTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task A_correction_takes_two_people_and_both_screens_follow_without_being_asked()
    {
        var kit = await Center.KitAsync();
        await Center.Staff.IssueByFileAsync(kit, kit.Pin());
        var supervisor = await SupervisorAsync();
        await OpenKitAsync(Page, kit);
        await ProposeAnnulmentAsync(Page);

        // The supervisor's desk was open before anything waited.
        var waiting = supervisor.Page.Locator($"{Hook("proposals-desk")} {Hook("proposal")}", new() { HasText = kit.Number.Digits });
        await Assertions.Expect(waiting).ToContainTextAsync("bought for another machine");
        await Assertions.Expect(Page.Locator(Hook("proposal"))).ToContainTextAsync("bought for another machine");
        (await Page.Locator(Hook("approve-proposal")).CountAsync()).ShouldBe(0);

        await waiting.Locator(Hook("approve-proposal")).ClickAsync();
        await Assertions.Expect(waiting).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator(Hook("offline"))).ToContainTextAsync(kit.Pin().Masked);
        await Assertions.Expect(Page.Locator(Hook("proposal"))).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator(Hook("history"))).ToContainTextAsync("letter of 17 May");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_finds_no_way_to_approve_a_proposal_of_ones_own()
    {
        var kit = await Center.KitAsync();
        await Center.Staff.IssueByFileAsync(kit, kit.Pin());
        var page = (await SupervisorAsync()).Page;
        await OpenKitAsync(page, kit);
        await ProposeAnnulmentAsync(page);
        await Assertions.Expect(page.Locator(Hook("proposal"))).ToHaveCountAsync(1);
        (await page.Locator(Hook("approve-proposal")).CountAsync()).ShouldBe(0);

        await page.GotoAsync("/");
        var own = page.Locator(Hook("proposal"), new() { HasText = kit.Number.Digits });
        await Assertions.Expect(own).ToHaveCountAsync(1);
        (await own.Locator(Hook("approve-proposal")).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refund_wants_the_last_four_digits()
    {
        var kit = await Center.KitAsync();
        await OpenKitAsync(Page, kit);
        await Page.ClickAsync(Hook("correct"));
        await Page.SelectOptionAsync(Hook("correction-kind"), "KitRefunded");
        await Page.FillAsync(Hook("correction-reason"), "sent back");
        await Page.FillAsync(Hook("correction-evidence"), "parcel");
        await Page.FillAsync(Hook("last-four"), kit.Number.Digits[^4..] == "0000" ? "1111" : "0000");
        await Page.ClickAsync(Hook("propose"));
        await Assertions.Expect(Page.Locator(Hook("correction-fault"))).Not.ToBeEmptyAsync();
        (await Page.Locator(Hook("proposal")).CountAsync()).ShouldBe(0);

        await Page.FillAsync(Hook("last-four"), kit.Number.Digits[^4..]);
        await Page.ClickAsync(Hook("propose"));
        await Assertions.Expect(Page.Locator(Hook("proposal"))).ToHaveCountAsync(1);
    }

    private static string Hook(string name) => OperatorWindow.Hook(name);

    private async Task<OperatorWindow> SupervisorAsync()
    {
        var window = await OpenAsync(signedIn: false);
        await window.SignInAsync("supervisor");
        return window;
    }

    private static async Task OpenKitAsync(IPage page, NewKit kit)
    {
        await page.GotoAsync($"/kits/{kit.Number.Digits}");
        await page.WaitForFunctionAsync("() => Object.keys(document.querySelector('[data-testid=correct]') ?? {}).some(k => k.startsWith('_blazorEvents'))");
    }

    private static async Task ProposeAnnulmentAsync(IPage page)
    {
        await page.ClickAsync(Hook("correct"));
        await FillAnnulmentAsync(page);
    }

    private static async Task FillAnnulmentAsync(IPage page)
    {
        await page.FillAsync(Hook("correction-reason"), "bought for another machine");
        await page.FillAsync(Hook("correction-evidence"), "letter of 17 May");
        await page.ClickAsync(Hook("propose"));
    }
}

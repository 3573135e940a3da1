using Browser.Tests.Running;
using Licensing.Acquisitions;

namespace Browser.Tests.Journeys;

/// <summary>A code that is right and still gets no license: the operator reads a sentence with the way out.</summary>
public sealed class RefusedCodeTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task An_unknown_pin_code()
    {
        await RefusedAsync(
            Caller.WithUnknownPin(), "kit-or-pin",
            "The Center does not know this kit and PIN code together. Ask the caller to compare both with the document and to dictate the new code.");
        await Window.ReadTheVerdictAsync();
        await Window.PressAsync("Enter");
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-ended"));
        (await Page.InnerTextAsync("main")).ShouldContain("The call ended without a license.");
    }

    [Fact]
    public async Task A_used_pin_code_on_another_computer_and_on_the_same_one()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        await Window.IssueAsync();

        await RefusedAsync(
            Caller.With(kit, kit.Pin(), computer: 2), "use-restoration",
            $"PIN {kit.Pin().Masked} is in use on another computer. The caller chooses Restoration; when the hardware has changed, a spare PIN code is needed. Left: 2.");
        await RefusedAsync(
            Caller.With(kit, kit.Pin(), owner: 1), "use-restoration",
            "It is a restoration: the caller chooses Restoration in the program and reads out the new code.");
        await RefusedAsync(
            Caller.With(kit, kit.Pin(2), computer: 2), "no-license-left",
            "All licenses of this set are given (1). The remaining PIN codes are spare ones: the caller chooses Restoration to move a license to this computer.");
    }

    [Fact]
    public async Task Pin_codes_of_multi_user_and_server_licenses()
    {
        var kit = await Center.KitAsync("package-10-server");
        await RefusedAsync(
            Caller.With(kit, kit.Pin(type: "multiUser")), "phone-single-user-only",
            "This PIN code is for a multi-user license, and those are not given by phone. The caller uses the Internet or a request file.");
        await RefusedAsync(
            Caller.With(kit, kit.Pin(type: "server")), "phone-single-user-only",
            "This PIN code is for a server license, and those are not given by phone. The caller uses the Internet or a request file.");
    }

    [Fact]
    public async Task A_pin_code_of_the_license_type_that_was_not_chosen()
    {
        var kit = await Center.KitAsync("package-5");
        await Center.Staff.IssueByFileAsync(kit, kit.Pin(type: "multiUser"));
        await RefusedAsync(
            Caller.With(kit, kit.Pin()), "pin-void",
            $"PIN {kit.Pin().Masked} stopped working when the other license type of this kit was chosen. Ask for a PIN code from the other list of the document.");
    }

    [Fact]
    public async Task The_first_license_of_a_kit_with_a_choice_is_announced_as_the_decision()
    {
        var kit = await Center.KitAsync("package-5");
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin()));
        (await Page.InnerTextAsync(OperatorWindow.Hook("decides-choice"))).ShouldBe("This decides the kit. Its multi-user PIN codes stop working for good.");
    }

    [Fact]
    public async Task A_blocked_pin_code()
    {
        var kit = await Center.KitAsync();
        await Center.Staff.BlockAsync(kit, kit.Pin());
        var reference = await RefusedAsync(
            Caller.With(kit, kit.Pin()), "pin-blocked",
            $"PIN {kit.Pin().Masked} is blocked; no license is given with it. Give the caller the call reference");
        (await Page.InnerTextAsync("main")).ShouldContain($"the call reference {reference[4..]}.");
    }

    [Fact]
    public async Task A_frozen_kit()
    {
        var kit = await Center.KitAsync();
        await Center.Staff.FreezeAsync(kit);
        var reference = await RefusedAsync(
            Caller.With(kit, kit.Pin()), "kit-frozen", "The kit is frozen and no license is given for now. Give the caller the call reference");
        (await Page.InnerTextAsync("main")).ShouldContain($"the call reference {reference[4..]}: the Center will call back.");
    }

    [Fact]
    public async Task A_restoration_with_the_same_pin_on_a_changed_computer_says_what_changed()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin(), computer: 1));
        await Window.IssueAsync();
        await RefusedAsync(Caller.With(kit, kit.Pin(), Operation.Restore, computer: 2), "computer-changed", "The operating system or its installation is another one.");

        await CallAsync();
        await Window.EnterAsync(Caller.With(kit, kit.Pin(), Operation.Restore, computer: 1));
        (await Page.InnerTextAsync("main")).ShouldContain("unchanged since the acquisition");
        await Window.IssueAsync();
    }

    [Fact]
    public async Task There_is_nothing_to_restore_on_a_pin_that_gave_no_license()
    {
        var kit = await Center.KitAsync();
        await RefusedAsync(Caller.With(kit, kit.Pin(), Operation.Restore), "nothing-to-restore", "there is nothing to restore");
    }

    // The whole code is typed in a call of its own; the wording stands on the page.
    private async Task<string> RefusedAsync(Caller caller, string reason, string words)
    {
        var reference = await CallAsync();
        await Window.TypeAsync(caller.Digits);
        var verdict = await Window.VerdictAsync("refused");
        (await verdict.GetAttributeAsync("data-reason")).ShouldBe(reason);
        (await Page.InnerTextAsync("main")).ShouldContain(words);
        (await Page.Locator(OperatorWindow.Hook("issue")).CountAsync()).ShouldBe(0);
        await Window.RequireNoScrollAsync($"refused, {reason}");
        return reference;
    }
}

using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>An additional PIN code from the customer's letter to the customer's program: a clerk's keys, a supervisor's, and what each sees of the other.</summary>
public sealed class AdditionalPinTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task From_a_letter_to_a_license_restored_with_the_new_pin_by_four_keys()
    {
        var customer = await PinCustomer.StartAsync(Center);
        var reference = await customer.AskAsync();
        await SignInAsync(Window, "clerk");
        await QueueAsync(Page);
        await MarkAsync(reference);
        var before = (await Window.WatchedAsync()).Keys;

        await Window.PressAsync("c");
        await DossierAsync(Page, reference);
        await Assertions.Expect(Page.Locator(Hook("suggestion"))).ToHaveAttributeAsync("data-act", "approve");
        await Assertions.Expect(Page.Locator("[data-rule=P9]")).ToHaveAttributeAsync("data-bearing", "Favours");
        (await Page.ContentAsync()).ShouldNotContain(customer.Kit.Pin(3).Spoken);
        await Window.PressAsync("1");
        await Assertions.Expect(Page.Locator(Hook("draft-to"))).ToHaveTextAsync(PinCustomer.Address);
        await Assertions.Expect(Page.Locator(Hook("words"))).ToBeFocusedAsync();
        await Window.PressAsync("Control+Enter");

        // With the key that marked it that makes four; Ctrl+Enter is two keys down.
        await Page.WaitForSelectorAsync($"{Hook("pending")}[data-reference='{reference}']");
        var watched = await Window.WatchedAsync();
        (watched.Keys - before + 1, watched.Pointers, watched.Tabs).ShouldBe((5, 0, 0));

        var pin = await customer.ReceiveAsync();
        await customer.RestoreAsync(pin);
        (await customer.Program.CheckAsync()).Require(0);
        (await Center.ShowAsync(customer.Kit)).GetProperty("sets")[0].GetProperty("pins").EnumerateArray().Select(p => p.GetProperty("state").GetString())
            .ShouldBe(["replaced", "replaced", "replaced", "used"]);
        await Page.GotoAsync($"/additional/{reference}");
        await Assertions.Expect(Page.Locator(Hook("given"))).ToContainTextAsync(pin.Masked);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Taken_back_within_ten_seconds_it_is_the_clerk_s_again()
    {
        var reference = await (await PinCustomer.StartAsync(Center)).AskAsync();
        await SignInAsync(Window, "clerk");
        await OpenAsync(Page, reference);
        await Window.PressAsync("1");
        await Assertions.Expect(Page.Locator(Hook("words"))).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("1u2c");
        (await Page.InputValueAsync(Hook("words"))).ShouldBe("1u2c");
        await Window.PressAsync("Control+Enter");
        await Page.WaitForSelectorAsync($"{Hook("pending")}[data-reference='{reference}']");
        await Window.PressAsync("u");
        await DossierAsync(Page, reference);
        await Assertions.Expect(Page.Locator(Hook("approve"))).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(Hook("request-events"))).ToContainTextAsync("taken back");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Four_eyes_agree_in_place_and_both_screens_follow()
    {
        var customer = await PinCustomer.StartAsync(Center);
        var reference = await customer.AskAsync(from: "somebody@vector.example");
        await SignInAsync(Window, "clerk");
        var supervisor = await OpenAsync(signedIn: false);
        await SignInAsync(supervisor, "supervisor");
        await supervisor.Page.WaitForFunctionAsync("() => document.querySelector('[data-live=true]')");
        await OpenAsync(Page, reference);
        await Assertions.Expect(Page.Locator("[data-rule=P8]")).ToHaveAttributeAsync("data-bearing", "NeedsSecond");
        await Window.PressAsync("1");
        await Assertions.Expect(Page.Locator(Hook("draft-to"))).ToHaveTextAsync(PinCustomer.Address);
        await Window.PressAsync("Control+Enter");
        await Page.WaitForSelectorAsync(Hook("second"));
        (await Page.Locator(Hook("agree")).CountAsync()).ShouldBe(0);

        // The supervisor's desk was open before anything waited.
        await supervisor.Page.Locator(Hook("pin-approval"), new() { HasText = reference }).Locator("a").ClickAsync();
        await DossierAsync(supervisor.Page, reference);
        await supervisor.Page.WaitForSelectorAsync(Hook("agree"));
        await supervisor.PressAsync("1");
        await Page.WaitForSelectorAsync($"{Hook("pending")}[data-reference='{reference}']");
        await Page.WaitForSelectorAsync(Hook("given"));
        await supervisor.Page.WaitForSelectorAsync(Hook("given"));
        await customer.ReceiveAsync();
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_finds_no_way_to_agree_to_ones_own_decision()
    {
        var reference = await (await PinCustomer.StartAsync(Center)).AskAsync(from: "somebody@vector.example");
        await SignInAsync(Window, "supervisor");
        await OpenAsync(Page, reference);
        await Window.PressAsync("1");
        await Assertions.Expect(Page.Locator(Hook("words"))).ToBeFocusedAsync();
        await Window.PressAsync("Control+Enter");
        await Page.WaitForSelectorAsync(Hook("not-you"));
        (await Page.Locator(Hook("agree")).CountAsync()).ShouldBe(0);
        await Window.PressAsync("u");
        await Assertions.Expect(Page.Locator(Hook("approve"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_clerk_enters_what_a_caller_says()
    {
        var customer = await PinCustomer.StartAsync(Center);
        await SignInAsync(Window, "clerk");
        await QueueAsync(Page);
        await Window.PressAsync("n");
        await Page.WaitForSelectorAsync(Hook("new-save"));
        await Page.WaitForFunctionAsync("() => document.querySelector('[data-live=true]')");
        await Page.FillAsync(Hook("new-kit"), customer.Kit.Number.Digits);
        await Page.FillAsync(Hook("new-pin"), customer.Kit.Pin(3).Spoken);
        await Page.FillAsync(Hook("new-company"), "Вектор");
        await Page.FillAsync(Hook("new-reason"), "новая материнская плата");
        await Page.PressAsync(Hook("new-reason"), "Enter");
        await Page.WaitForSelectorAsync(".pin-dossier");
        await Assertions.Expect(Page.Locator(Hook("suggestion"))).ToHaveAttributeAsync("data-act", "approve");
        await Assertions.Expect(Page.Locator(Hook("findings"))).ToContainTextAsync(PinCustomer.Address);
        Page.Url.ShouldNotContain(customer.Kit.Pin(3).Digits);
    }

    internal static string Hook(string name) => OperatorWindow.Hook(name);

    internal static async Task SignInAsync(OperatorWindow window, string name)
    {
        await window.Page.GotoAsync("/");
        await window.Page.FillAsync(Hook("sign-in-name"), name);
        await window.Page.FillAsync(Hook("sign-in-password"), ServedConsole.Password);
        await window.Page.PressAsync(Hook("sign-in-password"), "Enter");
        await window.Page.WaitForSelectorAsync("nav.rail");
    }

    internal static async Task OpenAsync(IPage page, string reference)
    {
        await page.GotoAsync($"/additional/{reference}");
        await DossierAsync(page, reference);
    }

    internal static async Task DossierAsync(IPage page, string reference)
    {
        await page.WaitForFunctionAsync("r => document.querySelector('[data-live=true]') && document.querySelector('.pin-dossier h1')?.textContent === r", reference);
        await LivingAsync(page, ".pin-dossier button[data-testid]");
    }

    internal static async Task QueueAsync(IPage page)
    {
        await page.GotoAsync("/additional");
        await page.WaitForSelectorAsync($"[data-live=true] {Hook("pin-queue")}, [data-live=true] {Hook("queue-empty")}");
        if (await page.Locator(Hook("pin-queue")).CountAsync() > 0)
        {
            await LivingAsync(page, Hook("take-marked"));
        }
    }

    // Handlers are hung on the elements when the circuit is there.
    private static Task LivingAsync(IPage page, string selector) =>
        page.WaitForFunctionAsync("s => Object.keys(document.querySelector(s) ?? {}).some(k => k.startsWith('_blazorEvents'))", selector);

    // Other tests leave requests; the keys are counted from the one that marks this one.
    private async Task MarkAsync(string reference)
    {
        for (var row = 0; row < 60; row++)
        {
            await Window.PressAsync("j");
            await Page.WaitForFunctionAsync("n => [...document.querySelectorAll('.pin-queue tbody tr')].findIndex(r => r.hasAttribute('data-marked')) >= Math.min(n, document.querySelectorAll('.pin-queue tbody tr').length - 1)", row);
            if (await Page.Locator($"tr[data-marked][data-reference='{reference}']").CountAsync() > 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{reference} is not in the queue.");
    }
}

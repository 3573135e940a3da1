using Browser.Tests.Running;
using Licensing.Acquisitions;
using Microsoft.Playwright;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>The clerk's desk in a browser: from a mail to its answer by keys alone, undo, a stale letter, colleagues, and the axe engine.</summary>
public sealed class RequestJourneyTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task A_routine_mail_is_answered_by_four_keys_and_the_next_request_opens()
    {
        var kit = await Center.KitAsync();
        var customer = new Mailing(Center);
        var reference = await customer.RoutineAsync(kit);
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await Expect(Page.Locator(Row(reference) + " [data-row-link]")).ToBeFocusedAsync();
        var before = (await Window.WatchedAsync()).Keys;

        await Window.PressAsync("Enter");
        await LiveRequestAsync(Page, reference);
        await Window.PressAsync("KeyC");
        await Page.WaitForSelectorAsync(Hook("release"));
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Window.PressAsync("Control+Enter");
        await NextAsync(reference);
        var watched = await Window.WatchedAsync();

        // Control and Enter are two keys of one stroke.
        (watched.Keys - before).ShouldBe(5);
        (watched.Tabs, watched.Pointers).ShouldBe((0, 0));
        await Expect(Page.Locator(Hook("undo-banner"))).ToContainTextAsync(reference);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));

        await Expect(Page.Locator(Hook("undo-banner"))).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
        await OpenRequestAsync(Page, reference);
        await Expect(Page.Locator(Hook("request-state"))).ToHaveTextAsync("answered");
        await Expect(Page.Locator(Hook("thread"))).ToContainTextAsync("Letter with the license");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_is_taken_back_with_every_word_and_nothing_is_issued()
    {
        var kit = await Center.KitAsync();
        var reference = await new Mailing(Center).RoutineAsync(kit);
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Expect(Page.Locator(Hook("draft-text"))).ToBeFocusedAsync();
        await Window.PressAsync("Control+Home");
        await Window.TypeAsync("Dear Anna, jck123uanzh?/ ");
        await Window.PressAsync("Control+Enter");
        await NextAsync(reference);
        await Expect(Page.Locator(Hook("undo-banner"))).ToBeVisibleAsync();
        await Window.PressAsync("KeyZ");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        (await Page.GetAttributeAsync(Hook("request"), "data-reference")).ShouldBe(reference);
        (await Page.InputValueAsync(Hook("draft-text"))).ShouldStartWith("Dear Anna, jck123uanzh?/ ");
        await Page.WaitForTimeoutAsync(11_000);
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((0, 0));
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_to_a_request_that_changed_is_stopped_and_goes_on_when_the_change_was_seen()
    {
        var customer = new Mailing(Center);
        var reference = await customer.WriteAsync("How do I move the program?", "I have a new laptop.");
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Page.FillAsync(Hook("draft-text"), "Choose Restoration in the program.");
        await customer.WriteAsync($"Re: [{reference}]", "Never mind, it is the old one after all.");
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("send-said"))).ToContainTextAsync("The customer wrote again");
        (await Page.InputValueAsync(Hook("draft-text"))).ShouldBe("Choose Restoration in the program.");

        await Page.ClickAsync(Hook("go-on"));
        await Expect(Page.Locator(Hook("send-said"))).ToHaveCountAsync(0);
        await Page.FocusAsync(Hook("draft-text"));
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("undo-banner"))).ToContainTextAsync(reference);
    }

    [Fact]
    public async Task An_unfilled_field_keeps_a_letter_from_going_out()
    {
        var reference = await new Mailing(Center).WriteAsync("A question", "Which PIN do I take?");
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("Digit3");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Expect(Page.Locator(Hook("unfilled"))).ToContainTextAsync("checklist");
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("send-said"))).ToContainTextAsync("checklist");
        await Page.CheckAsync(Hook("wanted-kit-number"));
        await Expect(Page.Locator(Hook("unfilled"))).ToHaveCountAsync(0);
        (await Page.InputValueAsync(Hook("draft-text"))).ShouldContain("registration number of the kit");
    }

    [Fact]
    public async Task Colleagues_see_at_once_who_has_a_request_and_take_it_over()
    {
        var customer = new Mailing(Center);
        var reference = await customer.WriteAsync("Colleagues", "Who answers this?");
        await SignInAsync(Page, "clerk");
        var supervisor = (await OpenAsync(signedIn: false)).Page;
        await SignInAsync(supervisor, "supervisor");
        await OpenQueueAsync(supervisor, customer.Address);
        await OpenQueueAsync(Page, customer.Address);
        await Window.PressAsync("KeyC");
        await Expect(Page.Locator(Row(reference))).ToContainTextAsync("mine");
        await Expect(supervisor.Locator(Row(reference))).ToContainTextAsync("Oleg Belov");
        await supervisor.ClickAsync(Hook("take-over"));
        await Expect(supervisor.Locator(Row(reference))).ToContainTextAsync("mine");
        await Expect(Page.Locator(Row(reference))).ToContainTextAsync("Vera Kim");
    }

    [Fact]
    public async Task A_customers_html_neither_runs_nor_loads()
    {
        var reference = await new Mailing(Center).WriteHtmlAsync("Look at this");
        await SignInAsync(Page, "clerk");
        var asked = new List<string>();
        Page.Request += (_, request) => asked.Add(request.Url);
        await OpenRequestAsync(Page, reference);
        await Page.ClickAsync(Hook("as-html"));
        await Expect(Page.FrameLocator(Hook("mail-html")).Locator("body")).ToContainTextAsync("Shown words");
        (await Page.TitleAsync()).ShouldNotBe("taken");
        asked.ShouldNotContain(url => url.Contains("tracker", StringComparison.Ordinal));
        (await Page.GetAttributeAsync(Hook("mail-html"), "sandbox")).ShouldBe("");
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Light, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Dark)]
    public async Task No_page_of_the_desk_violates_anything(string language, ColorScheme theme)
    {
        var kit = await Center.KitAsync();
        await Center.Staff.IssueByFileAsync(kit, kit.Pin());
        var reference = await new Mailing(Center).RoutineAsync(kit, Operation.Restore);
        var letter = await new Mailing(Center).WriteHtmlAsync("A question");
        var page = (await OpenAsync(language, theme, signedIn: false)).Page;
        var violations = new List<string>();
        await SignInAsync(page, "clerk");
        await page.WaitForSelectorAsync(Hook("requests-desk"));
        await JudgeAsync("desk");
        await OpenQueueAsync(page, "");
        await JudgeAsync("queue");
        await page.GotoAsync("/requests?find=nobody%40nowhere.example");
        await page.WaitForSelectorAsync(Hook("queue-empty"));
        await JudgeAsync("queue, nothing found");
        await OpenRequestAsync(page, letter);
        await page.ClickAsync(Hook("as-html"));
        await JudgeAsync("letter");
        await OpenRequestAsync(page, reference);
        await JudgeAsync("request");
        foreach (var (key, act) in new[] { ("Digit1", "Answer"), ("Digit2", "Refuse"), ("Digit3", "Ask") })
        {
            await page.Keyboard.PressAsync(key);
            await page.WaitForSelectorAsync($"{Hook("decide")}[data-act={act}][data-ready]");
            await JudgeAsync(act);
            await page.Keyboard.PressAsync("Escape");
            await page.WaitForSelectorAsync(Hook("rules"));
        }

        await page.Keyboard.PressAsync("KeyA");
        await page.WaitForSelectorAsync(Hook("colleague"));
        await JudgeAsync("hand over");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Hook("colleague"))).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("KeyN");
        await page.FillAsync(Hook("note-text"), "rang them");
        await page.ClickAsync(Hook("note-done"));
        await page.WaitForSelectorAsync(".staff-note");
        await JudgeAsync("note");
        await page.GotoAsync("/requests/mails");
        await page.WaitForSelectorAsync(Hook("mail-row"));
        await JudgeAsync("quarantine");
        await page.GotoAsync($"/kits/{kit.Number.Digits}");
        await page.WaitForSelectorAsync(Hook("kit-requests"));
        await JudgeAsync("kit");
        violations.ShouldBeEmpty();

        async Task JudgeAsync(string screen)
        {
            violations.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{screen}: {v}"));
            var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
            wide.ShouldBeLessThanOrEqualTo(0, $"{screen}: wider than the window");
        }
    }

    private Task NextAsync(string reference) =>
        Page.WaitForFunctionAsync("was => document.querySelector('[data-testid=request]') && document.querySelector('[data-testid=request]').dataset.reference !== was", reference);
}

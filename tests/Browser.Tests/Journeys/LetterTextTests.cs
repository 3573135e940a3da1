using Browser.Tests.Running;
using Microsoft.Playwright;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>Text modules in a letter: by keys alone, the caret where it was, nothing lost of what is typed.</summary>
public sealed class LetterTextTests(CenterFixture center) : BrowserTest(center)
{
    private const string Option = "[data-testid=modules-list] [role=option]";

    protected override bool SignedIn => false;

    private ILocator Letter => Page.Locator(Hook("draft-text"));

    [Fact]
    public async Task A_text_is_put_where_the_caret_is_filled_in_the_language_of_the_letter()
    {
        var reference = await OpenLetterAsync();
        await Letter.FillAsync("First line.\n\nLast line.");
        await Window.PressAsync("ArrowUp");
        await Window.PressAsync("Control+Period");
        await Expect(Page.Locator(Option)).Not.ToHaveCountAsync(0);
        await Expect(Letter).ToBeFocusedAsync();
        (await Letter.GetAttributeAsync("aria-activedescendant")).ShouldBe(await Page.Locator($"{Option}[aria-selected=true]").GetAttributeAsync("id"));
        (await Axe.ViolationsAsync(Page)).ShouldBeEmpty();

        await Window.TypeAsync("clos");
        await Expect(Page.Locator(Option)).ToHaveCountAsync(1);
        await Window.PressAsync("Enter");
        await Expect(Page.Locator(Hook("modules-list"))).ToBeHiddenAsync();
        (await Letter.InputValueAsync()).ShouldBe($"First line.\nIf anything is unclear, answer this letter and leave {reference} in the subject.\n\nWith kind regards\nOleg Belov\nLast line.");
        await Window.TypeAsync(" (caret)");
        (await Letter.InputValueAsync()).ShouldContain("Oleg Belov (caret)\nLast line.");

        // The server has every word of it: the letter is opened again as it was left, here and on a page that is loaded anew.
        await Window.PressAsync("Escape");
        await Page.WaitForSelectorAsync(Hook("rules"));
        await Window.PressAsync("Digit1");
        await Expect(Letter).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Oleg Belov \\(caret\\)\nLast line\\.$"));
        await Page.ReloadAsync();
        await LiveRequestAsync(Page, reference);
        await Window.PressAsync("Digit1");
        await Expect(Letter).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Oleg Belov \\(caret\\)\nLast line\\.$"));
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stroke_at_the_beginning_of_a_line_opens_the_list_arrows_choose_and_Escape_closes_nothing_else()
    {
        await OpenLetterAsync();
        await Letter.FillAsync("");
        await Window.TypeAsync("either/or");
        await Expect(Page.Locator(Hook("modules-list"))).ToBeHiddenAsync();
        await Window.PressAsync("Enter");
        await Window.TypeAsync("/");
        await Expect(Page.Locator(Option)).Not.ToHaveCountAsync(0);
        var first = await Page.Locator($"{Option}[aria-selected=true]").TextContentAsync();
        await Window.PressAsync("ArrowDown");
        await Window.PressAsync("ArrowDown");
        await Window.PressAsync("ArrowUp");
        (await Page.Locator($"{Option}[aria-selected=true]").TextContentAsync()).ShouldNotBe(first);
        await Window.PressAsync("Escape");
        await Expect(Page.Locator(Hook("modules-list"))).ToBeHiddenAsync();
        await Expect(Page.Locator(Hook("decide"))).ToBeVisibleAsync();
        await Expect(Letter).ToBeFocusedAsync();
        (await Letter.InputValueAsync()).ShouldBe("either/or\n/");

        // What no text is called stays a word of the letter, and Enter is a line.
        await Window.TypeAsync("srv/data");
        await Window.PressAsync("Enter");
        await Window.TypeAsync("/no such text");
        await Window.PressAsync("Enter");
        (await Letter.InputValueAsync()).ShouldBe("either/or\n/srv/data\n/no such text\n");
        await Window.TypeAsync("/прив");
        await Window.PressAsync("Enter");
        await Expect(Letter).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^either/or\n/srv/data\n/no such text\nDear Anna Orlova,\n\nthank you for your letter\\.$"));
        await Window.PressAsync("Control+KeyZ");
        await Expect(Letter).ToHaveValueAsync("either/or\n/srv/data\n/no such text\n/прив");
    }

    [Fact]
    public async Task Whoever_types_fast_through_a_slow_line_loses_no_letter()
    {
        var reference = await new Mailing(Center).WriteAsync("A question", "Which PIN do I take?");
        await SignInAsync(Page, "clerk");
        await Figures.SlowNetwork.BetweenAsync(Page, 300);
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("modules")}[data-ready]");
        await Letter.FillAsync("");
        await Page.Keyboard.TypeAsync("before ", new() { Delay = 20 });
        await Window.PressAsync("Control+Period");
        await Page.Keyboard.TypeAsync("closing", new() { Delay = 20 });
        await Expect(Page.Locator(Option)).ToHaveCountAsync(1);
        await Window.PressAsync("Enter");
        await Page.Keyboard.TypeAsync(" after", new() { Delay = 20 });
        await Page.WaitForTimeoutAsync(1000);
        (await Letter.InputValueAsync()).ShouldBe($"before If anything is unclear, answer this letter and leave {reference} in the subject.\n\nWith kind regards\nOleg Belov after");
    }

    [Fact]
    public async Task A_supervisor_keeps_a_text_with_a_gap_and_the_clerk_cannot_send_before_it_is_filled()
    {
        var supervisor = (await OpenAsync(signedIn: false)).Page;
        await SignInAsync(supervisor, "supervisor");
        await supervisor.GotoAsync("/requests/texts");
        await supervisor.WaitForSelectorAsync("[data-live=true]");
        await supervisor.ClickAsync(Hook("add-module"));
        foreach (var (language, title, text) in new[] { ("en", "Appointment of the ring", "We call you on {{ day and hour }}."), ("ru", "Звонок", "Мы позвоним {{ день и час }}.") })
        {
            await supervisor.FillAsync(Hook($"module-title-{language}"), title);
            await supervisor.FillAsync(Hook($"module-text-{language}"), text);
        }

        await Expect(supervisor.Locator(Hook("module-sample-en"))).ToHaveTextAsync("We call you on {{ day and hour }}.");
        await supervisor.Keyboard.PressAsync("Control+Enter");
        await Expect(supervisor.Locator(Hook("module-said"))).ToContainTextAsync("Kept");
        (await Axe.ViolationsAsync(supervisor)).ShouldBeEmpty();

        await OpenLetterAsync();
        await Letter.FillAsync("");
        await Window.PressAsync("Control+Period");
        await Window.TypeAsync("ring appoint");
        await Expect(Page.Locator(Option)).ToHaveCountAsync(1);
        await Window.PressAsync("Enter");
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("send-said"))).ToContainTextAsync("day and hour");

        // The gap is selected: what is typed now fills it.
        await Window.TypeAsync("Monday at 9");
        (await Letter.InputValueAsync()).ShouldBe("We call you on Monday at 9.");
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("undo-banner"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task N_right_after_Escape_out_of_a_form_is_a_key_of_the_page()
    {
        var reference = await new Mailing(Center).WriteAsync("Notes", "Which PIN do I take?");
        await SignInAsync(Page, "clerk");
        await Figures.SlowNetwork.BetweenAsync(Page, 300);
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("KeyA");
        await Expect(Page.Locator(Hook("colleague"))).ToBeFocusedAsync();
        await Window.PressAsync("Escape");
        await Window.PressAsync("KeyN");
        await Expect(Page.Locator(Hook("note-text"))).ToBeFocusedAsync();
        await Window.PressAsync("Escape");
        await Window.PressAsync("KeyN");
        await Expect(Page.Locator(Hook("note-text"))).ToBeFocusedAsync();
        await Window.TypeAsync("rang them");
        await Window.PressAsync("Enter");
        await Expect(Page.Locator(".staff-note")).ToContainTextAsync("rang them");
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Expect(Letter).ToBeFocusedAsync();
        await Window.PressAsync("Escape");
        await Window.PressAsync("KeyN");
        await Expect(Page.Locator(Hook("note-text"))).ToBeFocusedAsync();
    }

    private async Task<string> OpenLetterAsync()
    {
        var reference = await new Mailing(Center).WriteAsync("A question", "Which PIN do I take?");
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("modules")}[data-ready]");
        await Expect(Letter).ToBeFocusedAsync();
        return reference;
    }
}

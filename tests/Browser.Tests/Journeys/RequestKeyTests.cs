using Browser.Tests.Running;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>Every key of the clerk's desk does its act, under any layout, and stands in the list of keys.</summary>
public sealed class RequestKeyTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    public static TheoryData<string, string, string, string> QueueKeys => new()
    {
        { "KeyC", "с", "C", "[data-testid=release]" },
        { "KeyF", "а", "F", "[data-testid=filter-kind]:focus" },
        { "Slash", ".", "/", "[data-testid=find-request]:focus" },
        { "KeyA", "ф", "A", "[data-testid=colleague]:focus" },
        { "KeyN", "т", "N", "[data-testid=note-text]:focus" },
        { "KeyH", "р", "H", "[data-testid=wait-until]:focus" },
        { "KeyX", "ч", "X", "[data-testid=row-check]:checked" },
        { "KeyO", "щ", "O", "[data-testid=request] [data-testid=request-state]" },
        { "Period", "ю", ".", "[data-testid=copied]:not(:empty)" },
        { "Digit1", "1", "1", "[data-testid=decide][data-act=Answer]" },
        { "Digit2", "2", "2", "[data-testid=decide][data-act=Refuse]" },
        { "Digit3", "3", "3", "[data-testid=decide][data-act=Ask]" },
    };

    public static TheoryData<string, string, string, string> RequestKeys => new()
    {
        { "KeyC", "с", "C", "[data-testid=release]" },
        { "KeyA", "ф", "A", "[data-testid=colleague]:focus" },
        { "KeyN", "т", "N", "[data-testid=note-text]:focus" },
        { "KeyH", "р", "H", "[data-testid=wait-until]:focus" },
        { "KeyQ", "й", "Q", "[data-testid=queue]" },
        { "Period", "ю", ".", "[data-testid=copied]:not(:empty)" },
        { "Digit1", "1", "1", "[data-testid=decide][data-act=Answer]" },
        { "Digit2", "2", "2", "[data-testid=decide][data-act=Refuse]" },
        { "Digit3", "3", "3", "[data-testid=decide][data-act=Ask]" },
    };

    [Theory]
    [MemberData(nameof(QueueKeys))]
    public async Task Every_key_of_the_queue_does_its_act_and_is_listed(string code, string cyrillic, string shown, string done)
    {
        var customer = new Mailing(Center);
        await customer.WriteAsync("Keys of the queue", "Which key does what?");
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await Page.WaitForSelectorAsync(Hook("preview") + " " + Hook("claim"));
        (await KeysAsync()).ShouldContain(shown);
        await StrikeAsync(code, cyrillic);
        await Expect(Page.Locator(done)).ToHaveCountAsync(1);
        Troubles.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(RequestKeys))]
    public async Task Every_key_of_a_request_does_its_act_and_is_listed(string code, string cyrillic, string shown, string done)
    {
        var reference = await new Mailing(Center).WriteAsync("Keys of a request", "Which key does what?");
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        (await KeysAsync()).ShouldContain(shown);
        await StrikeAsync(code, cyrillic);
        await Expect(Page.Locator(done)).ToHaveCountAsync(1);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_that_move_are_listed_and_move_both_ways()
    {
        var customer = new Mailing(Center);
        var (first, second) = (await customer.WriteAsync("The first", "Text"), await customer.WriteAsync("The second", "Text"));
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        (await KeysAsync()).ShouldSatisfyAllConditions(k => k.ShouldContain("J"), k => k.ShouldContain("K"), k => k.ShouldContain("G Q"));
        await StrikeAsync("KeyJ", "о");
        await Expect(Page.Locator(Row(second) + " [data-row-link]")).ToBeFocusedAsync();
        await StrikeAsync("KeyK", "л");
        await Expect(Page.Locator(Row(first) + " [data-row-link]")).ToBeFocusedAsync();

        await OpenRequestAsync(Page, second);
        (await KeysAsync()).ShouldSatisfyAllConditions(k => k.ShouldContain("J"), k => k.ShouldContain("K"));
        await StrikeAsync("KeyK", "л");
        await LiveRequestAsync(Page, first);
        await StrikeAsync("KeyJ", "о");
        await LiveRequestAsync(Page, second);
        await StrikeAsync("KeyG", "п");
        await StrikeAsync("KeyQ", "й");
        await Page.WaitForSelectorAsync(Hook("queue"));
        new Uri(Page.Url).AbsolutePath.ShouldBe("/requests");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_claimed_is_given_back_by_its_key()
    {
        var customer = new Mailing(Center);
        await customer.WriteAsync("To be given back", "Text");
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await StrikeAsync("KeyC", "с");
        await Page.WaitForSelectorAsync(Hook("release"));
        (await KeysAsync()).ShouldContain("U");
        await StrikeAsync("KeyU", "г");
        await Page.WaitForSelectorAsync(Hook("preview") + " " + Hook("claim"));
    }

    [Fact]
    public async Task The_reference_is_copied_and_with_a_second_stroke_its_link()
    {
        var reference = await new Mailing(Center).WriteAsync("To be copied", "Text");
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        await Window.PressAsync(".");
        await Expect(Page.Locator(Hook("copied"))).ToContainTextAsync(reference);
        (await CopiedAsync()).ShouldBe(reference);
        await Window.PressAsync(".");
        await Expect(Page.Locator(Hook("copied"))).ToContainTextAsync("/requests/" + reference);
        (await CopiedAsync()).ShouldBe(new Uri(Center.Console.Address, "/requests/" + reference).AbsoluteUri);
    }

    private Task<string> CopiedAsync() => Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

    // A key as a keyboard with Russian letters sends it: its place, and another letter.
    private async Task StrikeAsync(string code, string cyrillic)
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Page.EvaluateAsync("([code, key]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }))", new[] { code, cyrillic });
    }

    private async Task<string[]> KeysAsync()
    {
        await Window.PressAsync("Control+Slash");
        var keys = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#key-list dt')].map(e => e.textContent.trim())");
        await Window.PressAsync("Escape");
        await Expect(Page.Locator("#key-list")).ToBeHiddenAsync();
        return keys;
    }
}

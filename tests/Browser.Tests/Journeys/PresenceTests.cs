using Browser.Tests.Running;
using Microsoft.Playwright;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>Two colleagues at one request: each sees that the other looks or writes, and when the other is gone.</summary>
public sealed class PresenceTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task Colleagues_see_who_looks_who_writes_and_who_is_gone()
    {
        var customer = new Mailing(Center);
        var reference = await customer.WriteAsync("Presence", "Who reads this?");
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        var supervisor = (await OpenAsync(signedIn: false)).Page;
        await SignInAsync(supervisor, "supervisor");
        var (row, state) = (Page.Locator(Row(reference)), Page.Locator(Row(reference) + " td:nth-child(4)"));
        var height = await HeightAsync(row);
        await Expect(state).Not.ToContainTextAsync("looks");

        await OpenRequestAsync(supervisor, reference);
        await Expect(state).ToContainTextAsync("Vera Kim looks at it");
        (await HeightAsync(row)).ShouldBe(height, "the list does not jump");
        await supervisor.Keyboard.PressAsync("Digit1");
        await supervisor.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await supervisor.FillAsync(Hook("draft-text"), "A letter.");
        await Expect(state).ToContainTextAsync("Vera Kim is writing");

        // On the request itself, in both windows; never oneself.
        await OpenRequestAsync(Page, reference);
        await Expect(Page.Locator(Hook("onlookers"))).ToHaveTextAsync("Vera Kim is writing");
        await Expect(supervisor.Locator(Hook("onlookers"))).ToHaveTextAsync("Oleg Belov looks at it");

        // Loaded anew, nobody sees a gap; closed, it is gone.
        await Page.EvaluateAsync("() => { window.gaps = 0; new MutationObserver(() => { if (document.querySelector('[data-testid=onlookers]').textContent.trim() === '') window.gaps++; }).observe(document.querySelector('[data-testid=onlookers]'), { childList: true, characterData: true, subtree: true }); }");
        await supervisor.ReloadAsync();
        await LiveRequestAsync(supervisor, reference);
        await Page.WaitForTimeoutAsync(4000);
        (await Page.EvaluateAsync<int>("() => window.gaps")).ShouldBe(0);
        await Expect(Page.Locator(Hook("onlookers"))).ToContainTextAsync("Vera Kim");
        await supervisor.CloseAsync();
        await Expect(Page.Locator(Hook("onlookers"))).ToHaveTextAsync("");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_was_cut_looks_at_nothing()
    {
        var reference = await new Mailing(Center).WriteAsync("Presence", "Who reads this?");
        await SignInAsync(Page, "clerk");
        await OpenRequestAsync(Page, reference);
        var supervisor = (await OpenAsync(signedIn: false)).Page;
        await SignInAsync(supervisor, "supervisor");
        var network = await Figures.SlowNetwork.BetweenAsync(supervisor, 0);
        await OpenRequestAsync(supervisor, reference);
        await Expect(Page.Locator(Hook("onlookers"))).ToHaveTextAsync("Vera Kim looks at it");
        await network.CutAsync();
        await Expect(Page.Locator(Hook("onlookers"))).ToHaveTextAsync("");
        network.Restore();
        await Expect(Page.Locator(Hook("onlookers"))).ToHaveTextAsync("Vera Kim looks at it");
    }

    private static async Task<double> HeightAsync(ILocator row) => (await row.BoundingBoxAsync())!.Height;
}

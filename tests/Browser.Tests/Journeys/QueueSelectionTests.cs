using Browser.Tests.Running;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>Several rows of the queue at once, and requests that wait: by keys alone.</summary>
public sealed class QueueSelectionTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task Rows_are_selected_by_X_and_Shift_X_claimed_together_and_let_go_by_Escape_while_the_list_stays_where_it_is()
    {
        var customer = new Mailing(Center);
        string[] rows = [await customer.WriteAsync("One", "Text"), await customer.WriteAsync("Two", "Text"), await customer.WriteAsync("Three", "Text"), await customer.WriteAsync("Four", "Text")];
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        var place = (await Page.Locator(Row(rows[3])).BoundingBoxAsync())!.Y;
        await Window.PressAsync("KeyX");
        await Expect(Page.Locator(Hook("selected-count"))).ToHaveTextAsync("1 selected");
        await Window.PressAsync("KeyJ");
        await Window.PressAsync("KeyJ");
        await Window.PressAsync("Shift+KeyX");
        await Expect(Page.Locator(Hook("selected-count"))).ToHaveTextAsync("3 selected");
        await Expect(Page.Locator(Row(rows[2]) + " [data-row-link]")).ToBeFocusedAsync();
        await Window.PressAsync("Escape");
        await Expect(Page.Locator(Hook("row-check") + ":checked")).ToHaveCountAsync(0);

        await Window.PressAsync("KeyX");
        await Window.PressAsync("KeyJ");
        await Window.PressAsync("KeyX");
        await Expect(Page.Locator(Hook("selected-count"))).ToHaveTextAsync("2 selected");
        await Window.PressAsync("KeyC");
        await Expect(Page.Locator(Hook("several-said") + " span")).ToHaveTextAsync("2 done.");
        await Expect(Page.Locator(Row(rows[2]))).ToContainTextAsync("mine");
        await Expect(Page.Locator(Row(rows[3]))).ToContainTextAsync("mine");
        await Expect(Page.Locator(Row(rows[0]))).Not.ToContainTextAsync("mine");
        (await Page.Locator(Row(rows[3])).BoundingBoxAsync())!.Y.ShouldBe(place);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_put_to_wait_by_H_and_Enter_and_taken_back_by_Z()
    {
        var customer = new Mailing(Center);
        var reference = await customer.WriteAsync("Later", "Text");
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await Window.PressAsync("KeyH");
        await Expect(Page.Locator(Hook("wait-until"))).ToBeFocusedAsync();
        await Window.PressAsync("ArrowDown");
        await Window.PressAsync("Enter");
        await Expect(Page.Locator(Hook("undo-wait-notice"))).ToContainTextAsync(reference);
        await Expect(Page.Locator(Row(reference))).ToContainTextAsync("waits until");

        // It stands in its tab, and in no other.
        var other = (await OpenAsync(signedIn: false)).Page;
        await SignInAsync(other, "supervisor");
        await other.GotoAsync("/requests?tab=Waiting&find=" + Uri.EscapeDataString(customer.Address));
        await Expect(other.Locator(Row(reference))).ToContainTextAsync("09:00");

        await Window.PressAsync("KeyZ");
        await Expect(Page.Locator(Hook("undo-wait-notice"))).ToHaveCountAsync(0);
        await Expect(Page.Locator(Row(reference))).Not.ToContainTextAsync("waits until");
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_assigns_what_is_selected_and_reads_what_was_skipped()
    {
        var customer = new Mailing(Center);
        string[] rows = [await customer.WriteAsync("One", "Text"), await customer.WriteAsync("Two", "Text")];
        await SignInAsync(Page, "supervisor");
        await OpenQueueAsync(Page, customer.Address);
        await Page.CheckAsync(Row(rows[0]) + " " + Hook("row-check"));
        await Page.CheckAsync(Row(rows[1]) + " " + Hook("row-check"));
        await Page.ClickAsync(Hook("several-assign"));
        await Page.SelectOptionAsync(Hook("several-colleague"), new Microsoft.Playwright.SelectOptionValue { Label = "Oleg Belov" });
        await Page.ClickAsync(Hook("several-assign-done"));
        await Expect(Page.Locator(Row(rows[1]))).ToContainTextAsync("Oleg Belov");

        // They are Oleg's now: a supervisor cannot give them back in his place.
        await Page.CheckAsync(Row(rows[0]) + " " + Hook("row-check"));
        await Page.ClickAsync(Hook("several-release"));
        await Expect(Page.Locator(Hook("several-said"))).ToContainTextAsync($"{rows[0]} (it is not yours)");
        Troubles.ShouldBeEmpty();
    }
}

using Browser.Tests.Running;
using static Browser.Tests.Running.ClerkDesk;

namespace Browser.Tests.Journeys;

/// <summary>The queue in a browser: it is worked by keys, stays where it is, and is found again as it was left.</summary>
public sealed class QueueJourneyTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task The_second_row_is_answered_by_four_keys_without_loading_a_page()
    {
        var (kit, customer) = (await Center.KitAsync(), new Mailing(Center));
        var first = await customer.WriteAsync("Somebody's before", "Text");
        var reference = await customer.RoutineAsync(kit);
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await Expect(Page.Locator(Row(first) + " [data-row-link]")).ToBeFocusedAsync();
        var loaded = new List<string>();
        Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest && request.Frame == Page.MainFrame)
            {
                loaded.Add(request.Url);
            }
        };
        var before = await Window.WatchedAsync();
        await Window.PressAsync("KeyJ");
        await Page.WaitForSelectorAsync($"{Hook("preview")}[data-reference='{reference}'] {Hook("claim")}");
        await Window.PressAsync("KeyC");
        await Page.WaitForSelectorAsync(Hook("preview") + " " + Hook("release"));
        await Window.PressAsync("Digit1");
        await Page.WaitForSelectorAsync($"{Hook("decide")}[data-ready]");
        await Window.PressAsync("Control+Enter");
        await Expect(Page.Locator(Hook("undo-banner"))).ToContainTextAsync(reference);
        var watched = await Window.WatchedAsync();

        // Control and Enter are two keys of one stroke.
        (watched.Keys - before.Keys, watched.Tabs, watched.Pointers).ShouldBe((5, 0, 0));
        loaded.ShouldBeEmpty();
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_arrives_is_told_by_its_number_and_moves_no_row_until_it_is_asked_for()
    {
        var customer = new Mailing(Center);
        var (one, two) = (await customer.WriteAsync("One", "Text"), await customer.WriteAsync("Two", "Text"));
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        var place = await PlaceAsync(two);
        for (var mail = 3; mail <= 5; mail++)
        {
            await customer.WriteAsync($"Mail {mail}", "Text");
        }

        await Expect(Page.Locator(Hook("show-new"))).ToContainTextAsync("3 new", new() { Timeout = 30_000 });
        (await RowsAsync()).ShouldBe([one, two]);
        (await PlaceAsync(two)).ShouldBe(place);
        await Window.PressAsync("KeyR");
        await Expect(Page.Locator(Hook("request-row"))).ToHaveCountAsync(5);
        await Expect(Page.Locator(Hook("show-new"))).ToHaveCountAsync(0);
        (await RowsAsync())[..2].ShouldBe([one, two]);
    }

    [Fact]
    public async Task Back_restores_filter_page_and_selected_row()
    {
        var (customer, references) = (new Mailing(Center), new List<string>());
        for (var mail = 1; mail <= 28; mail++)
        {
            references.Add(await customer.WriteAsync($"Mail {mail}", "Text"));
        }

        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        await Page.ClickAsync("[rel=next]");
        await Expect(Page.Locator(Hook("request-row"))).ToHaveCountAsync(3);
        await Page.FocusAsync(Row(references[25]) + " [data-row-link]");
        await Window.PressAsync("KeyJ");
        await Page.WaitForSelectorAsync($"{Hook("preview")}[data-reference='{references[26]}']");
        await Window.PressAsync("Enter");
        await LiveRequestAsync(Page, references[26]);
        await Page.GoBackAsync();
        await Page.WaitForSelectorAsync($"{Hook("preview")}[data-reference='{references[26]}']");
        await Expect(Page.Locator(Row(references[26]) + " [data-row-link]")).ToBeFocusedAsync();
        (await Page.InputValueAsync(Hook("find-request"))).ShouldBe(customer.Address);
        (await RowsAsync()).ShouldBe(references[25..]);
        new Uri(Page.Url).Query.ShouldSatisfyAllConditions(q => q.ShouldContain("page=1"), q => q.ShouldContain("selected=" + references[26]));

        // The same by its address alone.
        await Page.ReloadAsync();
        await Page.WaitForSelectorAsync($"{Hook("preview")}[data-reference='{references[26]}']");
    }

    [Theory]
    [InlineData(1100, true)]
    [InlineData(1099, false)]
    public async Task List_and_request_stand_side_by_side_where_there_is_room(int width, bool beside)
    {
        var customer = new Mailing(Center);
        await customer.WriteAsync("One", "Text");
        await Page.SetViewportSizeAsync(width, 720);
        await SignInAsync(Page, "clerk");
        await OpenQueueAsync(Page, customer.Address);
        var (list, preview) = ((await Page.Locator(Hook("queue")).BoundingBoxAsync())!, (await Page.Locator(Hook("preview")).BoundingBoxAsync())!);
        (preview.X >= list.X + list.Width).ShouldBe(beside);
    }

    [Fact]
    public async Task The_list_stays_on_the_screen_while_the_circuit_takes_over()
    {
        var customer = new Mailing(Center);
        await customer.WriteAsync("One", "Text");
        await SignInAsync(Page, "clerk");
        await Page.AddInitScriptAsync("""
            window.gone = 0;
            new MutationObserver(() => { const rows = document.querySelectorAll('[data-testid=request-row]').length; if (rows) window.shown = true; else if (window.shown) window.gone++; })
              .observe(document, { childList: true, subtree: true });
            """);
        await OpenQueueAsync(Page, customer.Address);
        (await Page.EvaluateAsync<int>("() => window.gone")).ShouldBe(0);
    }

    private Task<string[]> RowsAsync() => Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-testid=request-row]')].map(r => r.dataset.reference)");

    private async Task<float> PlaceAsync(string reference) => (await Page.Locator(Row(reference)).BoundingBoxAsync())!.Y;
}

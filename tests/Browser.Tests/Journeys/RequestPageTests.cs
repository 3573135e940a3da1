using Browser.Tests.Running;
using Licensing.Kits;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>The public page in a browser, with its scripts and without them, with files of the real customer program.</summary>
public sealed class RequestPageTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_customer_uploads_a_request_and_saves_a_license_that_holds_here(bool scripts)
    {
        var kit = await Center.KitAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Center.Place, $"page-{scripts}")).FullName;
        var (program, request) = await RequestAsync(folder, kit, kit.Pin());
        await using var window = await Center.Browser.NewContextAsync(new() { BaseURL = Center.Console.Address.ToString(), JavaScriptEnabled = scripts, Locale = "en" });
        var page = await window.NewPageAsync();
        await page.GotoAsync("/request");

        await page.SetInputFilesAsync(OperatorWindow.Hook("request-file"), request);
        await page.ClickAsync(OperatorWindow.Hook("upload"));
        await page.WaitForSelectorAsync(OperatorWindow.Hook("request-result"));
        (await page.GetAttributeAsync(OperatorWindow.Hook("request-result"), "data-state")).ShouldBe("issued");
        page.Url.ShouldNotContain(kit.Pin().Digits);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(OperatorWindow.Hook("save-license")));
        await download.SaveAsAsync(program.License);

        (await program.CheckAsync()).Require(0);

        // Loading the answer again sends nothing.
        await page.ReloadAsync();
        (await page.GetAttributeAsync(OperatorWindow.Hook("request-result"), "data-state")).ShouldBe("issued");
        (await Center.Staff.IssuedAsync(kit)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_file_that_is_dropped_beside_its_place_does_not_lead_away()
    {
        await Page.GotoAsync("/request");
        var stopped = await Page.EvaluateAsync<bool[]>("""
            () => ["main", "[data-testid=request-file]"].map(place => {
              const held = new DataTransfer();
              held.items.add(new File(["{}"], "a.licreq"));
              return ["dragover", "drop"].map(name => {
                const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: held });
                document.querySelector(place).dispatchEvent(event);
                return event.defaultPrevented;
              });
            }).flat()
            """);
        stopped.ShouldBe([true, true, false, false]);
    }

    [Theory]
    [InlineData(ColorScheme.Light, null, "rgb(245, 246, 247)")]
    [InlineData(ColorScheme.Dark, null, "rgb(14, 17, 20)")]
    [InlineData(ColorScheme.Dark, "light", "rgb(245, 246, 247)")]
    public async Task Without_scripts_the_page_has_the_systems_theme_unless_one_was_chosen(ColorScheme system, string? chosen, string background)
    {
        await using var window = await Center.Browser.NewContextAsync(new() { BaseURL = Center.Console.Address.ToString(), JavaScriptEnabled = false, ColorScheme = system });
        if (chosen is not null)
        {
            await window.AddCookiesAsync([new() { Name = "theme", Value = chosen, Url = Center.Console.Address.ToString() }]);
        }

        var page = await window.NewPageAsync();
        await page.GotoAsync("/request");

        (await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor")).ShouldBe(background);
        (await page.Locator("[data-theme-switch]").IsVisibleAsync()).ShouldBeFalse("it would do nothing");
        (await page.Locator(OperatorWindow.Hook("upload")).IsVisibleAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("ru", ColorScheme.Dark)]
    public async Task No_state_of_the_page_violates_anything(string language, ColorScheme theme)
    {
        var window = await OpenAsync(language, theme, signedIn: false);
        var folder = Directory.CreateDirectory(Path.Combine(Center.Place, $"axe-{language}")).FullName;
        var kit = await Center.KitAsync();
        var (_, right) = await RequestAsync(folder, kit, kit.Pin());
        var (_, refused) = await RequestAsync(folder, kit, kit.Pin(), "--operation", "restore");
        var wrong = Path.Combine(folder, "wrong.licreq");
        await File.WriteAllTextAsync(wrong, "{}", TestContext.Current.CancellationToken);
        await window.Page.GotoAsync("/request");
        (await Axe.ViolationsAsync(window.Page)).ShouldBeEmpty();

        foreach (var (file, state) in new[] { (wrong, "unreadable"), (refused, "refused"), (right, "issued") })
        {
            await window.Page.SetInputFilesAsync(OperatorWindow.Hook("request-file"), file);
            await window.Page.ClickAsync(OperatorWindow.Hook("upload"));
            await window.Page.WaitForSelectorAsync($"{OperatorWindow.Hook("request-result")}[data-state={state}]");
            (await Axe.ViolationsAsync(window.Page)).ShouldBeEmpty(state);
        }

        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clerk_uploads_many_at_once_confirms_a_choice_and_sees_which_member_is_wrong()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Center.Place, "clerk")).FullName;
        var (kit, choosing) = (await Center.KitAsync(), await Center.KitAsync("client-5"));
        var (_, right) = await RequestAsync(folder, kit, kit.Pin());
        var (_, choice) = await RequestAsync(folder, choosing, choosing.Pin());
        var wrong = Path.Combine(folder, "wrong.licreq");
        await File.WriteAllTextAsync(wrong, """{ "format": "license-request/1", "operation": "initial", "kit": "12" }""", TestContext.Current.CancellationToken);
        await Page.GotoAsync("/");
        await Page.FillAsync(OperatorWindow.Hook("sign-in-name"), "clerk");
        await Page.FillAsync(OperatorWindow.Hook("sign-in-password"), ServedConsole.Password);
        await Page.PressAsync(OperatorWindow.Hook("sign-in-password"), "Enter");
        await Page.WaitForSelectorAsync(".rail");
        await Page.GotoAsync("/requests/upload");
        await Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=request-file]')?._blazorInputFileNextFileId !== undefined");

        await Page.SetInputFilesAsync(OperatorWindow.Hook("request-file"), [right, wrong, choice]);
        await Page.WaitForSelectorAsync($"{OperatorWindow.Hook("request-result")}[data-state=decides]");
        (await Page.Locator(OperatorWindow.Hook("request-result")).EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.state)")).ShouldBe(["issued", "unreadable", "decides"]);
        (await Page.GetAttributeAsync("[data-member]", "data-member")).ShouldBe("kit");

        // By keys: what the file says, and where it is wrong.
        await Page.Locator(OperatorWindow.Hook("file-details")).Nth(1).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForSelectorAsync($"{OperatorWindow.Hook("file-members")} [data-path=kit][data-wrong=true]");
        (await Page.Locator(OperatorWindow.Hook("file-details")).Nth(1).GetAttributeAsync("aria-expanded")).ShouldBe("true");
        (await Axe.ViolationsAsync(Page)).ShouldBeEmpty();

        await Page.ClickAsync(OperatorWindow.Hook("confirm-choice"));
        await Page.WaitForFunctionAsync("() => document.querySelectorAll('[data-testid=save-license]').length === 2");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Locator(OperatorWindow.Hook("save-license")).First.ClickAsync());
        download.SuggestedFilename.ShouldStartWith($"license-{kit.Number.Digits}-");
    }

    private async Task<(CustomerProgram Program, string File)> RequestAsync(string folder, NewKit kit, PinCode pin, params string[] more)
    {
        var program = new CustomerProgram(folder, Center.CenterKeys);
        var owner = Path.Combine(folder, "owner.json");
        await File.WriteAllTextAsync(owner, """{ "organization": "Romashka LLC", "lastName": "Ivanov", "town": "Tver" }""", TestContext.Current.CancellationToken);
        var file = Path.Combine(folder, $"{kit.Number.Digits}-{more.Length}.licreq");
        (await program.RunAsync(["request", "--kit", kit.Number.Digits, "--pin", pin.Digits, "--owner", owner, "--center-keys", Center.CenterKeys, "--out", file, .. more])).Require(0);
        return (program, file);
    }
}

using System.Text;
using Browser.Tests.Running;
using Licensing.Kits;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Kits from a file: a fault is shown by its line and imports nothing; the mended file imports.</summary>
public sealed class KitImportTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task A_file_with_a_fault_imports_nothing_and_the_mended_one_does()
    {
        await Page.GotoAsync("/");
        await Page.FillAsync(Hook("sign-in-name"), "admin");
        await Page.FillAsync(Hook("sign-in-password"), ServedConsole.Password);
        await Page.PressAsync(Hook("sign-in-password"), "Enter");
        await Page.WaitForSelectorAsync("nav");
        await Page.GotoAsync("/kits/import");
        await Page.WaitForFunctionAsync("() => Object.keys(document.querySelector('[data-testid=import-file]') ?? {}).some(k => k.startsWith('_blazor'))");

        var kit = KitDraw.Make(KitDraw.Number(), "Payroll 3", DeliveryTemplates.Find("base")!);
        await ChooseAsync(kit, "15 digits");
        await Assertions.Expect(Page.Locator(Hook("import-fault"))).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator(Hook("import-fault"))).ToContainTextAsync("4");
        (await Page.Locator(Hook("import")).CountAsync()).ShouldBe(0);

        await ChooseAsync(kit, kit.Pins.Last().Code.Digits);
        await Page.ClickAsync(Hook("import"));
        await Assertions.Expect(Page.Locator(Hook("imported"))).ToBeVisibleAsync();
        await Page.ClickAsync($"a[href='/kits/{kit.Number.Digits}']");
        await Assertions.Expect(Page.Locator("table.pins")).ToContainTextAsync(kit.Pins.Last().Code.Masked);

        await Page.GotoAsync("/kits");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync(Hook("export-kits")));
        var file = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        file.ShouldContain(kit.Number.Digits);
        file.ShouldNotContain(kit.Pins.Last().Code.Digits);
        Troubles.ShouldBeEmpty();
    }

    private static string Hook(string name) => OperatorWindow.Hook(name);

    private Task ChooseAsync(Kit kit, string last)
    {
        var pins = kit.Pins.Select(p => p.Code.Digits).SkipLast(1).Append(last);
        var text = "kit,product,template or type,seats,licenses,choice,pin\n" + string.Concat(pins.Select(p => $"{kit.Number.Digits},Payroll 3,singleUser,1,1,,{p}\n"));
        return Page.SetInputFilesAsync(Hook("import-file"), new FilePayload { Name = "kits.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
    }
}

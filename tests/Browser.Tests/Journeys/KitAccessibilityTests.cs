using System.Text;
using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Every page about kits before the axe engine, both themes, both languages, and nothing wider than its place.</summary>
public sealed class KitAccessibilityTests(CenterFixture center) : BrowserTest(center)
{
    private const string Columns = "kit,product,template or type,seats,licenses,choice,pin\n";

    private readonly List<string> _violations = [];
    private int _judged;

    protected override bool SignedIn => false;

    // Each language and each theme in the short ring; what only both together break, in the long one.
    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Light, Traits = ["Ring", "long"])]
    [InlineData("ru", ColorScheme.Dark)]
    public async Task No_page_about_kits_violates_anything_or_spills_over(string language, ColorScheme theme)
    {
        var kit = await Center.KitAsync();
        await Center.Staff.IssueByFileAsync(kit, kit.Pin());
        var admin = await SignedInAsync("admin", language, theme);
        await ListAndMakeAsync(admin);
        await ImportAsync(admin);
        await LetterAsync(admin, await Center.KitAsync("client-5"));
        await SupervisorAsync(await SignedInAsync("supervisor", language, theme), kit);
        _judged.ShouldBeGreaterThan(20);
        _violations.ShouldBeEmpty();
        Troubles.ShouldBeEmpty();
    }

    private static string Hook(string name) => OperatorWindow.Hook(name);

    private async Task<IPage> SignedInAsync(string name, string language, ColorScheme theme)
    {
        var window = await OpenAsync(language, theme, signedIn: false);
        await window.Page.GotoAsync("/");
        await window.Page.FillAsync(Hook("sign-in-name"), name);
        await window.Page.FillAsync(Hook("sign-in-password"), ServedConsole.Password);
        await window.Page.PressAsync(Hook("sign-in-password"), "Enter");
        await window.Page.WaitForSelectorAsync("nav");
        (await window.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        return window.Page;
    }

    private async Task ListAndMakeAsync(IPage page)
    {
        await OpenAsync(page, "/kits", "find-kit");
        await JudgeAsync(page, "kits");
        await page.FillAsync(Hook("find-kit"), "no such product");
        await page.PressAsync(Hook("find-kit"), "Enter");
        await Assertions.Expect(page.Locator("table.calls")).ToHaveCountAsync(0);
        await JudgeAsync(page, "kits, none found");

        await OpenAsync(page, "/kits/new", "template");
        await JudgeAsync(page, "make kits");
        await page.SelectOptionAsync(Hook("template"), "package-10-server");
        await Assertions.Expect(page.Locator(".make-kits tbody tr")).ToHaveCountAsync(3);
        await JudgeAsync(page, "make kits, a package");
        await page.SelectOptionAsync(Hook("template"), "custom");
        await page.ClickAsync(".make-kits .acts button");
        await Assertions.Expect(page.Locator(".make-kits tbody tr")).ToHaveCountAsync(2);
        await JudgeAsync(page, "make kits, free composition");
        await page.SelectOptionAsync(Hook("template"), "base");
        await page.FillAsync("#product", "Payroll 3");
        await page.ClickAsync(Hook("make"));
        await Assertions.Expect(page.Locator(Hook("make"))).ToHaveCountAsync(0);
        await JudgeAsync(page, "kits made");
    }

    private async Task ImportAsync(IPage page)
    {
        await OpenAsync(page, "/kits/import", "import-file");
        await JudgeAsync(page, "import");
        await ChooseAsync("075312508,Payroll 3,singleUser,1,1,,123\n,,nonsense,,,,\n");
        await page.WaitForSelectorAsync(Hook("import-faults"));
        await JudgeAsync(page, "import, faults");
        await ChooseAsync($"{Licensing.Kits.KitDraw.Number().Digits},Payroll 3,base,,,,\n");
        await page.WaitForSelectorAsync(Hook("import-preview"));
        await JudgeAsync(page, "import, found");
        await page.ClickAsync(Hook("import"));
        await page.WaitForSelectorAsync(Hook("imported"));
        await JudgeAsync(page, "imported");

        Task ChooseAsync(string lines) =>
            page.SetInputFilesAsync(Hook("import-file"), new FilePayload { Name = "kits.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Columns + lines) });
    }

    private async Task LetterAsync(IPage page, NewKit kit)
    {
        await OpenAsync(page, $"/kits/{kit.Number.Digits}", "print-letter");
        await page.ClickAsync(Hook("print-letter"));
        await page.FillAsync(Hook("reason"), "for the box");
        await JudgeAsync(page, "kit, why the letter is printed");
        await page.ClickAsync(Hook("do"));
        await page.WaitForSelectorAsync(Hook("letter"));
        await JudgeAsync(page, "letter");
        await page.CheckAsync(Hook("large-print"));
        await page.WaitForSelectorAsync(".letter.large");
        await JudgeAsync(page, "letter, large print");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(Hook("letter-pdf")));
        download.SuggestedFilename.ShouldBe($"pin-codes-{kit.Number.Digits}.pdf");
        (await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken))[..5].ShouldBe("%PDF-"u8.ToArray());

        await OpenAsync(page, $"/kits/{kit.Number.Digits}", "print-letter");
        await page.ClickAsync(Hook("print-letter"));
        await page.FillAsync(Hook("reason"), "got wet");
        await page.ClickAsync(Hook("do"));
        await Assertions.Expect(page.Locator(".notice", new() { HasText = "got wet" })).ToHaveCountAsync(1);
        await JudgeAsync(page, "kit, a reprint waits");
    }

    private async Task SupervisorAsync(IPage page, NewKit kit)
    {
        var path = $"/kits/{kit.Number.Digits}";
        await OpenAsync(page, path, "freeze");
        await JudgeAsync(page, "kit of a supervisor");
        foreach (var (button, form) in new[] { (0, "a PIN code shown"), (1, "a PIN code blocked") })
        {
            await page.Locator("table.pins tbody tr").First.Locator("button").Nth(button).ClickAsync();
            await page.WaitForSelectorAsync("table.pins form");
            await JudgeAsync(page, "kit, " + form);
        }

        foreach (var act in new[] { "freeze", "close-kit" })
        {
            await page.ClickAsync(Hook(act));
            await page.WaitForSelectorAsync(Hook("last-four"));
            await JudgeAsync(page, "kit, " + act);
        }

        await page.ClickAsync(Hook("correct"));
        await page.SelectOptionAsync(Hook("correction-kind"), "ComputerAccepted");
        await page.WaitForSelectorAsync(Hook("correction-seen"));
        await JudgeAsync(page, "kit, the same computer");
        await page.SelectOptionAsync(Hook("correction-kind"), "KitTransferred");
        await page.WaitForSelectorAsync(Hook("owner-Organization"));
        await JudgeAsync(page, "kit, transfer");
        await page.SelectOptionAsync(Hook("correction-kind"), "KitRefunded");
        await page.FillAsync(Hook("correction-reason"), "sent back");
        await page.FillAsync(Hook("correction-evidence"), "parcel");
        await page.FillAsync(Hook("last-four"), kit.Number.Digits[^4..]);
        await JudgeAsync(page, "kit, refund");
        await page.ClickAsync(Hook("propose"));
        await page.WaitForSelectorAsync(Hook("proposal"));
        await JudgeAsync(page, "kit, a correction waits");
        await page.GotoAsync("/");
        await page.WaitForSelectorAsync($"{Hook("proposals-desk")} {Hook("proposal")}");
        await JudgeAsync(page, "supervisor's desk");

        await OpenAsync(page, path + "/plan", "plan-file");
        await page.WaitForSelectorAsync(Hook("plan-computer"));
        await JudgeAsync(page, "plan of a kit");
        await OpenAsync(page, "/kits/plan", "plan-file");
        await JudgeAsync(page, "plan of a computer");
        await OwnerAsync(page, path);
    }

    private async Task OwnerAsync(IPage page, string path)
    {
        await OpenAsync(page, path, "correct");
        await page.ClickAsync("a[href*='/owner/']");
        await page.WaitForSelectorAsync(Hook("try-owner"));
        await page.FillAsync(Hook("owner-Organization"), "ООО «Ромашка»");
        await page.ClickAsync(Hook("try-owner"));
        await page.WaitForSelectorAsync($"{Hook("owner-result")} > *");
        await page.Locator($"{Hook("owner-result")} > *").First.ScrollIntoViewIfNeededAsync();
        (await page.EvaluateAsync<double>("() => window.scrollY")).ShouldBe(0, "what came of the comparison needs scrolling");
        await JudgeAsync(page, "owner details, compared");
    }

    // Pressed before the page is alive, a button does nothing.
    private static async Task OpenAsync(IPage page, string path, string hook)
    {
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync($"() => Object.keys(document.querySelector('[data-testid={hook}]') ?? {{}}).some(k => k.startsWith('_blazor'))");
    }

    private async Task JudgeAsync(IPage page, string screen)
    {
        _judged++;
        _violations.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{screen}: {v}"));
        foreach (var wide in await page.EvaluateAsync<string[]>(
            "() => [document.documentElement, ...document.querySelectorAll('main, .panel, .notice, .acts')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => `${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`)"))
        {
            _violations.Add($"{screen}: spills over, {wide}");
        }
    }
}

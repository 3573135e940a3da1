using System.Text;
using Browser.Tests.Running;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Owners;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Many files at once, some of which no browser can read: how far it is, what becomes of each, and the file itself back again.</summary>
public sealed class UploadJourneyTests(CenterFixture center) : BrowserTest(center)
{
    private static readonly string Files = OperatorWindow.Hook("request-file");
    private static readonly string Rows = OperatorWindow.Hook("request-result");

    // Larger than a message of a circuit, so that it comes in pieces; nothing else that the tests upload has its size.
    private const int BrokenSize = 40_007;

    protected override bool SignedIn => false;

    [Fact]
    public async Task Of_thirty_files_the_page_tells_how_many_are_answered_and_takes_no_others_meanwhile()
    {
        await OpenUploadAsync(Window);
        await Page.EvaluateAsync("""
            () => {
              window.told = [];
              const look = () => {
                const bar = document.querySelector(".upload-progress");
                const now = { text: document.querySelector("[data-testid=upload-progress]").textContent, held: document.querySelector("[data-testid=request-file]").disabled, bar: bar ? `${bar.value}/${bar.max}` : "" };
                if (JSON.stringify(now) !== JSON.stringify(window.told.at(-1))) window.told.push(now);
              };
              new MutationObserver(look).observe(document.querySelector("main"), { childList: true, characterData: true, attributes: true, subtree: true });
            }
            """);
        var right = new[] { await RequestAsync(), await RequestAsync() };
        await Page.SetInputFilesAsync(Files, Enumerable.Range(1, 30).Select(n => File($"{n}.licreq", n is 7 or 21 ? right[n / 21] : "{}")));
        await Page.WaitForSelectorAsync($"text=2 of 30 have a license", new() { State = WaitForSelectorState.Attached });

        var told = await Page.EvaluateAsync<Told[]>("() => window.told");
        var steps = told.Where(t => t.Text.EndsWith(" of 30 answered", StringComparison.Ordinal)).ToList();
        var counts = steps.Select(t => int.Parse(t.Text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        counts.ShouldBe(counts.Order());
        counts.Distinct().Count().ShouldBeGreaterThan(10);
        steps.ShouldAllBe(t => t.Held && t.Bar == t.Text.Replace(" of ", "/", StringComparison.Ordinal).Replace(" answered", "", StringComparison.Ordinal));
        (told[^1].Text, told[^1].Held, told[^1].Bar).ShouldBe(("2 of 30 have a license", false, ""));
        (await StatesAsync()).Count(state => state == "issued").ShouldBe(2);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_the_browser_cannot_read_is_told_in_its_row_and_the_next_one_is_answered()
    {
        await OpenUploadAsync(Window);
        await Page.EvaluateAsync("""
            size => {
              const read = Blob.prototype.arrayBuffer, cut = Blob.prototype.slice, broken = new WeakSet();
              Blob.prototype.slice = function (...args) { const part = cut.apply(this, args); if (this.size === size) broken.add(part); return part; };
              Blob.prototype.arrayBuffer = function () { return broken.has(this) ? Promise.reject(new DOMException("The stick is gone.", "NotReadableError")) : read.call(this); };
            }
            """, BrokenSize);
        await Page.SetInputFilesAsync(Files, [File("1.licreq", await RequestAsync()), File("2.licreq", new string(' ', BrokenSize)), File("3.licreq", await RequestAsync())]);
        await Page.WaitForSelectorAsync($"{Rows}:nth-of-type(1)[data-state=issued]");
        await Page.WaitForSelectorAsync("text=2 of 3 have a license");

        (await StatesAsync()).ShouldBe(["issued", "lost", "issued"]);
        (await Page.Locator(Files).IsEnabledAsync()).ShouldBeTrue("the next batch can come");
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, "At most 200 files at a time.")]
    [InlineData("ru", ColorScheme.Dark, "Не больше 200 файлов за раз.")]
    public async Task Files_that_are_too_large_or_too_many_are_told_and_no_state_violates_anything(string language, ColorScheme theme, string tooMany)
    {
        var window = await OpenAsync(language, theme, signedIn: false);
        await OpenUploadAsync(window);
        (await Axe.ViolationsAsync(window.Page)).ShouldBeEmpty();

        await window.Page.SetInputFilesAsync(Files, Enumerable.Range(1, 201).Select(n => File($"{n}.licreq", "{}")));
        await window.Page.WaitForSelectorAsync($"text={tooMany}");
        (await window.Page.Locator(Rows).CountAsync()).ShouldBe(0);

        await window.Page.SetInputFilesAsync(Files, [File("large.licreq", new string(' ', 70 * 1024)), File("wrong.licreq", "{"), File("right.licreq", await RequestAsync())]);
        await window.Page.WaitForSelectorAsync($"{Rows}[data-state=issued]");
        (await window.Page.Locator(Rows).EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.state)")).ShouldBe(["too-large", "unreadable", "issued"]);
        await window.Page.Locator(OperatorWindow.Hook("file-details")).Last.ClickAsync();
        await window.Page.WaitForSelectorAsync(OperatorWindow.Hook("file-members"));
        (await Axe.ViolationsAsync(window.Page)).ShouldBeEmpty();
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_can_be_saved_as_it_was_read_and_its_pin_stands_nowhere_in_the_page()
    {
        await OpenUploadAsync(Window);
        var kit = await Center.KitAsync();
        var content = Plain(kit) + "\r\n\t ";
        await Page.SetInputFilesAsync(Files, [File("Запрос 1.licreq", content)]);
        await Page.WaitForSelectorAsync($"{Rows}[data-state=issued]");
        await Page.ClickAsync(OperatorWindow.Hook("file-details"));
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("file-members"));

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync(OperatorWindow.Hook("save-raw")));
        download.SuggestedFilename.ShouldBe("Запрос 1.licreq");
        (await System.IO.File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(Encoding.UTF8.GetBytes(content));
        (await Page.ContentAsync()).ShouldNotContain(kit.Pin().Digits);
        Page.Url.ShouldNotContain(kit.Pin().Digits);
        Troubles.ShouldBeEmpty();
    }

    private static async Task OpenUploadAsync(OperatorWindow window)
    {
        await ClerkDesk.SignInAsync(window.Page, "clerk");
        await window.Page.GotoAsync("/requests/upload");
        await window.Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=request-file]')?._blazorInputFileNextFileId !== undefined");
    }

    private async Task<string> RequestAsync() => Plain(await Center.KitAsync());

    private static string Plain(NewKit kit) => LicenseRequestFile.Write(new LicenseRequestFile
    {
        Operation = Operation.Initial,
        Kit = kit.Number,
        Pin = kit.Pin(),
        Owner = new OwnerDetails { Organization = "Romashka LLC", Town = "Tver" },
        Computer = new KeyParameters { OsName = "Debian GNU/Linux", OsVersion = "12", Host = "sirena", RamMib = 16384 },
    });

    private static FilePayload File(string name, string content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) };

    private Task<string[]> StatesAsync() => Page.Locator(Rows).EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.state)");

    private sealed record Told
    {
        public string Text { get; init; } = "";

        public bool Held { get; init; }

        public string Bar { get; init; } = "";
    }
}

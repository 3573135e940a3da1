using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>A test with a window of its own. A test that fails says what stood in it and leaves a picture in <c>TestResults/browser</c>.</summary>
public abstract partial class BrowserTest(CenterFixture center) : IAsyncLifetime
{
    private const int MostTroubles = 3;
    private readonly List<IBrowserContext> _windows = [];
    private readonly List<string> _troubles = [];
    private OperatorWindow? _window;

    protected CenterFixture Center => center;

    internal OperatorWindow Window => _window!;

    internal IPage Page => Window.Page;

    /// <summary>Errors of the browser's own console and scripts that failed.</summary>
    protected IReadOnlyList<string> Troubles => _troubles;

    protected virtual bool SignedIn => true;

    public virtual async ValueTask InitializeAsync() => _window = await OpenAsync(signedIn: SignedIn);

    /// <summary>Another window, with a language and a theme of its own.</summary>
    internal async Task<OperatorWindow> OpenAsync(string language = "en", ColorScheme theme = ColorScheme.Light, bool signedIn = true)
    {
        var context = await center.WindowAsync(language, theme, signedIn);
        _windows.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _troubles.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _troubles.Add(error);
        return new OperatorWindow(page);
    }

    /// <summary>A call that has just begun.</summary>
    protected async Task<string> CallAsync()
    {
        await Window.OpenDeskAsync();
        return await Window.StartCallAsync();
    }

    /// <summary>A call of which three lines are confirmed.</summary>
    internal async Task<(Caller Caller, string Reference, IReadOnlyList<string> Lines, NewKit Kit)> AtLineFourAsync()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        var reference = await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();
        for (var line = 1; line <= 3; line++)
        {
            await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await Window.AtLineAsync(4);
        return (caller, reference, lines, kit);
    }

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (context, index) in _windows.Select((c, i) => (c, i)))
        {
            if (failed && context.Pages is [var page, ..])
            {
                await KeepAsync(page, index);
            }

            await context.CloseAsync();
        }

        GC.SuppressFinalize(this);
    }

    // The picture stays on the machine; what stood on the page goes with the report.
    private async Task KeepAsync(IPage page, int index)
    {
        var name = NotForFiles().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "_");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Programs.Root, "TestResults", "browser", $"{name}-{index}.png") });
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"Window {index} at {page.Url} showed:\n{await page.InnerTextAsync("body")}\nIts console said: {string.Join(" | ", _troubles.Take(MostTroubles))}");
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotForFiles();
}

using System.Globalization;
using Microsoft.Playwright;

namespace Browser.Tests.Running;

/// <summary>The console in the hands of an operator: keys only, and what stands on the screen.</summary>
internal sealed class OperatorWindow(IPage page)
{
    public const string Entry = ".code-entry[data-ready]";
    public const string ReadBack = ".read-back[data-ready]";

    // A key that comes within 400 ms of a verdict is taken for a late digit; nobody reads a verdict that fast.
    private const int ReadingTime = 450;

    public IPage Page => page;

    private IKeyboard Keys => page.Keyboard;

    public async Task SignInAsync(string name)
    {
        await page.GotoAsync("/");
        await page.FillAsync(Hook("sign-in-name"), name);
        await page.FillAsync(Hook("sign-in-password"), ServedConsole.Password);
        await page.PressAsync(Hook("sign-in-password"), "Enter");
        await DeskAsync();
    }

    public async Task OpenDeskAsync()
    {
        await page.GotoAsync("/");
        await DeskAsync();
    }

    /// <summary>Waits for a desk that hears keys: what the server painted first has no circuit yet, and Blazor hangs its handlers on the elements.</summary>
    public async Task DeskAsync()
    {
        await page.WaitForSelectorAsync(Hook("new-call"));
        await page.WaitForFunctionAsync("() => Object.keys(document.querySelector('[data-testid=new-call]') ?? {}).some(k => k.startsWith('_blazorEvents'))");
    }

    public async Task<string> StartCallAsync()
    {
        await Keys.PressAsync("F2");
        await ReadyAsync(Entry);
        return await ReferenceAsync();
    }

    public async Task<string> ReferenceAsync() => (await page.GetAttributeAsync(Hook("call-reference"), "title"))!;

    public Task ReadyAsync(string part) => page.WaitForSelectorAsync($".call-page[data-ready] {part}");

    public Task TypeAsync(string text) => Keys.TypeAsync(text);

    public Task PressAsync(string key) => Keys.PressAsync(key);

    public async Task<ILocator> VerdictAsync(string state)
    {
        await page.WaitForSelectorAsync($"{Hook("verdict")}[data-state={state}]", new() { State = WaitForSelectorState.Attached });
        return page.Locator(Hook("verdict"));
    }

    /// <summary>Types a right code and waits for the Center's word.</summary>
    public async Task EnterAsync(Caller caller)
    {
        await TypeAsync(caller.Digits);
        await VerdictAsync("ok");
    }

    public async Task IssueAsync()
    {
        await ReadTheVerdictAsync();
        await PressAsync("Enter");
        await ReadyAsync(ReadBack);
    }

    public Task ReadTheVerdictAsync() => page.WaitForTimeoutAsync(ReadingTime);

    /// <summary>The nine lines as they stand on the screen, each five groups of three digits.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync()
    {
        var lines = new List<string>();
        for (var line = 1; line <= 9; line++)
        {
            lines.Add(await LineAsync(line));
        }

        return lines;
    }

    public async Task<string> LineAsync(int line)
    {
        var text = await page.TextContentAsync(Hook(string.Create(CultureInfo.InvariantCulture, $"answer-line-{line}"))) ?? "";
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public Task AtLineAsync(int line) => page.WaitForSelectorAsync(string.Create(CultureInfo.InvariantCulture, $".read-back[data-ready][data-current='{line}']"));

    /// <summary>Types what the caller says for this line, 10 being the total.</summary>
    public async Task SayAsync(int line, string checksum)
    {
        await AtLineAsync(line);
        await TypeAsync(checksum);
    }

    /// <summary>Dictates from a line to the ninth and takes the checksums; then the total.</summary>
    public async Task DictateAsync(Caller caller, int from = 1)
    {
        var lines = await LinesAsync();
        for (var line = from; line <= 9; line++)
        {
            await SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await SayAsync(10, caller.Total(lines));
        await page.WaitForSelectorAsync(Hook("call-done"));
    }

    /// <summary>What the code field says under itself.</summary>
    public ILocator EntrySaid => page.Locator(".code-entry [data-said]");

    /// <summary>What stands in the code field, a dot for each gap.</summary>
    public async Task<string> TypedAsync() =>
        string.Concat(await page.EvalOnSelectorAllAsync<string[]>(".code-entry [data-group]", "cells => cells.map(c => c.textContent)"));

    public Task<Watched> WatchedAsync() => page.EvaluateAsync<Watched>("() => window.watched");

    public Task<FocusSample[]> FocusAsync() => page.EvaluateAsync<FocusSample[]>("() => window.focusSamples");

    /// <summary>Whether something has to be scrolled to be seen.</summary>
    public Task<bool> ScrollsAsync() =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth");

    /// <summary>Holds where nothing has to be scrolled to be seen.</summary>
    public async Task RequireNoScrollAsync(string where)
    {
        var size = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]");
        size[0].ShouldBeLessThanOrEqualTo(size[1], $"{where}: higher than the window");
        size[2].ShouldBeLessThanOrEqualTo(size[3], $"{where}: wider than the window");
    }

    public static string Hook(string testId) => $"[data-testid={testId}]";
}

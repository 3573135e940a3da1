using System.Text.Json;
using Browser.Tests.Running;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CenterFixture))]
// One console and one browser, two cores: a second test at the same time would only make both slower and less steady.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Browser.Tests.Running;

/// <summary>One console and one browser for the whole ring.</summary>
public sealed class CenterFixture : IAsyncLifetime
{
    private static readonly string[] BrowserPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    // Made in one go, because each command is a start of the whole program.
    private const string Batch = "12";
    private readonly Dictionary<string, Queue<NewKit>> _kits = new(StringComparer.Ordinal);
    // Half of the idle time after which a cookie that nobody renews is worth nothing.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(7);

    private string? _signedIn;
    private long _signedInAt;
    private IPlaywright? _playwright;
    private ServedConsole? _console;
    private StaffDesk? _staff;

    /// <summary>Everything that this run writes; gone afterwards.</summary>
    public string Place { get; } = Directory.CreateTempSubdirectory("browser-tests-").FullName;

    public IBrowser Browser { get; private set; } = default!;

    /// <summary>The Center's public keys, as the vendor puts them beside the customer program.</summary>
    public string CenterKeys => Path.Combine(Place, "center-keys.json");

    internal ServedConsole Console => _console!;

    /// <summary>What is done beside the screens that are tested, by the console's own use cases.</summary>
    internal StaffDesk Staff => _staff ??= new StaffDesk(Data);

    private string Data => Path.Combine(Place, "data");

    public async ValueTask InitializeAsync()
    {
        _console = new ServedConsole(Data);
        await _console.StartAsync();
        (await CommandAsync("keys", "export", CenterKeys)).Require(0);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(BrowserPlaces, File.Exists)
                ?? throw new InvalidOperationException("There is no Chromium. On Debian: apt-get install chromium; elsewhere name it in the variable CHROMIUM."),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A command of the console on the served demo.</summary>
    internal Task<Ran> CommandAsync(params IEnumerable<string> command) =>
        Programs.RunAsync(Programs.Console, new Dictionary<string, string>(), [.. command, "--demo", "--data", Data]);

    /// <summary>A kit that nobody has used, made by the command line.</summary>
    internal async Task<NewKit> KitAsync(string template = "base")
    {
        if (!_kits.TryGetValue(template, out var kits) || kits.Count == 0)
        {
            var made = (await CommandAsync("kits", "add", "--template", template, "--count", Batch, "--json")).Require(0);
            using var json = JsonDocument.Parse(made);
            _kits[template] = kits = new(json.RootElement.GetProperty("kits").EnumerateArray().Select(NewKit.From));
        }

        return kits.Dequeue();
    }

    /// <summary>The kit as the command line shows it.</summary>
    internal async Task<JsonElement> ShowAsync(NewKit kit)
    {
        using var json = JsonDocument.Parse((await CommandAsync("kits", "show", kit.Number.Digits, "--json")).Require(0));
        return json.RootElement.Clone();
    }

    /// <summary>A window of its own, signed in already unless it should not be.</summary>
    internal async Task<IBrowserContext> WindowAsync(string language, ColorScheme theme, bool signedIn)
    {
        var window = await Browser.NewContextAsync(new()
        {
            BaseURL = Console.Address.ToString(),
            Locale = language,
            ColorScheme = theme,
            ViewportSize = new() { Width = 1280, Height = 720 },
            StorageState = signedIn ? await SignedInAsync() : null,
        });
        window.SetDefaultTimeout(15_000);
        await window.AddInitScriptAsync(Watch.Script);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_staff is not null)
        {
            await _staff.DisposeAsync();
        }

        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        Directory.Delete(Place, recursive: true);
    }

    // Signing in is tested once; every other test begins with the cookie that came of it.
    private async Task<string> SignedInAsync()
    {
        if (_signedIn is null || TimeProvider.System.GetElapsedTime(_signedInAt) > Fresh)
        {
            _signedInAt = TimeProvider.System.GetTimestamp();
            await using var window = await Browser.NewContextAsync(new() { BaseURL = Console.Address.ToString() });
            await new OperatorWindow(await window.NewPageAsync()).SignInAsync("operator");
            await window.ClearCookiesAsync(new() { Name = "theme" });
            _signedIn = await window.StorageStateAsync();
        }

        return _signedIn;
    }
}

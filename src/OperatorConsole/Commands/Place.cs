using System.CommandLine;

namespace OperatorConsole.Commands;

/// <summary>Which installation a command works on: the options that every command takes.</summary>
internal sealed class Place
{
    private readonly Option<string?> _data = new("--data") { Description = "Directory with database, keys and logs (default: data).", Recursive = true };
    private readonly Option<bool> _demo = new("--demo") { Description = "The demo: its own database, sample kits and people.", Recursive = true };
    private readonly Option<string?> _urls = new("--urls") { Description = "Where to serve (default: http://localhost:5080)." };

    /// <summary>Password of the demo's people.</summary>
    public Option<string?> DemoPassword { get; } = new("--demo-password") { Description = "Password of the demo's people (default: a random one)." };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_data);
        root.Options.Add(_demo);
        root.Options.Add(_urls);
        root.Options.Add(DemoPassword);
    }

    /// <summary>The options as settings of the host.</summary>
    public IReadOnlyList<string> Settings(ParseResult parsed)
    {
        var settings = new List<string>();
        if (parsed.GetValue(_data) is { } data)
        {
            settings.AddRange(["--Data", data]);
        }

        if (parsed.GetValue(_demo))
        {
            settings.AddRange(["--Demo", "true"]);
        }

        if (parsed.GetValue(_urls) is { } urls)
        {
            settings.AddRange(["--Urls", urls]);
        }

        return settings;
    }

    /// <summary>Runs a command's work on the installation: built, brought to this version's schema, but not served.</summary>
    public async Task<int> OnAsync(ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        // Standard output is the command's own: a log line there would spoil what another program reads.
        await using var app = ConsoleHost.Build([.. Settings(parsed), "--Logs:Console", "false"]);
        await ConsoleHost.PrepareAsync(app, cancellation);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancellation);
    }

    /// <summary>The option that makes output JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Nothing but JSON on standard output." };
}

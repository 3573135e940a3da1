using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Demo;

namespace OperatorConsole.Tests.Demo;

/// <summary>The demo as it is served, on a free port and on data of its own.</summary>
public sealed class RunningDemo : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("demo-").FullName;
    private WebApplication? _app;

    public WebApplication App => _app ?? throw new InvalidOperationException("The demo has not started.");

    public Uri Address => new(App.Urls.First());

    public static async Task<RunningDemo> StartAsync()
    {
        var demo = new RunningDemo();
        await demo.InitializeAsync();
        return demo;
    }

    public async ValueTask InitializeAsync()
    {
        _app = ConsoleHost.Build(["--data", _directory, "--demo", "true", "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync(CancellationToken.None);
        await DemoStart.TellAsync(_app, TextWriter.Null, "x");
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}

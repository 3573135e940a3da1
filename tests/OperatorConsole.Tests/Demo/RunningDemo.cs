using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Demo;

namespace OperatorConsole.Tests.Demo;

/// <summary>The demo as it is served, on a free port and on data of its own.</summary>
internal sealed class RunningDemo : IAsyncDisposable
{
    private readonly string _directory;

    private RunningDemo(string directory, WebApplication app, string told) => (_directory, App, Told) = (directory, app, told);

    public WebApplication App { get; }

    /// <summary>What whoever started it reads.</summary>
    public string Told { get; }

    public Uri Address => new(App.Urls.First());

    public static async Task<RunningDemo> StartAsync(string password)
    {
        var directory = Directory.CreateTempSubdirectory("demo-").FullName;
        var app = ConsoleHost.Build(["--data", directory, "--demo", "true", "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(app, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var told = new StringWriter();
        await DemoStart.TellAsync(app, told, password);
        return new RunningDemo(directory, app, told.ToString());
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

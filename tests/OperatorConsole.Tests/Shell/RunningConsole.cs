using Data.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Shell;

/// <summary>The whole console on a free port, with an embedded database of its own that goes with it.</summary>
internal sealed class RunningConsole : IAsyncDisposable
{
    public const string Password = "three green umbrellas 9";
    private readonly string _directory;
    private readonly WebApplication _app;

    private RunningConsole(string directory, WebApplication app) => (_directory, _app) = (directory, app);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static Task<RunningConsole> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public static async Task<RunningConsole> StartAsync(Action<WebApplicationBuilder> adjust, params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("console-").FullName;
        var app = ConsoleHost.Build(["--data", directory, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal", .. settings], adjust);
        await ConsoleHost.PrepareAsync(app, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningConsole(directory, app);
    }

    public async Task<StaffMember> HireAsync(string name, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var person = new StaffMember { UserName = name, DisplayName = name };
        (await people.CreateAsync(person, Password)).Succeeded.ShouldBeTrue();
        (await people.AddToRolesAsync(person, roles)).Succeeded.ShouldBeTrue();
        return person;
    }

    public async Task ChangeAsync(string name, Func<UserManager<StaffMember>, StaffMember, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        await change(people, (await people.FindByNameAsync(name))!);
    }

    public Task DisableAsync(string name) => ChangeAsync(name, (people, person) =>
    {
        person.DisabledAt = DateTimeOffset.UnixEpoch;
        return people.UpdateAsync(person);
    });

    public Visitor Visit(string language = "en") => new(Address, language);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}

using Data.Sealing;
using OperatorConsole.Commands;
using OperatorConsole.Demo;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Requests;
using OperatorConsole.Features.SelfService;
using OperatorConsole.Features.Staff;
using OperatorConsole.Features.Uploads;
using OperatorConsole.Features.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Jobs;
using OperatorConsole.Mail;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole;

/// <summary>The whole wiring, on one screen.</summary>
public static class ConsoleHost
{
    // The framework's own setting, for whoever changes styles while the console runs.
    private const string ReloadAssets = "ReloadStaticAssetsAtRuntime";

    /// <summary>Builds the console without starting it or touching its database.</summary>
    /// <param name="args">Settings as <c>--Name value</c>: <c>--data DIR</c>, <c>--demo true</c>, <c>--urls URL</c> ...</param>
    /// <param name="adjust">Called before anything is registered; tests put their own clock and schedule here.</param>
    /// <exception cref="UnusableSettingException">A setting cannot be used; the message names its key.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Outside a published folder the assets lie where they were written; the manifest beside the assembly says where.
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment() && builder.Configuration[ReloadAssets] is null)
        {
            // What was built does not change while it runs. Otherwise a browser would ask for every script and style again with each page.
            builder.Configuration[ReloadAssets] = "false";
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var installation = Installation.Read(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(installation);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLogs(installation, builder.Configuration);
        builder.Services.AddStorage(installation);
        builder.Services.AddShell(installation);
        builder.Services.AddStaff(installation, services => token => services.GetRequiredService<Vault>().Lookup("invitation", token));
        builder.Services.AddIssuing(installation);
        builder.Services.AddMail(installation);
        builder.Services.AddCalls(installation);
        builder.Services.AddKits();
        builder.Services.AddSelfService(builder.Configuration);
        builder.Services.AddUploads();
        builder.Services.AddRequests();
        builder.Services.AddViolations();
        builder.Services.AddAdditionalPins();
        builder.Services.AddDemo(installation);
        builder.Services.AddJobs(installation, Schedule.Of(builder.Configuration));
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseShell(installation);
        app.MapShell();
        app.MapStaff();
        app.MapJobs();
        app.MapIssuing();
        app.MapMail();
        app.MapCalls();
        app.MapKits();
        app.MapSelfService();
        app.MapUploads();
        app.MapRequests();
        app.MapViolations();
        return app;
    }

    /// <summary>Makes the database ready for this version: schema and roles.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.Services.PrepareStorageAsync(cancellation);
        await app.Services.PrepareStaffAsync();
    }

    /// <summary>Serves until it is asked to stop; says where, and on a fresh installation how the first administrator gets in.</summary>
    public static async Task<int> ServeAsync(string[] args, TextWriter output, TextWriter errors, string? demoPassword = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            await using var app = Build(args, builder => builder.Services.AddSingleton<IHostLifetime, DrainFirst>());
            await PrepareAsync(app, CancellationToken.None);
            await app.StartAsync();
            await DemoStart.TellAsync(app, output, demoPassword);
            await FirstStart.TellAsync(app, output);
            app.Services.WakeSweeps();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (UnusableSettingException unusable)
        {
            await errors.WriteLineAsync(unusable.Message);
            return 2;
        }
    }

    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Console.Out, Console.Error);
}

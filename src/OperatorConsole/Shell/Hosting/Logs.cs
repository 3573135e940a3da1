using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace OperatorConsole.Shell.Hosting;

/// <summary>Logs for whoever runs the console: its output, and a file a day under the data directory.</summary>
internal static class Logs
{
    public static IServiceCollection AddLogs(this IServiceCollection services, Installation installation, IConfiguration settings)
    {
        var level = Level(settings);
        var toConsole = settings.GetValue("Logs:Console", true);
        var days = settings.GetValue("Logs:KeepDays", 31);
        // No enricher: whatever is added to every line is what leaks one day.
        services.AddSerilog(logs => logs
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // A command's standard output is its own.
            .WriteTo.Conditional(_ => toConsole, sink => sink.Console(
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:j}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture))
            // JSON, one event a line: nothing that somebody typed can pass for a line of its own.
            .WriteTo.File(
                new RenderedCompactJsonFormatter(),
                Path.Combine(installation.Logs, "console-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: days,
                shared: true));
        return services;
    }

    /// <summary>One line a request: method, path without its query, status, time.</summary>
    public static IApplicationBuilder UseRequestLogs(this IApplicationBuilder app) =>
        app.UseSerilogRequestLogging(options =>
        {
            options.IncludeQueryInRequestPath = false;
            options.GetLevel = static (context, _, fault) =>
                fault is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : Quiet(context.Request.Path) ? LogEventLevel.Debug
                : LogEventLevel.Information;
        });

    private static bool Quiet(PathString path) =>
        path.StartsWithSegments("/healthz", StringComparison.Ordinal)
        || path.StartsWithSegments("/_framework", StringComparison.Ordinal)
        || path.StartsWithSegments("/_content", StringComparison.Ordinal)
        || path.StartsWithSegments("/fonts", StringComparison.Ordinal);

    private static LogEventLevel Level(IConfiguration settings) =>
        settings["Logs:Level"] is not { Length: > 0 } name ? LogEventLevel.Information
        : Enum.TryParse<LogEventLevel>(name, ignoreCase: true, out var level) ? level
        : throw new UnusableSettingException("Logs:Level", $"'{name}' is not known; Debug, Information, Warning or Error is.");
}

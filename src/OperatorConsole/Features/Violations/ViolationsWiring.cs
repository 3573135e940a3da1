using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>The doors of this feature: violations are found by rules and decided by people.</summary>
internal static class ViolationsWiring
{
    public static IServiceCollection AddViolations(this IServiceCollection services) => services
        .AddSingleton(provider => ViolationSettings.Read(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<CaseFeed>().AddSingleton<RulesProgress>()
        .AddSingleton<CaseBook>().AddSingleton<TellSupervisors>().AddSingleton<ApplyRules>().AddSingleton<WatchHistory>().AddSingleton<RunRules>()
        .AddSingleton<ListCases>().AddSingleton<CaseReplies>().AddSingleton<ShowCase>().AddSingleton<ExportCases>().AddSingleton<DeskFigures>().AddSingleton<CaseFiles>()
        .AddSingleton<AskCustomer>().AddSingleton<DecideCase>().AddSingleton<TakeCase>().AddSingleton<ReportViolation>().AddSingleton<ShowStanding>().AddSingleton<WatchAlarms>()
        .AddSingleton(new DeskPart(typeof(CasesDesk), Access.Evidence))
        .AddSingleton(new KitPart(typeof(KitCases), Access.Kits))
        .AddSingleton(new KitBesidePart(typeof(KitPinned), Access.Kits))
        .AddSingleton(new NoticePart(typeof(CaseAlert), Access.Evidence));

    public static void MapViolations(this IEndpointRouteBuilder routes)
    {
        // Read now: a setting that cannot be used stops the start, not the first case.
        _ = routes.ServiceProvider.GetRequiredService<ViolationSettings>();
        routes.MapGet("/violations/export", async (string? tab, string? find, string? rule, string? severity, HttpContext context, ExportCases export, CenterClock clock) =>
        {
            var file = await export.RunAsync(Acting.From(context.User), new CaseQuery(tab, find, rule, severity), context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "text/csv", $"cases-{clock.Local(clock.Now):yyyyMMdd-HHmm}.csv");
        }).RequireAuthorization(Access.Evidence);
        routes.MapGet("/violations/files/{id:long}", async (long id, HttpContext context, CaseFiles files) =>
        {
            context.Response.Headers.CacheControl = "no-store";

            // Whatever it is, it is saved, never shown: a stranger made it.
            return await files.RunAsync(Acting.From(context.User), id, context.RequestAborted) is var (bytes, name)
                ? Results.File(bytes, "application/octet-stream", name)
                : Results.NotFound();
        }).RequireAuthorization(Access.Evidence);
    }
}

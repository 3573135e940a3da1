using OperatorConsole.Features.Calls.Sample;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Calls;

/// <summary>The door of this feature: calls, from the first ring to the license.</summary>
internal static class CallsWiring
{
    public static IServiceCollection AddCalls(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton<DrainCalls>();
        services.AddSingleton<TakeCall>();
        services.AddSingleton<SaveDigits>();
        services.AddSingleton<VerifyCode>();
        services.AddSingleton<AdviseSamePin>();
        services.AddSingleton<IssueAnswer>();
        services.AddSingleton<RecordLine>();
        services.AddSingleton<DropCall>();
        services.AddSingleton<ResumeCall>();
        services.AddSingleton<TakeOverCall>();
        services.AddSingleton<CallFeed>();
        services.AddSingleton<SaveTold>();
        services.AddSingleton<EndCall>();
        services.AddSingleton<LoadCall>();
        services.AddSingleton<ListCalls>();
        services.AddSingleton<FindCall>();
        services.AddSingleton<ExportCalls>();
        services.AddSingleton(new DeskPart(typeof(CallsDesk), Access.Calls));
        services.AddSingleton<CloseQuietCalls>();
        if (installation.Demo)
        {
            services.AddSingleton<SampleCallers>();
        }

        return services;
    }

    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        routes.MapTypedPastCircuit();
        routes.MapGet("/calls/export", async (
            string? find, string? state, string? @operator, string? from, string? to, HttpContext context, ExportCalls export, CenterClock clock) =>
        {
            var file = await export.RunAsync(
                Acting.From(context.User), new LogQuery(find, state, @operator, from, to).ToFilter(clock), context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "text/csv", $"calls-{clock.Local(clock.Now):yyyyMMdd-HHmm}.csv");
        }).RequireAuthorization(Access.Calls);
    }
}

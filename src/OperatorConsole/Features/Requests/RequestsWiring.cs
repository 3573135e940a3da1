using System.Globalization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The door of this feature: the clerk's desk for what came in writing.</summary>
internal static class RequestsWiring
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<Rules>().AddSingleton<MakeDecision>().AddSingleton<DecisionTimer>()
        .AddSingleton<OpenedSenders>().AddSingleton<ListRequests>().AddSingleton<ShowRequest>().AddSingleton<ClaimRequest>().AddSingleton<ReleaseRequest>().AddSingleton<HandOverRequest>().AddSingleton<NoteRequest>()
        .AddSingleton<WaitRequest>().AddSingleton<UndoWait>().AddSingleton<ResumeRequest>().AddSingleton<ReturnWaiting>().AddSingleton<AssignRequest>().AddSingleton<ActOnSeveral>().AddSingleton<SuggestDecisions>()
        .AddSingleton<DraftLetter>().AddSingleton<SaveDraft>().AddSingleton<SendDecision>().AddSingleton<UndoDecision>().AddSingleton<CompleteDecisions>()
        .AddSingleton<ShowMail>().AddSingleton<DownloadMail>().AddSingleton<ListMails>().AddSingleton<RetryMail>().AddSingleton<DismissMail>().AddSingleton<QueueMail>().AddSingleton<ShowMailHealth>().AddSingleton<ExportRequests>()
        .AddSingleton<ListModules>().AddSingleton<SaveModule>().AddSingleton<RetireModule>()
        .AddSingleton(new DeskPart(typeof(RequestsDesk), Access.Requests))
        .AddSingleton(new KitPart(typeof(RequestsOfKit), Access.Requests));

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/requests/export", async (
            string? tab, string? kind, string? reason, string? language, string? age, string? find, HttpContext context, ExportRequests export, CenterClock clock) =>
        {
            var file = await export.RunAsync(Acting.From(context.User), new RequestQuery(tab, kind, reason, language, age, find).ToFilter(), context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "text/csv", $"requests-{clock.Local(clock.Now):yyyyMMdd-HHmm}.csv");
        }).RequireAuthorization(Access.Requests);
        routes.MapGet("/requests/mails/{mail:long}", async (long mail, HttpContext context, DownloadMail download) =>
        {
            context.Response.Headers.CacheControl = "no-store";

            // Never as a message: a browser or a mail program that opens it by itself would load what it names.
            return await download.RunAsync(Acting.From(context.User), mail, context.RequestAborted) is { } raw
                ? Results.File(raw, "application/octet-stream", string.Create(CultureInfo.InvariantCulture, $"mail-{mail}.eml"))
                : Results.NotFound();
        }).RequireAuthorization(Access.Requests);
    }
}

using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Uploads;

/// <summary>The doors of this feature: request files that reached the Center by hand.</summary>
internal static class UploadsWiring
{
    public static IServiceCollection AddUploads(this IServiceCollection services) => services.AddSingleton<AnswerUpload>();

    public static void MapUploads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/requests/upload/license", async (string? answer, AnswerTickets tickets, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await tickets.FileAsync(tickets.Read(answer), context.RequestAborted) is var (bytes, details)
                ? Results.File(bytes, "application/jose", AnswerTickets.NameOf(details))
                : Results.NotFound();
        }).RequireAuthorization(Access.Requests);
}

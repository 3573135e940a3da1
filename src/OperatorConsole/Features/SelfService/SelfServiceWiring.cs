using OperatorConsole.Issuing;
using Scalar.AspNetCore;

namespace OperatorConsole.Features.SelfService;

/// <summary>The doors of this feature: what customers reach without a sign-in.</summary>
internal static class SelfServiceWiring
{
    public static IServiceCollection AddSelfService(this IServiceCollection services, IConfiguration settings)
    {
        // Read now: a setting that cannot be used stops the start, not the first request.
        var limits = SelfServiceLimits.Read(settings);
        services.AddSingleton(_ => limits);
        services.AddSingleton<TakeRequestFile>();
        services.AddExceptionHandler<ApiFault>();
        services.AddApiDescription();
        return services;
    }

    public static void MapSelfService(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(LicenseApi.Path, LicenseApi.AnswerAsync).AllowAnonymous().DescribeLicenses();
        routes.MapGet("/request/license", async (string? answer, AnswerTickets tickets, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await tickets.FileAsync(tickets.Read(answer), context.RequestAborted) is var (bytes, details)
                ? Results.File(bytes, LicenseApi.Jose, AnswerTickets.NameOf(details))
                : Results.Redirect("/request?answer=gone");
        }).AllowAnonymous();
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference(ApiDescription.Reference, ApiDescription.Page).AllowAnonymous();
    }
}

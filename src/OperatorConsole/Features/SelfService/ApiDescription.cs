using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace OperatorConsole.Features.SelfService;

/// <summary>The interface for programs, described: <c>/openapi/v1.json</c>, and the same as a page.</summary>
internal static class ApiDescription
{
    /// <summary>Where developers read it.</summary>
    internal const string Reference = "/developers";

    private const string Name = "v1";
    private const string Text = """
        The automatic method of the Licensing Center: a license request goes in, a license details file comes out.

        A request is JSON, or the same JSON encrypted for the Center (JWE in compact form, ECDH-ES and A256GCM, with the encryption key of
        `/.well-known/jwks.json`). A license details file is a JWS in compact form (ES256). Verify it with keys that came with the program,
        never with keys fetched beside the license.

        Asking again is always safe: the same request gets the same bytes and spends nothing.
        """;

    /// <summary>Whether a path belongs to the interface for programs.</summary>
    internal static bool Describes(string? path) =>
        path?.TrimStart('/') is { } place && (place.StartsWith("api/", StringComparison.Ordinal) || place.StartsWith(".well-known/", StringComparison.Ordinal));

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services
        // A number is a number: the description would otherwise offer a text as well.
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict)
        .AddOpenApi(Name, options =>
    {
        options.ShouldInclude = route => Describes(route.RelativePath);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Licensing Center", Version = Name, Description = Text };

            // Whoever reads it knows where it came from; a proxy's inner address would be wrong.
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    /// <summary>What the description says of <see cref="LicenseApi"/>.</summary>
    public static RouteHandlerBuilder DescribeLicenses(this RouteHandlerBuilder route)
    {
        route.WithName("AcquireLicense").WithTags("Licenses").WithSummary("Acquires or restores a license")
            .WithDescription("Restoring with the same or a spare PIN code is the same call: the request says which operation is meant.")
            .Produces(StatusCodes.Status200OK, contentType: LicenseApi.Jose);
        foreach (var status in new[] { 400, 413, 415, 422, 429, 500, 503 })
        {
            route.Produces<ApiProblem>(status, MediaTypeNames.Application.ProblemJson);
        }

        return route.AddOpenApiOperationTransformer(TransformAsync);
    }

    /// <summary>The page: nothing from elsewhere, nothing sent elsewhere, and scripts by the nonce of its answer.</summary>
    public static void Page(ScalarOptions page, HttpContext context)
    {
        page.Title = "Licensing Center";
        page.OpenApiRoutePattern = "/openapi/{documentName}.json";
        page.Favicon = "/favicon.svg";
        page.Telemetry = false;
        page.DefaultFonts = false;
        page.HideClientButton = true;
        page.DisableAgent().DisableMcp().HideDeveloperTools();
        page.Nonce = context.GetNonce();
    }

    private static async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var request = await context.GetOrCreateSchemaAsync(typeof(LicenseRequestBody), null, cancellation);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "At most 64 KiB. Unknown members are refused by name; missing ones and null read as empty.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [MediaTypeNames.Application.Json] = new() { Schema = request },
                [LicenseApi.Jose] = new() { Schema = Compact("The same JSON as a JWE in compact form") },
            },
        };
        Say(operation, 200, "The license details file", LicenseApi.IdHeader, "Id of the license, the same for its whole life");
        ((OpenApiResponse)operation.Responses!["200"]).Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [LicenseApi.Jose] = new() { Schema = Compact("A JWS in compact form, typ license+jwt") },
        };
        Say(operation, 400, "The body cannot be read; member names the member at fault");
        Say(operation, 413, "The body is larger than 64 KiB");
        Say(operation, 415, "The body is neither application/json nor application/jose");
        Say(operation, 422, "The rules refuse; reasons says why, in the language of Accept-Language (en or ru)", "Retry-After", "Seconds; where the reason is one that passes, such as too-many-failures");
        Say(operation, 429, "Too many requests, whatever they say", "Retry-After", "Seconds");
        Say(operation, 500, "A fault of the Center itself, named by reference; the same request may be sent again");
        Say(operation, 503, "The database is busy; nothing was recorded", "Retry-After", "Seconds");
    }

    private static OpenApiSchema Compact(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static void Say(OpenApiOperation operation, int status, string description, string? header = null, string? about = null)
    {
        var response = (OpenApiResponse)operation.Responses![status.ToString(CultureInfo.InvariantCulture)];
        response.Description = description;
        if (header is not null)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                [header] = new OpenApiHeader { Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
        }
    }
}

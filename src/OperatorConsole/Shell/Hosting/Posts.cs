using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace OperatorConsole.Shell.Hosting;

/// <summary>What a request must bring before anything listens to it.</summary>
internal static class Posts
{
    private const long LongestForm = 1024 * 1024;

    /// <summary>Whether the request came over a line that nobody else reads: TLS, or from this very computer.</summary>
    public static bool IsPrivate(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            return true;
        }

        // A forwarded header that is still here was set by a proxy nobody listed: the caller is not on this computer.
        var forwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("X-Forwarded-Proto")
            || context.Request.Headers.ContainsKey("Forwarded");
        return !forwarded && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    /// <summary>Every POST of a page needs its antiforgery token, whatever stands behind the route; without it 400.</summary>
    public static IApplicationBuilder UseTokensOnPosts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!Changes(context.Request.Method) || Exempt(context.Request.Path))
        {
            await next(context);
            return;
        }

        // The token stands in the form, so the form is read here: no further than any form of ours is long.
        if (context.Request.ContentLength > LongestForm)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestForm;
        }

        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (IsPrivate(context) && await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    });

    private static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method)
        // A WebSocket over HTTP/2 is opened by CONNECT.
        && !HttpMethods.IsConnect(method);

    // The circuit's own messages are bound to its unguessable id; the public interface has no cookie to abuse.
    private static bool Exempt(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || path.StartsWithSegments("/api", StringComparison.Ordinal);
}

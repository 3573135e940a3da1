using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
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

    /// <summary>Whoever is told a status or a fault instead of an answer is only told it: what was sent is not looked at again, and needs no token.</summary>
    public static IApplicationBuilder UseTellingWithoutPosts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var told = context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!told || !Changes(context.Request.Method))
        {
            await next(context);
            return;
        }

        var method = context.Request.Method;
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    });

    /// <summary>Every POST of a page needs its antiforgery token, whatever stands behind the route; without it 400.</summary>
    public static IApplicationBuilder UseTokensOnPosts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!Changes(context.Request.Method) || Exempt(context.Request.Path))
        {
            await next(context);
            return;
        }

        if (await RefusalAsync(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    });

    // The token stands in the form, so the form is read here: no further than any form of ours is long.
    private static async Task<int?> RefusalAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LongestForm)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestForm;
        }

        try
        {
            var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
            return IsPrivate(context) && await antiforgery.IsRequestValidAsync(context) ? null : StatusCodes.Status400BadRequest;
        }
        catch (AntiforgeryValidationException fault)
        {
            // The form could not be read to its end: it is longer than it may be and did not say so, or is no form.
            return fault.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        }
    }

    private static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method)
        // A WebSocket over HTTP/2 is opened by CONNECT.
        && !HttpMethods.IsConnect(method);

    // The circuit's own messages are bound to its unguessable id; the public interface has no cookie to abuse.
    private static bool Exempt(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || path.StartsWithSegments("/api", StringComparison.Ordinal);
}

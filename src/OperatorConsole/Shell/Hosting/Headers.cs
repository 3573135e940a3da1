using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace OperatorConsole.Shell.Hosting;

/// <summary>What every answer tells the browser to allow, and whose word on the caller's address is believed.</summary>
internal static class Headers
{
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, Installation installation)
    {
        if (installation.TrustedProxies.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // Loopback is trusted by default; here only what the settings list is.
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in installation.TrustedProxies)
        {
            options.KnownProxies.Add(proxy);
        }

        return app.UseForwardedHeaders(options);
    }

    /// <summary>A program that asks for something that is not there gets the status, and no page to read.</summary>
    public static IApplicationBuilder UseBareStatusForPrograms(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    });

    public static IApplicationBuilder UseProtectiveHeaders(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders(ForPages());
        // Hangfire's own pages carry inline scripts and styles; administrators alone can open them.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/hangfire", StringComparison.Ordinal),
            jobs => jobs.UseSecurityHeaders(ForJobs()));
        return app.Use(static (context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var response = (HttpResponse)state;
                if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                {
                    response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            }, context.Response);
            return next(context);
        });
    }

    private static HeaderPolicyCollection ForPages() => Common().AddContentSecurityPolicy(policy =>
    {
        policy.AddDefaultSrc().None();
        policy.AddScriptSrc().Self().WithNonce();
        // MudBlazor places its popovers with inline styles.
        policy.AddStyleSrc().Self().UnsafeInline();
        policy.AddFontSrc().Self();
        policy.AddImgSrc().Self().Data();
        // 'self' covers the circuit's WebSocket of the same host.
        policy.AddConnectSrc().Self();
        policy.AddFormAction().Self();
        policy.AddBaseUri().Self();
        policy.AddFrameAncestors().None();
        policy.AddObjectSrc().None();
    });

    private static HeaderPolicyCollection ForJobs() => Common().AddContentSecurityPolicy(policy =>
    {
        policy.AddDefaultSrc().Self();
        policy.AddScriptSrc().Self().UnsafeInline();
        policy.AddStyleSrc().Self().UnsafeInline();
        policy.AddImgSrc().Self().Data();
        policy.AddFontSrc().Self().Data();
        policy.AddFrameAncestors().None();
        policy.AddObjectSrc().None();
    });

    private static HeaderPolicyCollection Common() => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        // The path alone, and only to ourselves.
        .AddReferrerPolicySameOrigin()
        .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 60 * 60 * 24 * 365)
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin());
}

using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace OperatorConsole.Shell.Languages;

/// <summary>English and Russian: chosen by cookie, else by what the browser asks for.</summary>
internal static class Languages
{
    public static IReadOnlyList<string> All { get; } = ["en", "ru"];

    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRequestLocalization(options =>
        {
            CultureInfo[] cultures = [.. All.Select(CultureInfo.GetCultureInfo)];
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>The switch: sets the cookie and goes back to where the person was, if that is here.</summary>
    public static void MapLanguages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", (string language, string? back, HttpContext context) =>
        {
            if (!All.Contains(language, StringComparer.Ordinal))
            {
                return Results.NotFound();
            }

            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    Path = "/",
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                });
            return Results.LocalRedirect(LocalUrl.OrDesk(back));
        }).AllowAnonymous();
}

/// <summary>Where a person may be sent back to: a path of this console and nothing else.</summary>
internal static class LocalUrl
{
    /// <summary>The path if it is one of ours, the desk if not.</summary>
    public static string OrDesk(string? url) =>
        url is { Length: > 0 and <= 2000 } && url[0] == '/' && (url.Length == 1 || (url[1] != '/' && url[1] != '\\'))
        && !url.Any(char.IsControl)
            ? url
            : "/";
}

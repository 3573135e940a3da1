using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Staff;

/// <summary>How long a sign-in lasts and what the cookie that carries it looks like.</summary>
internal static class Sessions
{
    public static void AddSessions(this IServiceCollection services, Installation installation)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromSeconds(30);
            stamp.OnRefreshingPrincipal = refreshed =>
            {
                if (refreshed.CurrentPrincipal?.FindFirst(Claims.Since) is { } since)
                {
                    ((ClaimsIdentity)refreshed.NewPrincipal!.Identity!).AddClaim(new Claim(Claims.Since, since.Value));
                }

                return Task.CompletedTask;
            };
        });
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => Dress(cookie, "center-second"));
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
        {
            Dress(cookie, "center");
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "back";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(installation.IdleMinutes);
            cookie.SlidingExpiration = true;
            cookie.Events.OnCheckSlidingExpiration = sliding =>
            {
                sliding.ShouldRenew = sliding.ElapsedTime > TimeSpan.FromMinutes(1);
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            cookie.Events.OnSigningIn = signing =>
            {
                var clock = signing.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
                // A renewed cookie brings its properties along, so that it keeps its first instant.
                if (!signing.Properties.Items.TryGetValue(Claims.Since, out var since) || since is null)
                {
                    since = clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
                    signing.Properties.Items[Claims.Since] = since;
                }

                ((ClaimsIdentity)signing.Principal!.Identity!).AddClaim(new Claim(Claims.Since, since));
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = async validated =>
            {
                var clock = validated.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
                if (IsOver(validated.Principal, clock, installation))
                {
                    validated.RejectPrincipal();
                    return;
                }

                await SecurityStampValidator.ValidatePrincipalAsync(validated);
            };
        });
    }

    /// <summary>Whether a sign-in has lasted as long as any may, or does not say since when it lasts.</summary>
    public static bool IsOver(ClaimsPrincipal? person, TimeProvider clock, Installation installation) =>
        !long.TryParse(person?.FindFirstValue(Claims.Since), NumberStyles.None, CultureInfo.InvariantCulture, out var since)
        || clock.GetUtcNow().UtcTicks - since > TimeSpan.FromHours(installation.AbsoluteHours).Ticks;

    private static void Dress(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.CookieManager = new HostBoundCookies();
    }

    // Browsers take a name with __Host- only with Secure, and plain HTTP on loopback cannot have that.
    private sealed class HostBoundCookies : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            _cookies.AppendResponseCookie(context, Name(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            _cookies.DeleteCookie(context, Name(context, key), options);

        private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
    }
}

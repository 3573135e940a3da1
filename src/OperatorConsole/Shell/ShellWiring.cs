using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;
using OperatorConsole.Shell.Hosting;
using OperatorConsole.Shell.Languages;

namespace OperatorConsole.Shell;

/// <summary>The frame: pages, languages, look, and what protects them.</summary>
internal static class ShellWiring
{
    // Longest message of a circuit: a whole code with room to spare, and nothing to fill the server with.
    private const int LongestMessage = 32 * 1024;

    public static IServiceCollection AddShell(this IServiceCollection services, Installation installation)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(ConfigureCircuits).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddMudServices();
        services.AddTransient<MudLocalizer, MudWords>();
        services.AddLanguages();
        services.AddAccess();
        services.AddHealth();
        services.AddSingleton(new OpenWindows(installation));
        services.AddScoped<CircuitHandler, WindowLimit>();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "center-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    /// <summary>What every request passes, in this order.</summary>
    public static void UseShell(this WebApplication app, Installation installation)
    {
        app.UseTrustedProxies(installation);
        app.UseProtectiveHeaders();
        app.UseRequestLogs();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.UseTellingWithoutPosts();
        app.UseBareStatusForPrograms();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseTokensOnPosts();
        app.UseAuthorization();
        app.UseWebSocketsForCircuits();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapLanguages();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    private static void ConfigureCircuits(CircuitOptions circuits)
    {
        // An operator's connection may be away for as long as a sign-in lasts.
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(15);
        circuits.DetailedErrors = false;
    }
}

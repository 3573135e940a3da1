using Data.Sealing;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Issuing;

/// <summary>What every channel needs to answer a request.</summary>
internal static class IssuingWiring
{
    public static IServiceCollection AddIssuing(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(provider => new CenterClock(provider.GetRequiredService<TimeProvider>(), installation.Zone));
        services.AddSingleton<IPhoneSigner>(provider => PhoneKeyStore.OpenOrCreate(installation.Keys, provider.GetRequiredService<Vault>()));
        services.AddSingleton<PublicKeys>();
        services.AddSingleton<PhoneReply>();
        services.AddSingleton<AnswerRequest>();
        return services;
    }

    public static void MapIssuing(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/jwks.json", (PublicKeys keys) => Results.Text(keys.ToJson(), "application/json")).AllowAnonymous();
}

using Data.Sealing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Issuing;

/// <summary>What every channel needs to answer a request.</summary>
internal static class IssuingWiring
{
    public static IServiceCollection AddIssuing(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(provider => new CenterClock(provider.GetRequiredService<TimeProvider>(), installation.Zone));
        services.AddSingleton<IKeyStore>(provider => FileKeyStore.OpenOrCreate(installation.Keys, provider.GetRequiredService<Vault>()));
        services.AddSingleton<IPhoneSigner>(provider => provider.GetRequiredService<IKeyStore>());
        services.AddSingleton<RotateKey>();
        services.AddSingleton<RevokeKey>();
        services.AddSingleton<ExportKeys>();
        services.AddSingleton<BackUpKeys>();
        services.AddSingleton<PublicKeys>();
        services.AddSingleton<PhoneReply>();
        services.AddSingleton(provider => RuleSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AnswerRequest>();
        services.AddSingleton<LicenseFileReply>();
        services.AddSingleton<AnswerFile>();
        services.AddSingleton<CustomerWords>();
        services.AddSingleton<AnswerTickets>();
        services.AddSingleton<CorrectKit>();
        services.AddSingleton<TryOwner>();
        services.TryAddSingleton<IViolationFacts, CasesOfKit>();
        return services;
    }

    public static void MapIssuing(this IEndpointRouteBuilder routes)
    {
        // Read now: a setting that cannot be used stops the start, not the first request.
        _ = routes.ServiceProvider.GetRequiredService<RuleSettings>();
        routes.MapGet("/.well-known/jwks.json", (PublicKeys keys) => Results.Text(keys.ToJson(), "application/json")).AllowAnonymous()
            .WithName("PublicKeys").WithTags("Keys").WithSummary("The Center's public keys, as a JSON Web Key Set")
            .WithDescription("Beside the set stand phoneKeys, which JOSE libraries pass over.").Produces(StatusCodes.Status200OK, contentType: "application/json");
    }
}

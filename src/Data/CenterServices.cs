using Data.Journal;
using Data.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Data;

/// <summary>The database and what guards it, for the console's composition root.</summary>
public static class CenterServices
{
    /// <summary>Registers contexts, the center, the vault and the journal for one database and one key ring.</summary>
    public static IServiceCollection AddCenter(
        this IServiceCollection services, DatabaseProvider provider, string connectionString, KeyRing keys, int? maxBatch = null) =>
        services.AddCenter(provider, connectionString, _ => keys, maxBatch);

    /// <inheritdoc cref="AddCenter(IServiceCollection, DatabaseProvider, string, KeyRing, int?)"/>
    public static IServiceCollection AddCenter(
        this IServiceCollection services, DatabaseProvider provider, string connectionString, Func<IServiceProvider, KeyRing> keys, int? maxBatch = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Configure<IdentityOptions>(CenterDatabase.UseCenterSchema);
        services.AddPooledDbContextFactory<CenterDb>(options => options.UseCenter(provider, connectionString, maxBatch));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(keys);
        services.AddSingleton<Vault>();
        services.AddSingleton<OwnerSealing>();
        services.AddSingleton<JournalHead>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<JournalVerifier>();
        services.AddSingleton<WriterGate>();
        services.AddSingleton<Center>();
        return services;
    }
}

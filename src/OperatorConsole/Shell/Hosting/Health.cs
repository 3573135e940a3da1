using System.Security.Cryptography;
using System.Text.Json;
using Data;
using Data.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Shell.Hosting;

/// <summary>Whether the console lives, and whether it can serve.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", HealthStatus.Unhealthy, [Ready], TimeSpan.FromSeconds(5))
            .AddCheck<KeysAnswer>("keys", HealthStatus.Unhealthy, [Ready], TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/healthz/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync })
            .AllowAnonymous();
    }

    // Names and states only: why a check failed is for the log.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
        }), context.RequestAborted);
    }

    private sealed class DatabaseAnswers(IDbContextFactory<CenterDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            _ = await db.Settings.AsNoTracking().AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class KeysAnswer(IDataProtectionProvider protection, Vault vault, IKeyStore store) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var protector = protection.CreateProtector("health");
            byte[] sample = [1, 2, 3];
            var kept = CryptographicOperations.FixedTimeEquals(protector.Unprotect(protector.Protect(sample)), sample);
            kept &= vault.OpenText(vault.SealText("health", "health"), "health") == "health" && store.Keys.Count > 0;
            return Task.FromResult(kept ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        }
    }
}

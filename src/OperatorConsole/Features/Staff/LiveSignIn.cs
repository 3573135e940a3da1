using System.Collections.Concurrent;
using System.Security.Claims;
using Data.Staff;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Staff;

/// <summary>Asks every half minute whether the person behind a live circuit may still act.</summary>
internal sealed class LiveSignIn(
    ILoggerFactory logs,
    IServiceScopeFactory scopes,
    IOptions<IdentityOptions> identity,
    Installation installation,
    CircuitActivity circuit,
    LastActs acts,
    TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) => MayActAsync(authenticationState.User);

    /// <summary>Whether the sign-in still holds: not over, not idle, the person neither disabled nor changed.</summary>
    internal async Task<bool> MayActAsync(ClaimsPrincipal person)
    {
        var lastAct = acts.Of(person) is { } told && told > circuit.LastAct ? told : circuit.LastAct;
        if (Sessions.IsOver(person, clock, installation) || clock.GetUtcNow() - lastAct > TimeSpan.FromMinutes(installation.IdleMinutes))
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        return await people.GetUserAsync(person) is { DisabledAt: null } found
            && person.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) == await people.GetSecurityStampAsync(found);
    }
}

/// <summary>When something last came in over this circuit: an event, a navigation, a call from a script.</summary>
internal sealed class CircuitActivity(TimeProvider clock) : CircuitHandler
{
    public DateTimeOffset LastAct { get; private set; } = clock.GetUtcNow();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        activity =>
        {
            LastAct = clock.GetUtcNow();
            return next(activity);
        };
}

/// <summary>When each person last pressed a key, as their browsers tell: keys that stay in the browser count too.</summary>
internal sealed class LastActs(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    public void Mark(ClaimsPrincipal person)
    {
        if (person.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            _last[id] = clock.GetUtcNow();
        }
    }

    public DateTimeOffset? Of(ClaimsPrincipal person) =>
        person.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && _last.TryGetValue(id, out var last) ? last : null;
}

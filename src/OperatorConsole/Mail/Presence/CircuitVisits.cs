using System.Security.Claims;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OperatorConsole.Shell;

namespace OperatorConsole.Mail.Presence;

/// <summary>The pages of one circuit. A circuit whose connection is gone is kept for a while, in case it comes back; nobody looks at its pages meanwhile.</summary>
internal sealed class CircuitVisits(RequestPresence presence) : CircuitHandler
{
    private readonly Lock _lock = new();
    private readonly List<Visit> _visits = [];

    /// <summary>A page of a request is open.</summary>
    internal Visit Enter(string reference, ClaimsPrincipal person)
    {
        var visit = presence.Enter(reference, Acting.From(person).Id, person.FindFirstValue(Claims.DisplayName) ?? Acting.From(person).Name);
        lock (_lock)
        {
            _visits.Add(visit);
        }

        return visit;
    }

    /// <summary>It was left.</summary>
    internal void Leave(Visit visit)
    {
        lock (_lock)
        {
            _visits.Remove(visit);
        }

        visit.Leave();
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Each(visit => visit.Lose());

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Each(visit => visit.Return());

    private Task Each(Action<Visit> act)
    {
        Visit[] all;
        lock (_lock)
        {
            all = [.. _visits];
        }

        Array.ForEach(all, act);
        return Task.CompletedTask;
    }
}

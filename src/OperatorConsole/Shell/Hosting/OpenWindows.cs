using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OperatorConsole.Shell.Hosting;

/// <summary>Counts each person's connected circuits, so that nobody can fill the server's memory with windows.</summary>
internal sealed class OpenWindows(Installation installation)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Takes a place for a new window; false when all are taken.</summary>
    public bool TryOpen(string person)
    {
        if (Return(person) <= installation.CircuitsPerPerson)
        {
            return true;
        }

        Leave(person);
        return false;
    }

    /// <summary>Takes a place for a window that was here before, whatever the number.</summary>
    public int Return(string person) => _open.AddOrUpdate(person, 1, static (_, count) => count + 1);

    /// <summary>Gives the place back.</summary>
    public void Leave(string person) => _open.AddOrUpdate(person, 0, static (_, count) => count - 1);
}

/// <summary>Refuses a circuit too many. One that only lost its connection is always let back in.</summary>
internal sealed class WindowLimit(OpenWindows windows, AuthenticationStateProvider signIn) : CircuitHandler
{
    private string? _person;
    private bool _holds;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _person = (await signIn.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (_person is not null)
        {
            _holds = windows.TryOpen(_person) ? true : throw new InvalidOperationException("This person has too many windows open.");
        }
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_person is not null && !_holds)
        {
            windows.Return(_person);
            _holds = true;
        }

        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_person is not null && _holds)
        {
            windows.Leave(_person);
            _holds = false;
        }

        return Task.CompletedTask;
    }
}

/// <summary>One kind of connection: what is counted and limited is then all there is.</summary>
internal static class Connections
{
    public static IApplicationBuilder UseWebSocketsForCircuits(this IApplicationBuilder app) => app.UseWebSockets().Use(static (context, next) =>
    {
        if (context.Request.Path != "/_blazor" || context.WebSockets.IsWebSocketRequest)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });
}

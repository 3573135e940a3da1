using System.Collections.Concurrent;
using System.Security.Claims;

namespace OperatorConsole.Shell.Hosting;

/// <summary>Counts each person's live circuits, so that nobody can fill the server's memory with windows.</summary>
internal sealed class OpenWindows(Installation installation)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Takes a place for the person; false when all are taken.</summary>
    public bool TryOpen(string person)
    {
        if (_open.AddOrUpdate(person, 1, static (_, count) => count + 1) <= installation.CircuitsPerPerson)
        {
            return true;
        }

        Close(person);
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Close(string person) => _open.AddOrUpdate(person, 0, static (_, count) => count - 1);
}

/// <summary>The limit where a circuit's connection is opened.</summary>
internal static class OpenWindowsLimit
{
    public static IApplicationBuilder UseWindowLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
            || context.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } person)
        {
            await next(context);
            return;
        }

        var windows = context.RequestServices.GetRequiredService<OpenWindows>();
        if (!windows.TryOpen(person))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            windows.Close(person);
        }
    });
}

using System.Data.Common;
using Data;
using Data.Calls;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Asked to stop, the console starts no new call and waits a while for answers that are being dictated; what is left is resumed after the restart.</summary>
public sealed partial class DrainCalls(IServiceProvider services, CenterClock clock, IConfiguration settings, ILogger<DrainCalls> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    // A read-back without a key for this long waits for its caller anyway.
    private static readonly TimeSpan Lively = TimeSpan.FromSeconds(30);

    // Whoever has just heard the last line sees that the call is over.
    private static readonly TimeSpan LastScreen = TimeSpan.FromSeconds(3);

    /// <summary>Whether the console is about to stop.</summary>
    public bool Draining { get; private set; }

    /// <summary>Ends when nobody is being dictated to, or the time is up.</summary>
    /// <param name="cancellation">Somebody asked again: at once.</param>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        Draining = true;
        var until = clock.Now + TimeSpan.FromSeconds(settings.GetValue("Shutdown:DrainSeconds", 20));
        try
        {
            var waited = false;
            while (clock.Now < until && await LivelyAsync(cancellation) is > 0 and var left)
            {
                waited = true;
                LogWaiting(left);
                await Task.Delay(Look, cancellation);
            }

            await Task.Delay(waited && clock.Now < until ? LastScreen : TimeSpan.Zero, cancellation);
        }
        catch (DbException fault)
        {
            // Without its database nothing is dictated; the console stops all the same.
            LogUnknown(fault);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked twice: whoever is dictated to is resumed after the restart.
        }
    }

    private Task<int> LivelyAsync(CancellationToken cancellation)
    {
        var since = clock.Now - Lively;
        return services.GetRequiredService<Center>().ReadAsync(
            db => db.Calls.CountAsync(c => c.State == CallState.ReadingBack && c.LastKeyAt > since, cancellation), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: answers being dictated: {Left}")]
    private partial void LogWaiting(int left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopping without knowing what is being dictated")]
    private partial void LogUnknown(Exception fault);
}

/// <summary>A new call was asked for while the console is about to stop.</summary>
public sealed class DrainingException() : Exception("The console is about to restart; no new call is started.");

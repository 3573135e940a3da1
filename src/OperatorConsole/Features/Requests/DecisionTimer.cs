using System.Collections.Concurrent;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Wakes the sweep the moment a decision is due. Only a convenience: whatever it forgets, the schedule finds.</summary>
internal sealed partial class DecisionTimer(CompleteDecisions complete, TimeProvider time, CenterClock clock, ILogger<DecisionTimer> logger) : IDisposable
{
    private readonly ConcurrentDictionary<ITimer, bool> _running = new();

    /// <summary>Wakes it at that moment.</summary>
    public void At(DateTimeOffset due)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ => _ = RingAsync(timer!, due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running[timer] = true;
        var left = due - clock.Now;
        timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        foreach (var timer in _running.Keys)
        {
            timer.Dispose();
        }
    }

    private async Task RingAsync(ITimer timer, DateTimeOffset due)
    {
        if (_running.TryRemove(timer, out _))
        {
            await timer.DisposeAsync();
        }

        // A timer counts whole milliseconds and may ring a part of one too early: nothing would be due yet.
        while (due - clock.Now is { Ticks: > 0 } early)
        {
            await Task.Delay(early + TimeSpan.FromMilliseconds(1), time);
        }

        try
        {
            await complete.RunAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            // Nobody waits for this: the schedule comes by in a moment.
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Decisions that are due could not be made yet")]
    private partial void LogFailed(Exception fault);
}

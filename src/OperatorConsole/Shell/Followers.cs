namespace OperatorConsole.Shell;

/// <summary>Those who follow a feed. Each is told in the flow in which it began to follow: a page stays in its own language, whoever's act or sweep it hears of.</summary>
/// <typeparam name="T">What they are told.</typeparam>
internal sealed class Followers<T>
{
    private readonly Lock _lock = new();
    private readonly List<(Action<T> Follower, ExecutionContext? Flow)> _all = [];

    /// <summary>Somebody follows from now on.</summary>
    internal void Add(Action<T>? follower)
    {
        if (follower is not null)
        {
            lock (_lock)
            {
                _all.Add((follower, ExecutionContext.Capture()));
            }
        }
    }

    /// <summary>Somebody follows no longer.</summary>
    internal void Remove(Action<T>? follower)
    {
        lock (_lock)
        {
            if (_all.FindLastIndex(one => one.Follower == follower) is >= 0 and var at)
            {
                _all.RemoveAt(at);
            }
        }
    }

    /// <summary>Tells everybody.</summary>
    internal void Tell(T news)
    {
        (Action<T> Follower, ExecutionContext? Flow)[] all;
        lock (_lock)
        {
            all = [.. _all];
        }

        foreach (var (follower, flow) in all)
        {
            if (flow is null)
            {
                follower(news);
            }
            else
            {
                ExecutionContext.Run(flow, _ => follower(news), null);
            }
        }
    }
}

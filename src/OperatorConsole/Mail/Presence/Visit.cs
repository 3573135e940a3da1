namespace OperatorConsole.Mail.Presence;

/// <summary>One open page of one person at a request.</summary>
internal sealed class Visit
{
    private readonly Action<Action, Visit> _change;
    private readonly ITimer _quiet, _grace;
    private bool _left;

    /// <param name="id">Identity's key of the person.</param>
    /// <param name="name">As colleagues know it.</param>
    /// <param name="change">Changes what others see of it.</param>
    /// <param name="clock">Measures how long nothing was typed, and how long nobody was there.</param>
    internal Visit(string id, string name, Action<Action, Visit> change, TimeProvider clock)
    {
        (Id, Name, _change) = (id, name, change);
        _quiet = clock.CreateTimer(_ => _change(() => Writes = false, this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _grace = clock.CreateTimer(_ => _change(Vanish, this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal string Id { get; }

    internal string Name { get; }

    /// <summary>A key was pressed a moment ago.</summary>
    internal bool Writes { get; private set; }

    /// <summary>Others see it.</summary>
    internal bool IsSeen { get; private set; }

    /// <summary>It was left, and nobody sees it any more.</summary>
    internal bool IsOver => _left && !IsSeen;

    /// <summary>A key was pressed.</summary>
    internal void Write()
    {
        _quiet.Change(RequestPresence.Quiet, Timeout.InfiniteTimeSpan);
        _change(() => Writes = true, this);
    }

    /// <summary>The connection of the page is gone; it may come back.</summary>
    internal void Lose() => _grace.Change(RequestPresence.Grace, Timeout.InfiniteTimeSpan);

    /// <summary>The page is there, for the first time or again.</summary>
    internal void Return()
    {
        _grace.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _change(() => IsSeen = true, this);
    }

    /// <summary>The page was left for good.</summary>
    internal void Leave()
    {
        _left = true;
        Lose();
    }

    private void Vanish()
    {
        (IsSeen, Writes) = (false, false);
        if (_left)
        {
            _quiet.Dispose();
            _grace.Dispose();
        }
    }
}

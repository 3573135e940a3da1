namespace OperatorConsole.Shell;

/// <summary>Tells open pages of this node that something of a kit changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class KitFeed
{
    private readonly Followers<string> _followers = new();

    /// <summary>Something of a kit changed; the argument is its number.</summary>
    public event Action<string>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(string number) => _followers.Tell(number);
}

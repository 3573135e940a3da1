using OperatorConsole.Shell;

namespace OperatorConsole.Mail;

/// <summary>Tells open pages of this node that something of a request changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class RequestFeed
{
    private readonly Followers<string?> _followers = new();
    private readonly Followers<string> _onlookers = new();

    /// <summary>Something changed; the argument is the reference, or null where several may have.</summary>
    public event Action<string?>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Somebody began or ceased to look at a request or to write in it; the argument is the reference. Nothing in the tables changed.</summary>
    public event Action<string>? Attended
    {
        add => _onlookers.Add(value);
        remove => _onlookers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(string? reference) => _followers.Tell(reference);

    /// <summary>Tells who looks.</summary>
    internal void TellAttended(string reference) => _onlookers.Tell(reference);
}

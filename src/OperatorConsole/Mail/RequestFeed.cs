using OperatorConsole.Shell;

namespace OperatorConsole.Mail;

/// <summary>Tells open pages of this node that something of a request changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class RequestFeed
{
    private readonly Followers<string?> _followers = new();

    /// <summary>Something changed; the argument is the reference, or null where several may have.</summary>
    public event Action<string?>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(string? reference) => _followers.Tell(reference);
}

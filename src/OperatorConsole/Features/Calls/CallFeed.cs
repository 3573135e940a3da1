using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>Tells open pages of this node that a call is in other hands. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class CallFeed
{
    private readonly Followers<string> _followers = new();

    /// <summary>A call changed hands or was taken up; the argument is its full reference.</summary>
    public event Action<string>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(string reference) => _followers.Tell(reference);
}

using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Tells open pages of this node that something of a request changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class PinFeed
{
    private readonly Followers<int> _followers = new();

    /// <summary>Something of a request changed; the argument is its number.</summary>
    public event Action<int>? Changed
    {
        add => _followers.Add(value);
        remove => _followers.Remove(value);
    }

    /// <summary>Tells it.</summary>
    public void Tell(int number) => _followers.Tell(number);
}

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Tells open pages of this node that something of a request changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class PinFeed
{
    /// <summary>Something of a request changed; the argument is its number.</summary>
    public event Action<int>? Changed;

    /// <summary>Tells it.</summary>
    public void Tell(int number) => Changed?.Invoke(number);
}

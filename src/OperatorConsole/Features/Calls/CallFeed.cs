namespace OperatorConsole.Features.Calls;

/// <summary>Tells open pages of this node that a call is in other hands. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class CallFeed
{
    /// <summary>A call changed hands or was taken up; the argument is its full reference.</summary>
    public event Action<string>? Changed;

    /// <summary>Tells it.</summary>
    public void Tell(string reference) => Changed?.Invoke(reference);
}

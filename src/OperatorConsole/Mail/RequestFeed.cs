namespace OperatorConsole.Mail;

/// <summary>Tells open pages of this node that something of a request changed. Rights are checked at every act; this only makes it visible at once.</summary>
public sealed class RequestFeed
{
    /// <summary>Something changed; the argument is the reference, or null where several may have.</summary>
    public event Action<string?>? Changed;

    /// <summary>Tells it.</summary>
    public void Tell(string? reference) => Changed?.Invoke(reference);
}

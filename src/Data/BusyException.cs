namespace Data;

/// <summary>The database was busy, or others kept changing the same rows, for longer than anybody should wait. Nothing was written.</summary>
public sealed class BusyException : Exception
{
    private const string Text = "The database is busy or the same rows kept changing; nothing was written. Try again.";

    public BusyException()
        : base(Text)
    {
    }

    public BusyException(string message)
        : base(message)
    {
    }

    public BusyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal BusyException(Exception cause)
        : base(Text, cause)
    {
    }
}

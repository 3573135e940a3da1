namespace Data.Sealing;

/// <summary>Sealed data that does not open: changed, moved from another row, or sealed with a key that is not here.</summary>
public sealed class SealBrokenException : Exception
{
    public SealBrokenException()
    {
    }

    public SealBrokenException(string message)
        : base(message)
    {
    }

    public SealBrokenException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SealBrokenException(string row, string why, Exception? innerException)
        : this($"The sealed data of {row} does not open: {why}.", innerException) => Row = row;

    /// <summary>The row whose data it is.</summary>
    public string Row { get; } = "";
}

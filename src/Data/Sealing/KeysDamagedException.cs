namespace Data.Sealing;

/// <summary>A file of keys is missing or unreadable. Never answered by making new keys: they would open nothing.</summary>
public sealed class KeysDamagedException : Exception
{
    public KeysDamagedException()
    {
    }

    public KeysDamagedException(string message)
        : base(message)
    {
    }

    public KeysDamagedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal KeysDamagedException(string file, string why, Exception? innerException = null)
        : this($"The key file {file} cannot be used: {why} Put it back from a backup of the keys.", innerException) => File = file;

    /// <summary>Full path of the file.</summary>
    public string File { get; } = "";
}

namespace Data.Sealing;

/// <summary>Names that bind sealed data to the row and the column it stands in.</summary>
public static class RowName
{
    /// <summary>By a look-up: <c>Answers.SealedAnswer/0a1b...</c></summary>
    public static string Of(string column, ReadOnlySpan<byte> lookup) => Of(column, Convert.ToHexStringLower(lookup));

    /// <summary>By a name that the row keeps for good: <c>Calls.SealedDigits/261124-1-8</c></summary>
    public static string Of(string column, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return $"{column}/{name}";
    }
}

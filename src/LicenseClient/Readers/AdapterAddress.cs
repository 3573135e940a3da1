namespace LicenseClient.Readers;

/// <summary>Addresses of adapters as tools print them: with colons, with dashes, or bare.</summary>
internal static class AdapterAddress
{
    /// <summary>Digits of a whole address.</summary>
    internal const int Digits = 12;

    private const int LocallyGiven = 2;

    /// <summary>Its upper-case hex digits; none when it is all zeros.</summary>
    internal static string Hex(string printed)
    {
        var hex = string.Concat(printed.Where(char.IsAsciiHexDigit)).ToUpperInvariant();
        return hex.Trim('0').Length == 0 ? "" : hex;
    }

    /// <summary>Whether an address was made up on the computer: hardware of its own has one that its maker bought.</summary>
    /// <param name="hex">Twelve hex digits.</param>
    internal static bool IsMadeUp(string hex) => (Convert.ToInt32(hex[..2], 16) & LocallyGiven) != 0;
}

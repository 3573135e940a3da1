namespace OperatorConsole.Shell.Frame;

/// <summary>What may be looked for by an address. Addresses are kept by browsers and proxies, so a PIN code is not among it.</summary>
internal static class SearchText
{
    /// <summary>A kit has 10 digits, a date with its time 12; a PIN code has 15.</summary>
    public const int MostDigits = 12;

    /// <summary>The same limit for the browser, which then says so beside the field.</summary>
    public const string Pattern = @"\D*(\d\D*){0,12}";

    /// <summary>The path to go to, or null where there is nothing to look for.</summary>
    public static string? Path(string? text) =>
        text?.Trim() is not { Length: > 0 and <= 200 } wanted || wanted.Count(char.IsDigit) > MostDigits
            ? null
            : "/calls?find=" + Uri.EscapeDataString(wanted);
}

using Licensing.Dictation;

namespace OperatorConsole.Features.Calls;

/// <summary>What stands in the code field: digits in their places, a space where one is missing.</summary>
public static class CallDigits
{
    /// <summary>Digits of a whole dictation: 16 groups and the check sum.</summary>
    public const int Whole = Groups.DictationLength * 3;

    // More than a whole dictation is kept (nothing typed is cleared), but not without end.
    private const int Longest = 200;

    // The second group to the sixth.
    private const int PinStart = 3;
    private const int PinEnd = 18;

    /// <summary>The field's text without what it cannot hold.</summary>
    public static string Clean(string? typed)
    {
        var kept = string.Concat((typed ?? "").Where(c => char.IsAsciiDigit(c) || c == ' '));
        return (kept.Length > Longest ? kept[..Longest] : kept).TrimEnd();
    }

    /// <summary>The seventeen groups; null where one is not complete.</summary>
    public static int?[] GroupsOf(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var groups = new int?[Groups.DictationLength];
        for (var i = 0; i < groups.Length; i++)
        {
            var text = digits.Length >= (i + 1) * 3 ? digits.AsSpan(i * 3, 3) : [];
            groups[i] = text.Length == 3 && !text.Contains(' ') ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        return groups;
    }

    /// <summary>What stands where the PIN code belongs, complete or not.</summary>
    public static string PinOf(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        return digits.Length <= PinStart ? "" : digits[PinStart..Math.Min(digits.Length, PinEnd)];
    }

    /// <summary>Complete groups that can be right.</summary>
    public static int Complete(string digits) => GroupsOf(digits).Count(g => g < Groups.Modulus);

    /// <summary>The dictation, when it is whole: 51 digits, none missing, none beyond, no group above 996.</summary>
    public static int[]? Dictation(string digits)
    {
        var groups = GroupsOf(digits);
        return digits.Length == Whole && groups.All(g => g < Groups.Modulus) ? [.. groups.Select(g => g!.Value)] : null;
    }
}

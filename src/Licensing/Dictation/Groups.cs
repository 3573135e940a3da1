using System.Globalization;

namespace Licensing.Dictation;

/// <summary>What is said aloud: integers 0 to 996, always three digits. Dictation codes, section 1.1.</summary>
public static class Groups
{
    /// <summary>Groups are digits of the field of this many elements.</summary>
    public const int Modulus = 997;

    /// <summary>Groups of a dictated request, the check sum left out.</summary>
    public const int RequestLength = 16;

    /// <summary>Groups of a dictated request with its check sum.</summary>
    public const int DictationLength = 17;

    /// <summary>Groups of an answer.</summary>
    public const int AnswerLength = 45;

    /// <summary>Lines of an answer.</summary>
    public const int AnswerLines = 9;

    /// <summary>Groups of one line of an answer.</summary>
    public const int LineLength = 5;

    /// <summary>Three digits.</summary>
    public static string Format(int group) => group.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Groups of three digits with a space between them.</summary>
    public static string Format(ReadOnlySpan<int> groups)
    {
        var parts = new string[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            parts[i] = Format(groups[i]);
        }

        return string.Join(' ', parts);
    }

    /// <summary>Digits without spaces.</summary>
    public static string Digits(ReadOnlySpan<int> groups) => Format(groups).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Reads digits in threes; spaces, dashes and line breaks between them do not matter.</summary>
    /// <param name="text">The digits as typed or stored.</param>
    /// <param name="groups">The complete groups, 0 to 999 each: whether one is above 996 is the caller's question.</param>
    /// <returns>False where another character stands, or where the digits do not fill the last group.</returns>
    public static bool TryParse(string? text, out int[] groups)
    {
        var digits = new List<int>();
        foreach (var c in text ?? "")
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Add(c - '0');
            }
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '.'))
            {
                groups = [];
                return false;
            }
        }

        groups = new int[digits.Count / 3];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = (digits[3 * i] * 100) + (digits[(3 * i) + 1] * 10) + digits[(3 * i) + 2];
        }

        return digits.Count % 3 == 0;
    }
}

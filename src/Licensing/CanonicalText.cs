using System.Globalization;
using System.Text;

namespace Licensing;

/// <summary>The form of a text in which two parties compare it: what a person cannot see or reproduce is taken out, nothing else.</summary>
/// <remarks>Dictation codes, section 1.3. Case, diacritics, dashes, quotes and look-alike letters stay significant.</remarks>
public static class CanonicalText
{
    /// <summary>Spaces of every kind become one space, invisible characters go, the ends are trimmed, the rest is NFC.</summary>
    /// <param name="text">Any text; null reads as empty.</param>
    /// <exception cref="FormatException">The text holds half of a surrogate pair; the message says where.</exception>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    throw new FormatException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The text has half of a surrogate pair at position {i + 1}; whole characters were expected."));
                }

                kept.Append(c).Append(text[++i]);
            }
            else if (IsSpace(c))
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else if (!IsInvisible(c))
            {
                kept.Append(c);
            }
        }

        if (kept.Length > 0 && kept[^1] == ' ')
        {
            kept.Length--;
        }

        return Composed(kept.ToString());
    }

    /// <summary><see cref="Clean"/>, and the letters a to z in upper case; no culture has a say.</summary>
    /// <remarks>Dictation codes, section 1.5, <c>cs</c>.</remarks>
    public static string Scalar(string? text)
    {
        var upper = Clean(text).ToCharArray();
        foreach (ref var c in upper.AsSpan())
        {
            c = c is >= 'a' and <= 'z' ? (char)(c - 'a' + 'A') : c;
        }

        return new string(upper);
    }

    /// <summary>Both programs call this at start: without ICU the runtime returns text unnormalised, and codes would differ in silence.</summary>
    /// <exception cref="PlatformNotSupportedException">The runtime does not normalise.</exception>
    public static void RequireNormalization()
    {
        const string Decomposed = "\u0438\u0306";
        if (Decomposed.Normalize(NormalizationForm.FormC) != "\u0439")
        {
            throw new PlatformNotSupportedException(
                "This runtime does not normalise Unicode text (is ICU missing, or the invariant globalization mode on?). Owner details and codes cannot be computed.");
        }
    }

    /// <summary>Whether one word mixes Latin and Cyrillic letters: most often a slip of the keyboard, worth a warning.</summary>
    public static bool MixesAlphabets(string? text)
    {
        var latin = false;
        var cyrillic = false;
        foreach (var c in Clean(text))
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!char.IsLetter(c))
            {
                latin = cyrillic = false;
                continue;
            }

            latin |= c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '\u00C0' and <= '\u024F');
            cyrillic |= c is >= '\u0400' and <= '\u04FF';
            if (latin && cyrillic)
            {
                return true;
            }
        }

        return false;
    }

    // The runtime does not normalise a text with U+FFFE in it. That character composes with nothing, so the parts around it can be taken alone.
    private static string Composed(string text) =>
        string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC)));

    private static bool IsSpace(char c) => c is (>= '\u0009' and <= '\u000D') or ' ' or '\u0085' or '\u00A0' or '\u1680'
        or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    private static bool IsInvisible(char c) => c is (>= '\0' and <= '\u001F') or (>= '\u007F' and <= '\u009F') or '\u00AD' or '\u061C'
        or '\u180E' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF';
}

using System.Globalization;
using System.Text;

namespace Licensing.Owners;

/// <summary>A slip that makes two texts differ although a person would read them alike.</summary>
public enum OwnerSlip
{
    /// <summary>Latin letters where Cyrillic ones stood, or the other way around.</summary>
    LookAlike,

    /// <summary>Capital letters where small ones stood, or the other way around.</summary>
    Case,

    /// <summary>The letters with and without dots: "ё" and "е".</summary>
    YoOrYe,

    /// <summary>A space more or less.</summary>
    Spaces,

    /// <summary>Other quotation marks, dashes, dots or commas.</summary>
    Punctuation,

    /// <summary>A letter with and without its accent, or put together from other signs.</summary>
    Composition,

    /// <summary>The text stands in another field.</summary>
    Swapped,

    /// <summary>Given, though nothing is recorded.</summary>
    NotRecorded,

    /// <summary>Recorded, though nothing is given.</summary>
    NotGiven,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Takes slips out of texts, one kind at a time.</summary>
internal static class OwnerSlips
{
    /// <summary>Slips that a fold can take out, the likeliest first.</summary>
    internal static readonly OwnerSlip[] Foldable =
        [OwnerSlip.Case, OwnerSlip.YoOrYe, OwnerSlip.LookAlike, OwnerSlip.Punctuation, OwnerSlip.Spaces, OwnerSlip.Composition];

    // Letters that look alike in print, pair by pair.
    private const string Latin = "ABCEHKMOPTXYaceopxyIiSsJj";
    private const string Cyrillic = "АВСЕНКМОРТХУасеорхуІіЅѕЈј";

    /// <summary>The text without what a kind of slip can change in it.</summary>
    internal static string Fold(string text, OwnerSlip slip) => slip switch
    {
        OwnerSlip.Case => text.ToUpperInvariant(),
        OwnerSlip.YoOrYe => text.Replace('ё', 'е').Replace('Ё', 'Е'),
        OwnerSlip.LookAlike => ToLatin(text),
        OwnerSlip.Punctuation => string.Concat(text.Where(c => !IsPunctuation(c))),
        OwnerSlip.Spaces => string.Concat(text.Where(c => c != ' ')),
        OwnerSlip.Composition => WithoutMarks(text),
        _ => text,
    };

    /// <summary>Every Cyrillic letter that has a Latin double, as that.</summary>
    internal static string ToLatin(string text) => Exchange(text, Cyrillic, Latin);

    /// <summary>Every Latin letter that has a Cyrillic double, as that.</summary>
    internal static string ToCyrillic(string text) => Exchange(text, Latin, Cyrillic);

    internal static bool IsPunctuation(char c) => char.IsPunctuation(c) || c is '`' or '´';

    private static string Exchange(string text, string from, string to) =>
        string.Concat(text.Select(c => from.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? to[at] : c));

    // "ё" keeps its dots: that slip has a name of its own. The runtime does not normalise a text with U+FFFE in it.
    private static string WithoutMarks(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\uFFFE", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
        {
            var dots = c == '\u0308' && kept.Length > 0 && (kept[^1] is 'е' or 'Е');
            if (dots || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }
}

using System.Globalization;
using Licensing.Kits;

namespace Licensing.Owners;

/// <summary>The variant of what a caller says that fits the recorded digest.</summary>
/// <param name="Field">The field that was changed; null when nothing had to be.</param>
/// <param name="Slip">How; null when nothing had to be.</param>
public sealed record FittingVariant(OwnerField? Field, OwnerSlip? Slip);

/// <summary>By phone the Center knows a digest alone: variants of what the caller says are tried against it.</summary>
/// <remarks>
/// For staff only. Every variant fits a wrong digest once in a million, so their number is bounded: one slip in one field,
/// or one pair of fields exchanged.
/// </remarks>
public static class OwnerVariants
{
    /// <summary>Most variants that are tried at once.</summary>
    public const int Most = 400;

    private const int WordsTried = 4;
    private const int LettersTried = 6;

    // Fields that people take for each other.
    private static readonly (OwnerField One, OwnerField Other)[] Neighbors =
    [
        (OwnerField.LastName, OwnerField.FirstName), (OwnerField.FirstName, OwnerField.MiddleName), (OwnerField.LastName, OwnerField.MiddleName),
        (OwnerField.Region, OwnerField.District), (OwnerField.Region, OwnerField.Town), (OwnerField.District, OwnerField.Town),
        (OwnerField.Town, OwnerField.Street), (OwnerField.House, OwnerField.Building), (OwnerField.Building, OwnerField.Apartment),
        (OwnerField.House, OwnerField.Apartment), (OwnerField.Country, OwnerField.Region),
    ];

    private static readonly string[] Dashes = ["-", "–", "—"];

    private static readonly (string Open, string Close)[] Quotes = [("\"", "\""), ("«", "»"), ("“", "”"), ("„", "“"), ("", "")];

    /// <summary>Tries what the caller says, and slips of it, against a digest.</summary>
    /// <param name="kit">The kit, which salts the digest.</param>
    /// <param name="digest">The recorded digest.</param>
    /// <param name="said">What the caller says was typed at the first acquisition.</param>
    /// <returns>The first that fits, the likeliest first; null when none does.</returns>
    public static FittingVariant? Find(KitNumber kit, int digest, OwnerDetails said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var cleaned = said.Cleaned();
        if (cleaned.DigestFor(kit) == digest)
        {
            return new FittingVariant(null, null);
        }

        return Of(cleaned).Where(v => v.Details.DigestFor(kit) == digest).Select(v => new FittingVariant(v.Field, v.Slip)).FirstOrDefault();
    }

    /// <summary>The variants in the order in which they are tried.</summary>
    /// <param name="said">What the caller says, as it counts.</param>
    public static IEnumerable<(OwnerDetails Details, OwnerField Field, OwnerSlip Slip)> Of(OwnerDetails said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var single = OwnerFields.Texts.Where(f => said.Text(f).Length > 0)
            .SelectMany(f => Of(said.Text(f)).Select(v => (Details: said.With(f, v.Text), Field: f, v.Slip)));
        var exchanged = Neighbors
            .Select(n => (Details: said.With(n.One, said.Text(n.Other)).With(n.Other, said.Text(n.One)), Field: n.One, Slip: OwnerSlip.Swapped));
        var otherKind = said with { Kind = said.Kind == OwnerKind.Company ? OwnerKind.Individual : OwnerKind.Company };
        return exchanged.Prepend((Details: otherKind, Field: OwnerField.Kind, Slip: OwnerSlip.Other)).Concat(single)
            .Select(v => (Details: v.Details.Cleaned(), v.Field, v.Slip))
            .Where(v => v.Details != said)
            .DistinctBy(v => v.Details)
            .OrderBy(v => v.Slip == OwnerSlip.NotRecorded)
            .Take(Most);
    }

    private static IEnumerable<(string Text, OwnerSlip Slip)> Of(string text)
    {
        var none = CultureInfo.InvariantCulture;
        yield return (text.ToUpperInvariant(), OwnerSlip.Case);
        yield return (text.ToLowerInvariant(), OwnerSlip.Case);
        yield return (none.TextInfo.ToTitleCase(text.ToLowerInvariant()), OwnerSlip.Case);
        yield return (char.ToUpperInvariant(text[0]) + text[1..], OwnerSlip.Case);
        yield return (text.Replace('ё', 'е').Replace('Ё', 'Е'), OwnerSlip.YoOrYe);
        foreach (var at in Enumerable.Range(0, text.Length).Where(i => text[i] is 'е' or 'Е').Take(LettersTried))
        {
            yield return (text[..at] + (text[at] == 'е' ? 'ё' : 'Ё') + text[(at + 1)..], OwnerSlip.YoOrYe);
        }

        yield return (OwnerSlips.ToLatin(text), OwnerSlip.LookAlike);
        yield return (OwnerSlips.ToCyrillic(text), OwnerSlip.LookAlike);
        yield return (OwnerSlips.ToLatin(text[..1]) + text[1..], OwnerSlip.LookAlike);
        yield return (OwnerSlips.ToCyrillic(text[..1]) + text[1..], OwnerSlip.LookAlike);

        // A keyboard is switched between words.
        var words = text.Split(' ');
        for (var i = 0; i < Math.Min(words.Length, WordsTried); i++)
        {
            yield return (string.Join(' ', words.Select((w, at) => at == i ? OwnerSlips.ToLatin(w) : w)), OwnerSlip.LookAlike);
            yield return (string.Join(' ', words.Select((w, at) => at == i ? OwnerSlips.ToCyrillic(w) : w)), OwnerSlip.LookAlike);
        }

        foreach (var dash in Dashes)
        {
            yield return (string.Concat(text.Select(c => Dashes.Contains(c.ToString()) ? dash : c.ToString())), OwnerSlip.Punctuation);
        }

        foreach (var (open, close) in Quotes)
        {
            yield return (Quoted(text, open, close), OwnerSlip.Punctuation);
        }

        yield return (text.TrimEnd('.'), OwnerSlip.Punctuation);
        yield return (text + ".", OwnerSlip.Punctuation);
        yield return (string.Concat(text.Where(c => !OwnerSlips.IsPunctuation(c))), OwnerSlip.Punctuation);
        yield return (text.Replace(" ", "", StringComparison.Ordinal), OwnerSlip.Spaces);
        yield return (text.Replace(".", ". ", StringComparison.Ordinal), OwnerSlip.Spaces);
        yield return (text.Replace(". ", ".", StringComparison.Ordinal), OwnerSlip.Spaces);
        yield return (OwnerSlips.Fold(text, OwnerSlip.Composition), OwnerSlip.Composition);
        yield return ("", OwnerSlip.NotRecorded);
    }

    // Quotation marks open and close in turn.
    private static string Quoted(string text, string open, string close)
    {
        var opens = true;
        return string.Concat(text.Select(c =>
        {
            if (c is not ('"' or '«' or '»' or '“' or '”' or '„'))
            {
                return c.ToString();
            }

            (var mark, opens) = (opens ? open : close, !opens);
            return mark;
        }));
    }
}

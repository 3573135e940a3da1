using System.Text.RegularExpressions;
using Licensing.Kits;

namespace Licensing.AdditionalPins;

/// <summary>Numbers in a letter: groups of digits that stand together, whatever the customer put between them.</summary>
internal static partial class Digits
{
    private const int PinLength = 15;

    // Longer runs of digits are secrets or nothing that helps: a telephone number is shorter.
    private const int LongestShown = 12;

    /// <summary>Neighbouring groups whose digits together are as many as asked for.</summary>
    /// <param name="text">The letter.</param>
    /// <param name="lengths">How many digits.</param>
    internal static IEnumerable<Number> Of(string text, params int[] lengths)
    {
        foreach (var run in Runs(text))
        {
            for (var first = 0; first < run.Count; first++)
            {
                var digits = "";
                for (var last = first; last < run.Count && digits.Length < lengths.Max(); last++)
                {
                    digits += run[last].Value;
                    if (lengths.Contains(digits.Length))
                    {
                        var whole = first == 0 && last == run.Count - 1;
                        yield return new Number(digits, run[first].Index, run[last].Index + run[last].Length, whole || first == last);
                    }
                }
            }
        }
    }

    /// <summary>The text with every PIN code, and whatever looks like one, cut down to its last three digits.</summary>
    internal static string Masked(string text)
    {
        var hidden = new List<(int Start, int End)>();
        foreach (var pin in Of(text, PinLength).OrderByDescending(n => IsPin(n.Digits)).ThenByDescending(n => n.Whole))
        {
            if (!hidden.Any(h => pin.Start < h.End && h.Start < pin.End))
            {
                hidden.Add((pin.Start, pin.End));
            }
        }

        hidden.AddRange(Atom().Matches(text).Where(m => m.Length > LongestShown && !hidden.Any(h => m.Index < h.End && h.Start < m.Index + m.Length))
            .Select(m => (m.Index, m.Index + m.Length)));
        foreach (var (start, end) in hidden.OrderByDescending(h => h.Start))
        {
            var last = string.Concat(text[start..end].Where(char.IsAsciiDigit))[^3..];
            text = $"{text[..start]}… {last}{text[end..]}";
        }

        return text;
    }

    internal static bool IsPin(string digits) => PinCode.Parse(digits, out _) == PinFault.None;

    private static IEnumerable<List<Match>> Runs(string text)
    {
        var run = new List<Match>();
        foreach (Match atom in Atom().Matches(text))
        {
            if (run.Count > 0 && !Between().IsMatch(text[(run[^1].Index + run[^1].Length)..atom.Index]))
            {
                yield return run;
                run = [];
            }

            run.Add(atom);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    [GeneratedRegex(@"[0-9]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Atom();

    [GeneratedRegex(@"^[\s\p{P}\p{Zs}]{0,3}$", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Between();
}

/// <summary>A number in a letter.</summary>
/// <param name="Digits">Its digits.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last digit.</param>
/// <param name="Whole">Nothing else stands beside it.</param>
internal sealed record Number(string Digits, int Start, int End, bool Whole);

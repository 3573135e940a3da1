namespace Licensing.Dictation;

/// <summary>Sees a mis-heard PIN while the caller is still in row 2. Dictation codes, section 1.8, early test.</summary>
public static class PinRepair
{
    private static readonly int[] Weights = [.. Enumerable.Range(1, 5).Select(i => Field.Power(Checks.Tau, 5 - i))];

    /// <summary>For each of the five groups the one value that the PIN's own check allows, likeliest first.</summary>
    /// <param name="typed">At least the first six groups of a dictation.</param>
    /// <param name="language">In which language digits are heard.</param>
    /// <returns>Positions 2 to 6; empty when the PIN's check holds.</returns>
    public static IReadOnlyList<Suggestion> Explain(ReadOnlySpan<int> typed, HeardIn language = HeardIn.Mixed)
    {
        var pin = typed.Slice(1, 5);
        var syndrome = Field.Mod(pin[4] - Checks.Pin(pin[..4]));
        if (syndrome == 0)
        {
            return [];
        }

        var suggestions = new List<Suggestion>(5);
        for (var i = 0; i < pin.Length; i++)
        {
            var value = Field.Mod(pin[i] - Field.Divide(syndrome, Weights[i]));
            suggestions.Add(new Suggestion(SuggestionKind.Group, GroupCost.Of(pin[i], value, language), [i + 2], [value]));
        }

        return Suggestion.Ranked(suggestions);
    }
}

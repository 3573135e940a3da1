namespace Licensing.Dictation;

/// <summary>Explains a line of the answer whose checksum the caller reports otherwise. Dictation codes, section 1.8.</summary>
public static class LineRepair
{
    private const int Length = Groups.LineLength;
    private static readonly int[] Weights = [.. Enumerable.Range(1, Length).Select(i => Field.Power(Checks.Rho, Length + 1 - i))];

    /// <summary>What the caller probably typed, likeliest first.</summary>
    /// <param name="line">1 to 9.</param>
    /// <param name="truth">The line as it was dictated.</param>
    /// <param name="requestCheckSum">Check sum of the request.</param>
    /// <param name="reported">The checksum that the caller said.</param>
    /// <param name="language">In which language digits are heard.</param>
    /// <returns>At most five; empty when the reported checksum is the right one.</returns>
    public static IReadOnlyList<Suggestion> Explain(
        int line, ReadOnlySpan<int> truth, int requestCheckSum, int reported, HeardIn language = HeardIn.Mixed)
    {
        var groups = truth.ToArray();
        var expected = Checks.Line(line, truth, requestCheckSum);
        if (reported == expected)
        {
            return [];
        }

        var difference = Field.Mod(expected - reported);
        var found = new List<Suggestion>
        {
            new(SuggestionKind.ChecksumMisheard, GroupCost.Of(expected, reported, language) + 10, [], [reported]),
        };
        for (var i = 0; i < Length; i++)
        {
            var value = Field.Mod(groups[i] + Field.Divide(difference, Weights[i]));
            if (value != groups[i])
            {
                found.Add(new Suggestion(SuggestionKind.Group, GroupCost.Of(groups[i], value, language), [i + 1], [value]));
            }

            for (var j = i + 1; j < Length; j++)
            {
                if (groups[i] != groups[j] && Field.Mod((long)(groups[j] - groups[i]) * (Weights[i] - Weights[j])) == difference)
                {
                    found.Add(new Suggestion(SuggestionKind.Swap, j == i + 1 ? 55 : 70, [i + 1, j + 1], [groups[j], groups[i]]));
                }
            }
        }

        return Suggestion.Ranked(found);
    }
}

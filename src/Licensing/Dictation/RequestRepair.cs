namespace Licensing.Dictation;

/// <summary>Finds what was mis-heard in a dictated request. Dictation codes, section 1.8.</summary>
/// <remarks>
/// The two check groups make a Reed-Solomon code of distance 3: the two syndromes of one wrong group give its place and its value exactly;
/// for each pair of places they give the only two values that fit, and the confusion costs rank the pairs.
/// </remarks>
public static class RequestRepair
{
    private const int Length = Groups.DictationLength;
    private const int RowLength = 4;
    private const int TwoGroupsMore = 25;
    private const int TwoGroupsLargest = 170;
    private const int RowSwapCost = 60;
    private const int RowTwiceCost = 10;

    // Weight of each place in the sum check and in the inner check; the inner check does not see the check sum.
    private static readonly int[] SumWeights = [.. Enumerable.Range(1, Length).Select(i => Field.Power(Checks.Rho, Length - i))];
    private static readonly int[] InnerWeights = [.. Enumerable.Range(1, Length).Select(i => i == Length ? 0 : Field.Power(Checks.Sigma, Length - 1 - i))];

    /// <summary>Explains seventeen typed groups, likeliest first.</summary>
    /// <param name="typed">16 groups and the check sum.</param>
    /// <param name="language">In which language digits are heard.</param>
    /// <param name="evidence">More cost for a whole corrected dictation, from what the database knows; null: it is not asked.</param>
    /// <returns>At most five. One <see cref="SuggestionKind.Ok"/> when nothing is wrong; none when both checks hold and yet the code is impossible.</returns>
    public static IReadOnlyList<Suggestion> Explain(
        ReadOnlySpan<int> typed, HeardIn language = HeardIn.Mixed, Func<IReadOnlyList<int>, int>? evidence = null)
    {
        if (typed.Length != Length)
        {
            throw new ArgumentException($"A dictated request has {Length} groups, not {typed.Length}.", nameof(typed));
        }

        var groups = typed.ToArray();
        var sum = Field.Mod(Weighted(groups, SumWeights) - Checks.RequestConstant);
        var inner = Field.Mod(Weighted(groups, InnerWeights) - Checks.InnerConstant);
        if (sum == 0 && inner == 0)
        {
            return Explained(groups);
        }

        var found = SingleGroup(groups, sum, inner, language)
            .Concat(Swaps(groups, sum, inner))
            .Concat(RowSwaps(groups))
            .Concat(TwoGroups(groups, sum, inner, language))
            .Select(s => Weighed(groups, s, evidence)).OfType<Suggestion>()
            .Concat(RowsTwice(groups));
        return Suggestion.Ranked(found);
    }

    // Both checks hold. Groups above 996 can only be their residues.
    private static IReadOnlyList<Suggestion> Explained(int[] groups)
    {
        int[] illegal = [.. Enumerable.Range(0, Length).Where(i => groups[i] >= Groups.Modulus)];
        if (illegal.Length > 0)
        {
            return
            [
                new Suggestion(
                    SuggestionKind.Group,
                    illegal.Max(i => GroupCost.Of(groups[i], groups[i] - Groups.Modulus)),
                    [.. illegal.Select(i => i + 1)],
                    [.. illegal.Select(i => groups[i] - Groups.Modulus)]),
            ];
        }

        return RequestCode.Impossible(groups).Any() ? [] : [new Suggestion(SuggestionKind.Ok, 0, [], [])];
    }

    private static IEnumerable<Suggestion> SingleGroup(int[] groups, int sum, int inner, HeardIn language)
    {
        for (var i = 0; i < Length; i++)
        {
            if (Field.Mod((long)sum * InnerWeights[i]) == Field.Mod((long)inner * SumWeights[i]))
            {
                var value = Field.Mod(groups[i] - Field.Divide(sum, SumWeights[i]));
                yield return new Suggestion(SuggestionKind.Group, GroupCost.Of(groups[i], value, language), [i + 1], [value]);
            }
        }
    }

    private static IEnumerable<Suggestion> Swaps(int[] groups, int sum, int inner)
    {
        for (var i = 0; i < Length; i++)
        {
            for (var j = i + 1; j < Length; j++)
            {
                var difference = groups[i] - groups[j];
                if (difference != 0
                    && Field.Mod((long)difference * (SumWeights[i] - SumWeights[j])) == sum
                    && Field.Mod((long)difference * (InnerWeights[i] - InnerWeights[j])) == inner)
                {
                    var sameRow = j < Length - 1 && i / RowLength == j / RowLength;
                    yield return new Suggestion(SuggestionKind.Swap, j == i + 1 ? 55 : sameRow ? 70 : 85, [i + 1, j + 1], [groups[j], groups[i]]);
                }
            }
        }
    }

    private static IEnumerable<Suggestion> RowSwaps(int[] groups)
    {
        for (var first = 0; first < RowLength; first++)
        {
            for (var second = first + 1; second < RowLength; second++)
            {
                int[] positions = [.. Row(first), .. Row(second)];
                int[] values = [.. Row(second).Select(i => groups[i]), .. Row(first).Select(i => groups[i])];
                var swapped = Applied(groups, positions, values);
                if (!groups.AsSpan().SequenceEqual(swapped) && Holds(swapped))
                {
                    yield return new Suggestion(SuggestionKind.RowSwap, RowSwapCost, [.. positions.Select(i => i + 1)], values);
                }
            }
        }
    }

    private static IEnumerable<Suggestion> RowsTwice(int[] groups)
    {
        for (var first = 0; first < RowLength; first++)
        {
            for (var second = first + 1; second < RowLength; second++)
            {
                if (groups.AsSpan(RowLength * first, RowLength).SequenceEqual(groups.AsSpan(RowLength * second, RowLength)))
                {
                    yield return new Suggestion(SuggestionKind.RowTwice, RowTwiceCost, [(RowLength * first) + 1, (RowLength * second) + 1], []);
                }
            }
        }
    }

    private static IEnumerable<Suggestion> TwoGroups(int[] groups, int sum, int inner, HeardIn language)
    {
        for (var i = 0; i < Length; i++)
        {
            for (var j = i + 1; j < Length; j++)
            {
                var determinant = Field.Mod(((long)SumWeights[i] * InnerWeights[j]) - ((long)SumWeights[j] * InnerWeights[i]));
                var errorI = Field.Divide(Field.Mod(((long)sum * InnerWeights[j]) - ((long)inner * SumWeights[j])), determinant);
                var errorJ = Field.Divide(Field.Mod(((long)inner * SumWeights[i]) - ((long)sum * InnerWeights[i])), determinant);
                if (errorI == 0 || errorJ == 0)
                {
                    continue;
                }

                var (valueI, valueJ) = (Field.Mod(groups[i] - errorI), Field.Mod(groups[j] - errorJ));
                var cost = GroupCost.Of(groups[i], valueI, language) + GroupCost.Of(groups[j], valueJ, language) + TwoGroupsMore;
                if (cost <= TwoGroupsLargest)
                {
                    yield return new Suggestion(SuggestionKind.TwoGroups, cost, [i + 1, j + 1], [valueI, valueJ]);
                }
            }
        }
    }

    private static Suggestion? Weighed(int[] groups, Suggestion suggestion, Func<IReadOnlyList<int>, int>? evidence)
    {
        var corrected = Applied(groups, [.. suggestion.Positions.Select(p => p - 1)], suggestion.Values);
        return RequestCode.Impossible(corrected).Any() ? null
            : evidence is null ? suggestion
            : suggestion with { Cost = suggestion.Cost + evidence(corrected) };
    }

    private static int[] Applied(int[] groups, IReadOnlyList<int> indexes, IReadOnlyList<int> values)
    {
        var corrected = (int[])groups.Clone();
        for (var k = 0; k < indexes.Count; k++)
        {
            corrected[indexes[k]] = values[k];
        }

        return corrected;
    }

    private static IEnumerable<int> Row(int row) => Enumerable.Range(RowLength * row, RowLength);

    private static bool Holds(int[] groups) =>
        Weighted(groups, SumWeights) == Checks.RequestConstant && Weighted(groups, InnerWeights) == Checks.InnerConstant;

    private static int Weighted(int[] groups, int[] weights)
    {
        var sum = 0L;
        for (var i = 0; i < Length; i++)
        {
            sum += (long)groups[i] * weights[i];
        }

        return Field.Mod(sum);
    }
}

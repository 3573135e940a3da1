namespace Licensing.Dictation;

/// <summary>What probably went wrong.</summary>
public enum SuggestionKind
{
    /// <summary>Nothing: the checks hold.</summary>
    Ok,

    /// <summary>One group is wrong.</summary>
    Group,

    /// <summary>Two groups changed places.</summary>
    Swap,

    /// <summary>Two rows changed places.</summary>
    RowSwap,

    /// <summary>One row was typed twice: a flag only, it holds no values.</summary>
    RowTwice,

    /// <summary>Two groups are wrong.</summary>
    TwoGroups,

    /// <summary>The line is right, its checksum was mis-heard (answer lines only).</summary>
    ChecksumMisheard,
}

/// <summary>One explanation of a check that failed.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Cost">Tenths of a nat; the smaller, the likelier.</param>
/// <param name="Positions">Where: 1 to 17 in a request (17 is the check sum), 1 to 5 in a line.</param>
/// <param name="Values">What stands there if the explanation is right. Never shown or read out.</param>
public sealed record Suggestion(SuggestionKind Kind, int Cost, IReadOnlyList<int> Positions, IReadOnlyList<int> Values)
{
    /// <summary>At most so many are given.</summary>
    public const int Most = 5;

    internal static IReadOnlyList<Suggestion> Ranked(IEnumerable<Suggestion> suggestions) =>
    [
        .. suggestions.OrderBy(s => s.Cost).ThenBy(s => s.Positions.Count)
            .ThenBy(s => s.Positions, Comparer<IReadOnlyList<int>>.Create(ByPositions)).Take(Most),
    ];

    private static int ByPositions(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return a.Count.CompareTo(b.Count);
    }
}

/// <summary>Stable codes of the kinds.</summary>
public static class SuggestionKinds
{
    /// <summary>The code, as in the golden vectors.</summary>
    public static string Code(this SuggestionKind kind) => kind switch
    {
        SuggestionKind.Ok => "ok",
        SuggestionKind.Group => "group",
        SuggestionKind.Swap => "swap",
        SuggestionKind.RowSwap => "row-swap",
        SuggestionKind.RowTwice => "row-twice",
        SuggestionKind.TwoGroups => "two-groups",
        SuggestionKind.ChecksumMisheard => "checksum-misheard",
    };
}

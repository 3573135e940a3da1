namespace Licensing.Dictation;

/// <summary>Languages in which digits are heard.</summary>
public enum HeardIn
{
    /// <summary>Either: the cheaper confusion counts.</summary>
    Mixed,

    /// <summary>English.</summary>
    English,

    /// <summary>Russian.</summary>
    Russian,
}

/// <summary>How far one group is from being taken for another, in tenths of a nat. Dictation codes, section 1.8.</summary>
public static class GroupCost
{
    /// <summary>Nothing costs more.</summary>
    public const int Largest = 100;

    private const int OtherDigit = 38;
    private const int NeighbourKey = 33;
    private const int FurtherDigit = 10;
    private const string Keys = "12 23 45 56 78 89 14 47 25 58 36 69 01 02";

    private static readonly (string Pairs, int Cost)[] Written = [("17", 26), ("49 06 38", 32), ("08", 34)];
    private static readonly (string Pairs, int Cost)[] English = [("59", 20), ("19 45", 28), ("04 23", 32), ("67", 34)];
    private static readonly (string Pairs, int Cost)[] Russian = [("59 78", 22), ("56", 26), ("69", 30), ("29", 32), ("67", 34)];

    private static readonly int[,] MixedDigits = Table([.. English, .. Russian]);
    private static readonly int[,] EnglishDigits = Table(English);
    private static readonly int[,] RussianDigits = Table(Russian);

    /// <summary>Cost of taking one group for the other; symmetric, 0 for the same, at most <see cref="Largest"/>.</summary>
    public static int Of(int a, int b, HeardIn language = HeardIn.Mixed)
    {
        if (a == b)
        {
            return 0;
        }

        var digits = language switch { HeardIn.Mixed => MixedDigits, HeardIn.English => EnglishDigits, HeardIn.Russian => RussianDigits };
        var (a1, a2, a3) = (a / 100 % 10, a / 10 % 10, a % 10);
        var (b1, b2, b3) = (b / 100 % 10, b / 10 % 10, b % 10);
        var differing = (a1 == b1 ? 0 : 1) + (a2 == b2 ? 0 : 1) + (a3 == b3 ? 0 : 1);
        var cost = digits[a1, b1] + digits[a2, b2] + digits[a3, b3] + (FurtherDigit * (differing - 1));

        if (a1 == b1 && a3 == b3 && a1 != a3 && ((a2 == a1 && b2 == a3) || (a2 == a3 && b2 == a1)))
        {
            cost = Math.Min(cost, 28); // a repeated digit heard on the other side
        }

        if ((a3 == b3 && a1 == b2 && a2 == b1) || (a1 == b1 && a2 == b3 && a3 == b2))
        {
            cost = Math.Min(cost, 30); // neighbours swapped
        }

        if (a2 == b2 && a1 == b3 && a3 == b1)
        {
            cost = Math.Min(cost, 48); // outer digits swapped
        }

        if ((a3 == b3 && TeenAndTy(a1, a2, b1, b2)) || (a1 == b1 && TeenAndTy(a2, a3, b2, b3)))
        {
            cost = Math.Min(cost, 30);
        }

        if ((a3 == b3 && a1 == a2 && b1 == b2) || (a1 == b1 && a2 == a3 && b2 == b3))
        {
            cost = Math.Min(cost, 70); // a twin taken for another
        }

        if ((a1 == b2 && a2 == b3 && a3 == b1) || (a1 == b3 && a2 == b1 && a3 == b2))
        {
            cost = Math.Min(cost, 60); // rotated
        }

        return Math.Min(cost, Largest);
    }

    // 13 and 30, fifteen and fifty.
    private static bool TeenAndTy(int a, int b, int c, int d) =>
        (a == 1 && d == 0 && b == c && b >= 2) || (c == 1 && b == 0 && d == a && a >= 2);

    private static int[,] Table((string Pairs, int Cost)[] heard)
    {
        var costs = new int[10, 10];
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < 10; b++)
            {
                costs[a, b] = a == b ? 0 : OtherDigit;
            }
        }

        foreach (var (pairs, cost) in (ReadOnlySpan<(string, int)>)[(Keys, NeighbourKey), .. Written, .. heard])
        {
            foreach (var pair in pairs.Split(' '))
            {
                var (a, b) = (pair[0] - '0', pair[1] - '0');
                costs[a, b] = costs[b, a] = Math.Min(costs[a, b], cost);
            }
        }

        return costs;
    }
}

using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>Draws what a group is taken for: each other group with weight exp(-cost/10), both languages heard.</summary>
internal static class Mishearing
{
    private const int Likely = 60;
    private static readonly double[][] All = [.. Enumerable.Range(0, Groups.Modulus).Select(group => Weights(group, GroupCost.Largest))];
    private static readonly double[][] Known = [.. Enumerable.Range(0, Groups.Modulus).Select(group => Weights(group, GroupCost.Largest - 1))];

    /// <summary>Any other group, those without likeness included: each of them is unlikely, but they are many (2.6 % of all draws).</summary>
    internal static int Draw(int group, Random random) => Draw(All[group], random);

    /// <summary>Only groups that are taken for one another in a way which the costs know.</summary>
    internal static int DrawKnown(int group, Random random) => Draw(Known[group], random);

    /// <summary>Share of draws of each cost, over all true groups.</summary>
    internal static double[] SharesOfCosts()
    {
        var shares = new double[GroupCost.Largest + 1];
        for (var group = 0; group < Groups.Modulus; group++)
        {
            for (var other = 0; other < Groups.Modulus; other++)
            {
                var weight = All[group][other] - (other == 0 ? 0 : All[group][other - 1]);
                shares[GroupCost.Of(group, other)] += weight / All[group][^1] / Groups.Modulus;
            }
        }

        return shares;
    }

    private static int Draw(double[] cumulated, Random random)
    {
        var index = Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1]);
        return Math.Min(index < 0 ? ~index : index + 1, Groups.Modulus - 1);
    }

    /// <summary>One that costs less than a thing with two further slips does.</summary>
    internal static int LikelyFor(int group, Random random)
    {
        while (true)
        {
            if (Draw(group, random) is var heard && GroupCost.Of(group, heard) < Likely)
            {
                return heard;
            }
        }
    }

    private static double[] Weights(int group, int largest)
    {
        var cumulated = new double[Groups.Modulus];
        var sum = 0.0;
        for (var other = 0; other < Groups.Modulus; other++)
        {
            var cost = GroupCost.Of(group, other);
            sum += cost == 0 || cost > largest ? 0 : Math.Exp(-cost / 10.0);
            cumulated[other] = sum;
        }

        return cumulated;
    }
}

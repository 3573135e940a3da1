using System.Globalization;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Tests.Dictation;

/// <summary>Measures how often a wrong dictation is explained rightly. Dictation codes, section 3, second table.</summary>
/// <param name="seed">The same seed gives the same dictations.</param>
/// <param name="dictations">How many are drawn for each figure.</param>
internal sealed class LocationMeasurement(int seed, int dictations)
{
    /// <summary>Dictations with so many wrong groups, at places drawn evenly.</summary>
    /// <param name="wrongGroups">1 or 2.</param>
    /// <param name="heard">What a group is taken for.</param>
    /// <param name="database">Whether the database is asked: the PIN and its license are on record.</param>
    internal Location Measure(int wrongGroups, Func<int, Random, int> heard, bool database)
    {
        var random = new Random(seed);
        var (exact, named, exactAmongThree, namedAmongThree, listed) = (0, 0, 0, 0, 0);
        for (var i = 0; i < dictations; i++)
        {
            var request = Request(random);
            var right = Any.Dictated(request);
            var places = Enumerable.Range(1, Groups.DictationLength).ToArray();
            random.Shuffle(places);
            var wrong = places[..wrongGroups];
            var typed = wrong.Aggregate(right, (groups, place) => groups.With(place, heard(right[place - 1], random)));

            var suggestions = RequestRepair.Explain(typed, HeardIn.Mixed, database ? corrected => OnRecord(right, corrected, request.Operation) : null);
            var at = suggestions.Index().Where(s => Corrects(typed, s.Item, right)).Select(s => s.Index).DefaultIfEmpty(int.MaxValue).First();
            exact += at == 0 ? 1 : 0;
            exactAmongThree += at < 3 ? 1 : 0;
            listed += at < Suggestion.Most ? 1 : 0;
            named += suggestions.Take(1).Any(Names) ? 1 : 0;
            namedAmongThree += suggestions.Take(3).Any(Names) ? 1 : 0;

            bool Names(Suggestion suggestion) => suggestion.Positions.Any(wrong.Contains);
        }

        return new Location(Share(exact), Share(named), Share(exactAmongThree), Share(namedAmongThree), Share(listed));
    }

    private double Share(int count) => 100.0 * count / dictations;

    private static bool Corrects(int[] typed, Suggestion suggestion, int[] right) =>
        suggestion.Values.Count > 0
        && suggestion.Positions.Zip(suggestion.Values).Aggregate(typed, (groups, place) => groups.With(place.First, place.Second)).SequenceEqual(right);

    // What a Center adds whose records hold the true dictation: dictation codes, section 1.8, penalties.
    private static int OnRecord(int[] right, IReadOnlyList<int> corrected, Operation operation)
    {
        if (Differs(2, 6))
        {
            return 60;
        }

        var restored = operation != Operation.Initial;
        return (Differs(7, 7) ? 40 : 0)
            + (restored && Differs(8, 9) ? 40 : 0)
            + (operation == Operation.Restore && Differs(10, 10) ? 15 : 0)
            + (operation == Operation.Restore && Differs(11, 11) ? 15 : 0);

        bool Differs(int from, int to) => Enumerable.Range(from - 1, to - from + 1).Any(i => corrected[i] != right[i]);
    }

    /// <summary>A request as programs make them.</summary>
    internal static RequestCode Request(Random random)
    {
        var pin = Any.PinOf([random.Next(996), random.Next(997), random.Next(997), random.Next(997)]);
        var sketch = new Sketch(random.Next(3), random.Next(997), random.Next(997), 6 + random.Next(8), Filter(random));
        return new RequestCode((Operation)random.Next(3), pin, random.Next(997), random.Next(997 * 997), sketch);
    }

    private static long Filter(Random random)
    {
        var kit = KitNumber.FromBody(random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture));
        return Enumerable.Range(0, 2 + random.Next(5)).SelectMany(device => Sketch.PositionsOf($"disk={device}", kit)).Aggregate(0L, (bits, position) => bits | (1L << position));
    }
}

/// <summary>Shares in percent.</summary>
/// <param name="Exact">The first suggestion gives the true dictation.</param>
/// <param name="Named">The first suggestion names a group that was wrong: asked again, it leaves one error less.</param>
/// <param name="ExactAmongThree">One of the first three gives the true dictation.</param>
/// <param name="NamedAmongThree">One of the first three names a group that was wrong.</param>
/// <param name="Listed">One of those given gives the true dictation.</param>
internal sealed record Location(double Exact, double Named, double ExactAmongThree, double NamedAmongThree, double Listed)
{
    internal const string Heading = "exact first | wrong group named first | exact in top 3 | wrong group named in top 3 | exact listed";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Exact,10:F2}% | {Named,20:F2}% | {ExactAmongThree,13:F2}% | {NamedAmongThree,25:F2}% | {Listed,11:F2}%");
}

using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

/// <summary>What became of seeded dictations over a bad line.</summary>
/// <param name="Right">The Center has what the caller's screen shows.</param>
/// <param name="Wrong">The Center has something else, and would answer it: it knows the PIN and its kit.</param>
/// <param name="Unknown">The checks hold on something else, and the Center refuses it: the PIN that was made of it is nobody's (R1).</param>
/// <param name="GivenUp">Three repairs were not enough: the caller dictates anew.</param>
/// <param name="Repairs">Repairs that were made, in all.</param>
internal sealed record LineOutcome(int Right, int Wrong, int Unknown, int GivenUp, int Repairs)
{
    internal LineOutcome With(LineOutcome other) => new(Right + other.Right, Wrong + other.Wrong, Unknown + other.Unknown, GivenUp + other.GivenUp, Repairs + other.Repairs);
}

/// <summary>Dictates over a bad line: groups are mis-heard, the operator asks again for what is suggested, and even that may be mis-heard.</summary>
/// <remarks>
/// Counted as a wrong issue is every dictation whose checks hold, whose PIN is on record and which is not the caller's.
/// Suggestions are ranked without the database, which could only help. The two checks let one of a million groups of garbage
/// pass (dictation codes, section 3): a line so bad that a tenth of all dictations has three wrong groups does show one in a million.
/// </remarks>
internal static class WrongIssueMeasurement
{
    private const int MostRepairs = 3;
    private const double MisheardAgain = 0.05;

    // Every other dictation has a wrong group at this rate, and one of thirty has three or more.
    private const double Misheard = 0.04;

    internal static LineOutcome Measure(int seed, int dictations)
    {
        var random = new Random(seed);
        var outcome = new LineOutcome(0, 0, 0, 0, 0);
        for (var i = 0; i < dictations; i++)
        {
            outcome = outcome.With(Dictate(LocationMeasurement.Request(random), random));
        }

        return outcome;
    }

    private static LineOutcome Dictate(RequestCode request, Random random)
    {
        var right = Any.Dictated(request);
        var typed = Heard(right, random);
        var asked = new HashSet<int>();
        for (var repairs = 0; ; repairs++)
        {
            RequestCode.Read(typed, out var code);
            if (code is not null)
            {
                return typed.AsSpan().SequenceEqual(right) ? new(1, 0, 0, 0, repairs)
                    : KnowsPin(typed, right) ? new(0, 1, 0, 0, repairs)
                    : new(0, 0, 1, 0, repairs);
            }

            if (repairs == MostRepairs || RequestRepair.Explain(typed, HeardIn.Mixed, null) is not { Count: > 0 } suggestions)
            {
                return new(0, 0, 0, 1, repairs);
            }

            // The likeliest explanation that names something new; the caller says those groups again.
            var next = suggestions.FirstOrDefault(s => s.Positions.Any(p => !asked.Contains(p))) ?? suggestions[0];
            asked.UnionWith(next.Positions);
            typed = next.Positions.Aggregate(typed, (groups, place) => groups.With(place, Again(right[place - 1], random)));
        }
    }

    // Of the thousand billion PINs a Center has given the fewest away: one that came about by chance is nobody's, the caller's own is known.
    private static bool KnowsPin(int[] typed, int[] right) => typed.AsSpan(1, 5).SequenceEqual(right.AsSpan(1, 5));

    private static int Again(int group, Random random) => random.NextDouble() < MisheardAgain ? Mishearing.Draw(group, random) : group;

    // Groups are mis-heard independently of one another: dictation codes, section 4, item 4.
    private static int[] Heard(int[] right, Random random) =>
        [.. right.Select(group => random.NextDouble() < Misheard ? Mishearing.Draw(group, random) : group)];
}

namespace Licensing.Violations;

/// <summary>Counts what a rule looks at and says how far beyond its limit that went.</summary>
internal static class Counting
{
    /// <summary>Units within stretches of time: what follows within the gap belongs together, and every doubling of the limit is a finding of its own.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="subject">What is counted at.</param>
    /// <param name="limit">Units from which it counts.</param>
    /// <param name="gap">What comes later than this after the last one begins anew.</param>
    /// <param name="sightings">Oldest first.</param>
    /// <param name="unit">What makes one more; null: the sighting shows something and counts for nothing. Equal units count once.</param>
    internal static IEnumerable<Finding> Of(
        ViolationRule rule, string subject, int limit, TimeSpan gap, IEnumerable<Sighting> sightings, Func<Sighting, object?> unit)
    {
        foreach (var stretch in Stretches(sightings, gap, s => s.At))
        {
            var units = new HashSet<object>();
            for (var i = 0; i < stretch.Count; i++)
            {
                if (unit(stretch[i]) is not { } one || !units.Add(one) || LevelOf(units.Count, limit) is not { } level)
                {
                    continue;
                }

                var shown = stretch.Take(i + 1).ToList();
                yield return new Finding(
                    rule, FormattableString.Invariant($"{subject} from {shown[0].Number}"), level, limit, units.Count,
                    shown, [.. shown.Select(s => s.Number)], shown[0].At, shown[^1].At);
            }
        }
    }

    /// <summary>What lies no further apart than the gap, in stretches.</summary>
    internal static IEnumerable<List<T>> Stretches<T>(IEnumerable<T> all, TimeSpan gap, Func<T, DateTimeOffset> at)
    {
        var stretch = new List<T>();
        foreach (var one in all)
        {
            if (stretch.Count > 0 && at(one) - at(stretch[^1]) > gap)
            {
                yield return stretch;
                stretch = [];
            }

            stretch.Add(one);
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }

    /// <summary>0, 1, 2 ... exactly where the limit, its double, its fourfold is reached; null in between.</summary>
    internal static int? LevelOf(int count, int limit)
    {
        for (var (level, wanted) = (0, (long)limit); wanted <= count; level++, wanted *= 2)
        {
            if (wanted == count)
            {
                return level;
            }
        }

        return null;
    }
}

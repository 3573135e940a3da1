using Licensing.Acquisitions;

namespace Licensing.Violations;

/// <content>Rules about licenses that move, and the PIN codes that they take with them.</content>
internal static partial class KitRules
{
    // Once is a faulty new computer that was sent back; there and back again is two computers at work.
    private static IEnumerable<Finding> ComputersAlternate(KitTrace trace, Machines machines) =>
        from license in trace.Sightings.Where(s => s.License is not null).Select(s => s.License!.Value).Distinct()
        from finding in Counting.Of(
            ViolationRule.ComputersAlternate, FormattableString.Invariant($"license {license}"), 2, 200 * Day, Returns(trace, machines, license), s => s.Number)
        select finding;

    // A license comes to a computer that it had left before.
    private static IEnumerable<Sighting> Returns(KitTrace trace, Machines machines, long license)
    {
        var (left, on) = (new HashSet<int>(), (int?)null);
        foreach (var grant in trace.Sightings.Where(s => s is { Outcome: Outcome.Granted } && s.License == license))
        {
            if (machines.Of(grant) is not { } now || now == on)
            {
                continue;
            }

            if (left.Contains(now))
            {
                yield return grant;
            }

            if (on is { } before)
            {
                left.Add(before);
            }

            on = now;
        }
    }

    // Refused, and on another day again: somebody works there and wants the license back.
    private static IEnumerable<Finding> ReplacedComputerSeen(KitTrace trace, Machines machines) =>
        from seen in Ghosts(trace, machines).GroupBy(s => machines.Of(s)!.Value)
        from finding in Counting.Of(
            ViolationRule.ReplacedComputerSeen, FormattableString.Invariant($"computer {seen.Key + 1}"), 2, 400 * Day, seen, s => s.At.UtcDateTime.Date)
        select finding;

    // Refused requests of computers that a license of the kit has left, and that hold none now.
    private static IEnumerable<Sighting> Ghosts(KitTrace trace, Machines machines)
    {
        var (on, left) = (new Dictionary<long, int>(), new HashSet<int>());
        foreach (var sighting in trace.Sightings)
        {
            if (machines.Of(sighting) is not { } machine)
            {
                continue;
            }

            if (sighting is { Outcome: Outcome.Granted, License: { } license })
            {
                if (on.TryGetValue(license, out var before) && before != machine)
                {
                    left.Add(before);
                }

                on[license] = machine;
                left.Remove(machine);
            }
            else if (sighting.Outcome == Outcome.Refused && left.Contains(machine) && !on.ContainsValue(machine))
            {
                yield return sighting;
            }
        }
    }

    private static IEnumerable<Finding> TooFast(KitTrace trace) =>
        from moves in trace.Sightings.Where(s => s is { Outcome: Outcome.Granted, Operation: Operation.RestoreWithSpare }).GroupBy(s => s.License)
        from finding in Counting.Of(ViolationRule.TooFast, FormattableString.Invariant($"license {moves.Key}"), 3, 30 * Day, moves, s => s.Number)
        select finding;

    private static IEnumerable<Finding> AdditionalPins(KitTrace trace) => NeverUsed(trace).Concat(TooMany(trace));

    private static IEnumerable<Finding> NeverUsed(KitTrace trace)
    {
        var idle = trace.Wishes.Where(w => !trace.Sightings.Any(s => s.At <= w.At && s.Outcome == Outcome.Granted && (w.Replaces is null || s.Pin == w.Replaces)));
        return Wishes(trace, "never used", 2, idle.Select(w => (w.Number, w.At)));
    }

    // A set of many licenses may well need many; one license does not need four a year.
    private static IEnumerable<Finding> TooMany(KitTrace trace) =>
        from set in trace.Kit.Sets
        let joined = trace.Joined.Where(j => IsOf(set, j.Pin)).Select(j => (j.Number, j.At))
        from finding in Wishes(trace, SetOf(set), Math.Max(4, set.Licenses + 2), joined)
        select finding;

    private static IEnumerable<Finding> Wishes(KitTrace trace, string subject, int limit, IEnumerable<(long Number, DateTimeOffset At)> all)
    {
        foreach (var stretch in Counting.Stretches(all, 130 * Day, w => w.At))
        {
            for (var count = limit; count <= stretch.Count; count *= 2)
            {
                var shown = stretch.Take(count).ToList();
                yield return new Finding(
                    ViolationRule.AdditionalPins, FormattableString.Invariant($"{subject} from {shown[0].Number}"), Counting.LevelOf(count, limit)!.Value, limit, count,
                    [.. trace.Sightings.Where(s => s.Outcome == Outcome.Granted && s.At <= shown[^1].At)], [.. shown.Select(w => w.Number)], shown[0].At, shown[^1].At);
            }
        }
    }
}

namespace Licensing.Violations;

/// <summary>The rules over the history, all of them pure: the same history gives the same findings.</summary>
public static class ViolationRules
{
    /// <summary>What is found in the history of a kit.</summary>
    /// <param name="trace">The kit and what was recorded of it.</param>
    public static IReadOnlyList<Finding> OverKit(KitTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var machines = new Machines(trace);
        return [.. KitRules.Over(trace).Select(f => WithComputers(f, trace.Sightings, s => machines.Of(s)))];
    }

    /// <summary>What is found in the requests of one place.</summary>
    /// <param name="sightings">All requests from there, oldest first.</param>
    public static IReadOnlyList<Finding> OverSource(IReadOnlyList<Sighting> sightings)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        return [.. SourceRules.OfSource(sightings)];
    }

    /// <summary>What is found in the requests for one computer, over all kits.</summary>
    /// <param name="sightings">All requests for it, oldest first.</param>
    public static IReadOnlyList<Finding> OverComputer(IReadOnlyList<Sighting> sightings)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        return [.. SourceRules.OfComputer(sightings).Select(f => WithComputers(f, sightings, _ => 0))];
    }

    /// <summary>Which computer each sighting of a kit is of, counted from 1 in the order in which they were first seen.</summary>
    /// <param name="trace">The kit and what was recorded of it.</param>
    public static IReadOnlyDictionary<long, int> ComputersOf(KitTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var machines = new Machines(trace);
        return trace.Sightings.Where(s => machines.Of(s) is not null).ToDictionary(s => s.Number, s => machines.Of(s)!.Value + 1);
    }

    // Those that show nothing, too: a computer is held against the one that has the license.
    private static Finding WithComputers(Finding finding, IReadOnlyList<Sighting> all, Func<Sighting, int?> of) => finding with
    {
        Computers = all.Where(s => s.At <= finding.Last && of(s) is not null).ToDictionary(s => s.Number, s => of(s)!.Value + 1),
    };
}

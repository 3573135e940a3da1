using Licensing.Acquisitions;
using Licensing.Computers;

namespace Licensing.Violations;

/// <summary>Tells the computers of a kit's history apart: each sighting is of one of them, as far as it says anything of a computer.</summary>
internal sealed class Machines
{
    private readonly KitTrace _trace;
    private readonly List<List<(Sketch? Sketch, CanonicalComputer? Full)>> _known = [];
    private readonly Dictionary<long, int> _of = [];
    private readonly HashSet<int> _holders = [];

    internal Machines(KitTrace trace)
    {
        _trace = trace;
        foreach (var sighting in trace.Sightings)
        {
            if (PlaceOf((sighting.Sketch, sighting.Computer)) is { } place)
            {
                _of[sighting.Number] = place;
                if (sighting.Outcome == Outcome.Granted)
                {
                    _holders.Add(place);
                }
            }
        }

        foreach (var vouched in trace.Vouched)
        {
            if (PlaceOf((vouched.Sketch, vouched.Computer)) is { } place)
            {
                _holders.Add(place);
            }
        }
    }

    /// <summary>Number of the computer, from 0, in the order in which they were first seen; null where nothing was said of one.</summary>
    internal int? Of(Sighting sighting) => _of.TryGetValue(sighting.Number, out var place) ? place : null;

    /// <summary>Whether it is a computer that never got a license of this kit. One that got it is explained, however it began.</summary>
    internal bool IsForeign(Sighting sighting) => Of(sighting) is { } place && !_holders.Contains(place);

    private int? PlaceOf((Sketch? Sketch, CanonicalComputer? Full) seen)
    {
        if (seen is (null, null))
        {
            return null;
        }

        // The latest appearance first: a computer changes little by little.
        var place = _known.FindIndex(machine => machine.AsEnumerable().Reverse().Any(before => SameMachine.Of(_trace.Kit.Number, before, seen)));
        if (place < 0)
        {
            place = _known.Count;
            _known.Add([]);
        }

        if (!_known[place].Contains(seen))
        {
            _known[place].Add(seen);
        }

        return place;
    }
}

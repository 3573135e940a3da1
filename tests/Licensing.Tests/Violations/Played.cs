using Licensing.Acquisitions;
using Licensing.Violations;
using Simulator;

namespace Licensing.Tests.Violations;

/// <summary>What the rules find in a simulated history: by kit, by source and by computer, as the console runs them.</summary>
internal static class Played
{
    internal static IReadOnlyList<Finding> Findings(History history)
    {
        var sightings = history.Happenings.OfType<Requested>().Select(Sighting).ToList();
        return
        [
            .. Traces(history, sightings).SelectMany(ViolationRules.OverKit),
            .. sightings.Where(s => s.Source.Length > 0).GroupBy(s => s.Source).SelectMany(s => ViolationRules.OverSource([.. s])),
            .. Computers(sightings).SelectMany(ViolationRules.OverComputer),
        ];
    }

    private static IEnumerable<KitTrace> Traces(History history, List<Sighting> sightings) =>
        from kit in history.Happenings.Where(h => h.Kit is not null).GroupBy(h => h.Kit!.Number)
        select new KitTrace(kit.Last().Kit!, [.. sightings.Where(s => s.Kit == kit.Key)])
        {
            Wishes = [.. kit.OfType<PinAsked>().Select(p => new PinWish(p.Number, p.At, p.Replaces))],
            Joined = [.. kit.OfType<Noted>().Where(n => n.Fact is AdditionalPinJoined).Select(n => new PinJoined(n.Number, n.At, ((AdditionalPinJoined)n.Fact).Pin))],
            Vouched = [.. kit.OfType<Noted>().Select(n => n.Fact).OfType<ComputerAccepted>().Select(a => new ComputerVouched(a.Number, a.Sketch, a.Computer))],
        };

    private static Sighting Sighting(Requested asked) => new(asked.Number, asked.At, asked.Request.Method, asked.Request.Operation, asked.Decision switch
    {
        Granted => Outcome.Granted,
        Repeated => Outcome.Repeated,
        _ => Outcome.Refused,
    })
    {
        Kit = asked.Kit?.Number,
        Reason = (asked.Decision as Refused)?.Reason,
        Pin = asked.Request.Pin,
        CurrentPin = asked.Request.CurrentPin,
        License = asked.License,
        OwnerDigest = asked.Request.OwnerDigest,
        Owner = asked.Request.Owner is { } owner ? OwnerName.Of(owner) : null,
        Sketch = asked.Request.Sketch,
        Computer = asked.Request.Computer,
        Source = asked.Source,
    };

    private static List<List<Sighting>> Computers(List<Sighting> sightings)
    {
        var groups = new List<List<Sighting>>();
        foreach (var sighting in sightings.Where(s => s is { Computer: not null, Outcome: Outcome.Granted }))
        {
            if (groups.FirstOrDefault(g => g.Any(s => SameMachine.Of(s.Computer!, sighting.Computer!))) is { } group)
            {
                group.Add(sighting);
            }
            else
            {
                groups.Add([sighting]);
            }
        }

        return groups;
    }
}

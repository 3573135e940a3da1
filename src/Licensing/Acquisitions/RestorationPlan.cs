using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>Every license of one computer, and how each is restored. Guide: "Understanding key computer parameters", "Installing multiple client licenses on a single computer".</summary>
/// <param name="Steps">One step a license, in the order in which they were acquired there.</param>
public sealed record RestorationPlan(IReadOnlyList<RestorationStep> Steps)
{
    /// <summary>The method of the first license on the computer: a further one is acquired in the same way. Null when there is none.</summary>
    public Method? FurtherBy => Steps.Count == 0 ? null : Steps[0].Method;

    /// <summary>How many can work there: client licenses add up.</summary>
    public int Seats => Steps.Sum(s => s.Set.Type switch
    {
        LicenseType.SingleUser => 1,
        LicenseType.MultiUser => s.Set.Seats ?? 0,
        LicenseType.Server => 0,
    });

    /// <summary>PIN codes that must be spent.</summary>
    public int PinsNeeded => Steps.Count(s => s.NeedsSpare);

    /// <summary>PIN codes that must be asked for before all is restored.</summary>
    public int PinsMissing => Steps.Count(s => s.NeedsSpare && s.Spare is null);
}

/// <summary>One license on the way back to its computer.</summary>
/// <param name="Kit">Its kit.</param>
/// <param name="Set">Its set.</param>
/// <param name="License">The license as it stands.</param>
/// <param name="Changes">What changed since its acquisition; null when nothing is known of the computer now.</param>
/// <param name="Spare">An unused PIN that no other step of the plan takes; null when none is needed, or none is left.</param>
/// <param name="PinsLeft">Unused PIN codes of the set when this step is done.</param>
/// <param name="Obstacle">What stops it now: the kit's state or a block; null when nothing does.</param>
public sealed record RestorationStep(
    KitNumber Kit, LicenseSet Set, LiveLicense License, ComputerChanges? Changes, PinCode? Spare, int PinsLeft, Reason? Obstacle)
{
    /// <summary>The channel that the restoration must use.</summary>
    public Method Method => License.Method;

    /// <summary>Whether the license must move to a spare PIN.</summary>
    public bool NeedsSpare => Changes?.Any ?? false;
}

/// <summary>Plans the restoration of whole computers. Only looks; every step is decided when it is asked for.</summary>
public static class RestorationPlanner
{
    /// <summary>The plan for a computer as it is now, over every kit that may have a license there.</summary>
    /// <param name="kits">The kits.</param>
    /// <param name="computer">The computer now.</param>
    public static RestorationPlan ForComputer(IEnumerable<KitHistory> kits, CanonicalComputer computer)
    {
        ArgumentNullException.ThrowIfNull(computer);
        return Plan(kits, (_, _) => null, null, computer);
    }

    /// <summary>The plan for a dictated computer. A sketch speaks of the licenses of its own kit only.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="sketch">Its sketch of the computer now.</param>
    public static RestorationPlan ForSketch(KitHistory kit, Sketch sketch) => Plan([kit], (_, _) => null, sketch, null);

    /// <summary>One plan for every computer that holds a license of a kit, with the licenses of other kits there; nothing is known of the computers now.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="others">Kits that may share computers with it.</param>
    public static IReadOnlyList<RestorationPlan> ForKit(KitHistory kit, IEnumerable<KitHistory> others)
    {
        ArgumentNullException.ThrowIfNull(kit);
        ArgumentNullException.ThrowIfNull(others);
        KitHistory[] all = [kit, .. others.Where(o => o.Kit.Number != kit.Kit.Number)];
        var plans = new List<RestorationPlan>();
        foreach (var license in kit.Live)
        {
            if (!plans.Any(p => p.Steps.Any(s => s.Kit == kit.Kit.Number && s.License.License == license.License)))
            {
                plans.Add(Plan(all, (number, other) => SameComputer(kit.Kit.Number, license, number, other), null, null));
            }
        }

        return plans;
    }

    private static bool SameComputer(KitNumber kit, LiveLicense license, KitNumber otherKit, LiveLicense other) =>
        ReferenceEquals(license, other)
        || (license.Computer is { } one && other.Computer is { } two ? Resemblance.Of(one, two)
            : kit == otherKit && Resemblance.Of(kit, license.Sketch, license.Computer, other.Sketch, other.Computer));

    // The choice says yes or no; null: by resemblance with the computer now.
    private static RestorationPlan Plan(
        IEnumerable<KitHistory> kits, Func<KitNumber, LiveLicense, bool?> choose, Sketch? sketch, CanonicalComputer? computer)
    {
        ArgumentNullException.ThrowIfNull(kits);
        var there = kits
            .SelectMany(k => k.Live.Select(l => (Kit: k, License: l)))
            .Where(x => choose(x.Kit.Kit.Number, x.License) ?? Resembles(x.Kit, x.License, sketch, computer))
            .OrderBy(x => x.License.At).ThenBy(x => x.License.License);
        var taken = new HashSet<PinCode>();
        return new RestorationPlan([.. there.Select(x => Step(x.Kit, x.License, sketch, computer, taken))]);
    }

    private static bool Resembles(KitHistory kit, LiveLicense license, Sketch? sketch, CanonicalComputer? computer) =>
        Resemblance.Of(kit.Kit.Number, license.Sketch, license.Computer, sketch, computer);

    private static RestorationStep Step(KitHistory kit, LiveLicense license, Sketch? sketch, CanonicalComputer? computer, HashSet<PinCode> taken)
    {
        var set = kit.Kit.SetOf(license.Pin) ?? throw new InvalidOperationException("A license stands on a PIN of another kit.");
        var known = sketch is not null || computer is not null;
        var changes = known ? ComputerChanges.Between(kit.Kit.Number, license.Sketch, license.Computer, sketch, computer) : null;
        var free = set.Pins.Select(p => p.Code).Where(p => kit.StateOf(p) == PinState.Unused && !taken.Contains(p)).ToList();
        var needs = changes?.Any ?? false;
        var spare = needs && free.Count > 0 ? free[0] : (PinCode?)null;
        if (spare is { } used)
        {
            taken.Add(used);
        }

        return new RestorationStep(kit.Kit.Number, set, license, changes, spare, free.Count - (spare is null ? 0 : 1), ObstacleOf(kit, license));
    }

    private static Reason? ObstacleOf(KitHistory kit, LiveLicense license) => kit.State switch
    {
        KitState.Frozen => Reason.KitFrozen,
        KitState.Closed => Reason.KitClosed,
        KitState.Normal => kit.StateOf(license.Pin) == PinState.Blocked ? Reason.PinBlocked : null,
    };
}

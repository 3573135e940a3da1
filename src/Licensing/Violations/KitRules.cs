using Licensing.Acquisitions;
using Licensing.Kits;

namespace Licensing.Violations;

/// <summary>Rules that look at one kit. Guide: "Restoring licenses", "Acquiring additional PIN codes".</summary>
internal static partial class KitRules
{
    private const int Insisting = 3;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Everything that the rules find in a kit's history.</summary>
    internal static IReadOnlyList<Finding> Over(KitTrace trace)
    {
        var machines = new Machines(trace);
        return
        [
            .. PinOnOtherComputers(trace, machines), .. MoreLaunchesThanLicenses(trace, machines), .. VoidSetTried(trace, machines),
            .. MethodSwitched(trace), .. OwnerDiffers(trace, machines), .. UnchangedButChanged(trace, machines),
            .. ComputersAlternate(trace, machines), .. ReplacedComputerSeen(trace, machines), .. Guessed(trace), .. AdditionalPins(trace), .. TooFast(trace),
        ];
    }

    // One further computer is a mistake: the old one was replaced, and the wizard begun from its first page. Two are not.
    private static IEnumerable<Finding> PinOnOtherComputers(KitTrace trace, Machines machines) =>
        from used in Refused(trace, Reason.UseRestoration).Where(s => machines.Of(s) is not null && !IsExplained(trace, machines, s)).GroupBy(s => s.Pin)
        from finding in Counting.Of(ViolationRule.PinOnOtherComputers, PlaceOf(trace.Kit, used.Key), 2, 400 * Day, used, s => machines.Of(s))
        select finding;

    // The license came to the computer in the end; or another of the kit did, and the wrong line of the letter had been typed. Not so
    // where another owner asked, or where the same PIN was insisted on.
    private static bool IsExplained(KitTrace trace, Machines machines, Sighting asked) =>
        HeldIt(trace, machines, asked)
        || (!machines.IsForeign(asked) && !IsOtherOwner(trace, asked)
            && trace.Sightings.Count(s => s.Outcome == Outcome.Refused && s.Pin == asked.Pin && machines.Of(s) == machines.Of(asked)) < Insisting);

    private static IEnumerable<Finding> MoreLaunchesThanLicenses(KitTrace trace, Machines machines) =>
        from set in trace.Kit.Sets
        let asked = Refused(trace, Reason.NoLicenseLeft, machines).Where(s => IsOf(set, s.Pin))
        from finding in Counting.Of(ViolationRule.MoreLaunchesThanLicenses, SetOf(set), 2, 60 * Day, asked, s => machines.Of(s))
        select finding;

    private static IEnumerable<Finding> VoidSetTried(KitTrace trace, Machines machines)
    {
        var tried = Refused(trace, Reason.PinVoid).ToList();
        return Counting.Of(ViolationRule.VoidSetTried, "computers", 2, 60 * Day, tried.Where(machines.IsForeign), s => machines.Of(s))
            .Concat(Counting.Of(ViolationRule.VoidSetTried, "pins", 3, 60 * Day, tried, s => s.Pin));
    }

    private static IEnumerable<Finding> MethodSwitched(KitTrace trace) =>
        Counting.Of(ViolationRule.MethodSwitched, "kit", 5, 7 * Day, Refused(trace, Reason.OtherMethod), s => s.Number);

    // Nobody forgets his own name on two computers that the license never was on; and eight spellings are no longer remembering but trying.
    private static IEnumerable<Finding> OwnerDiffers(KitTrace trace, Machines machines) =>
        Counting.Of(ViolationRule.OwnerDiffers, "computers", 2, 200 * Day, Refused(trace, Reason.OwnerDiffers).Where(s => !HeldIt(trace, machines, s)), s => machines.Of(s))
            .Concat(Counting.Of(ViolationRule.OwnerDiffers, "spellings", 8, 7 * Day, Refused(trace, Reason.OwnerDiffers), s => s.OwnerDigest));

    private static IEnumerable<Finding> UnchangedButChanged(KitTrace trace, Machines machines) =>
        Counting.Of(ViolationRule.UnchangedButChanged, "computers", 2, 60 * Day, Refused(trace, Reason.ComputerChanged, machines), s => machines.Of(s));

    // R0 stops a guesser within the hour; what it stopped is a case at once.
    private static IEnumerable<Finding> Guessed(KitTrace trace) =>
        Counting.Of(ViolationRule.PinGuessing, "kit", SourceRules.GuessesOfAKit, SourceRules.Pause, trace.Sightings.Where(SourceRules.IsGuess), s => s.Number)
            .Concat(SourceRules.Stopped(trace.Sightings, "kit"));

    private static IEnumerable<Sighting> Refused(KitTrace trace, Reason reason, Machines machines) => Refused(trace, reason).Where(machines.IsForeign);

    private static IEnumerable<Sighting> Refused(KitTrace trace, Reason reason) => trace.Sightings.Where(s => s.Reason == reason);

    private static bool IsOtherOwner(KitTrace trace, Sighting asked) =>
        trace.Sightings.FirstOrDefault(s => s.Outcome == Outcome.Granted && s.Pin == asked.Pin) is { } granted && granted.OwnerDigest != asked.OwnerDigest;

    // Whether the license that is asked for was ever on the computer that asks.
    private static bool HeldIt(KitTrace trace, Machines machines, Sighting asked)
    {
        var pin = asked.CurrentPin ?? asked.Pin;
        var license = trace.Sightings.LastOrDefault(s => s.Outcome == Outcome.Granted && s.Pin == pin)?.License;
        return license is not null && trace.Sightings.Any(s => s.Outcome == Outcome.Granted && s.License == license && machines.Of(s) == machines.Of(asked));
    }

    private static bool IsOf(LicenseSet set, PinCode? pin) => set.Pins.Any(p => p.Code == pin);

    private static string SetOf(LicenseSet set) => FormattableString.Invariant($"set {set.Position}");

    // A PIN is named by its place: the code itself is a secret.
    private static string PlaceOf(Kit kit, PinCode? pin)
    {
        var set = kit.Sets.FirstOrDefault(s => IsOf(s, pin));
        return set is null ? "pin" : FormattableString.Invariant($"pin {set.Position}.{set.Pins.ToList().FindIndex(p => p.Code == pin) + 1}");
    }
}

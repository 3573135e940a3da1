using Licensing.Computers;

namespace Licensing.Acquisitions;

/// <content>The guards of restorations, R8 to R12. Guide: "Restoring licenses", "Understanding key computer parameters".</content>
public static partial class Acquisition
{
    // R8.
    private static Refused? NothingToRestore(Case asked) =>
        asked.Request.Operation == Operation.Initial || asked.Live is not null ? null
        : new Refused(Reason.NothingToRestore)
        {
            Observations = asked.Kit.StateOf(asked.Current) == PinState.Replaced ? [Observation.ReplacedPinTried] : [],
        };

    private static Refused? OtherMethod(Case asked) =>
        asked.Request.Operation == Operation.Initial || asked.Live!.Method.RestoredBy(asked.Family).Contains(asked.Request.Method) ? null
        : new Refused(Reason.OtherMethod) { Observations = [Observation.MethodSwitched] };

    // R9. The digest has twenty bits: it decides alone only where one side has no more than that.
    private static Refused? OwnerDiffers(Case asked) =>
        asked.Request.Operation == Operation.Initial || SameOwner(asked.Live!, asked.Request) ? null
        : new Refused(Reason.OwnerDiffers) { Observations = [Observation.OwnerDiffers] };

    private static bool SameOwner(LiveLicense license, LicenseRequest request) =>
        license.Owner is { } recorded && request.Owner is { } given
            ? recorded.ToCanonical() == given.ToCanonical()
            : license.OwnerDigest == request.OwnerDigest;

    // R10. Held against the first acquisition with that PIN, never the last restoration: added hardware must not become compulsory.
    private static Refused? ComputerChanged(Case asked) =>
        asked.Request.Operation != Operation.Restore || asked.Changes is { Any: false } ? null
        : new Refused(Reason.ComputerChanged)
        {
            Changes = asked.Changes ?? ComputerChanges.None,
            Hints = HintsOf(asked),
            Observations = [Observation.UnchangedButChanged],
        };

    // R11.
    private static Refused? SpareNotUsable(Case asked) =>
        asked.Request.Operation != Operation.RestoreWithSpare
        || (asked.Kit.StateOf(asked.Request.Pin) == PinState.Unused && asked.Set == asked.CurrentSet) ? null
        : new Refused(Reason.SpareNotUsable) { Hints = HintsOf(asked), Changes = asked.Changes ?? ComputerChanges.None };

    // By phone an operator is told before issuing; where nobody is asked, the spare is kept back once.
    private static Refused? SamePinWouldDo(Case asked) =>
        asked.Request.Operation == Operation.RestoreWithSpare && asked.Request.Method != Method.Phone
        && asked.Request.Unchanged != false && asked.Changes is { Any: false }
            ? new Refused(Reason.SamePinWouldDo)
            : null;

    // R12.
    private static IReadOnlyList<Hint> HintsOf(Case asked) =>
        asked.Kit.UnusedIn(asked.CurrentSet) == 0 ? [Hint.RequestAdditionalPins] : [];
}

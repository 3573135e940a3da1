using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>The rules of the Center, one guard a rule.</summary>
/// <remarks>Guide: "General procedure", "Acquiring and using client licenses", "Restoring licenses".</remarks>
public static partial class Acquisition
{
    private delegate Refused? Guard(Case asked);

    // The order is the precedence.
    private static readonly Guard[] Guards =
    [
        MovedMeanwhile, FrozenOrClosed, Blocked, NotByPhone, Void, NoLicenseLeft, UsedBefore,
        NothingToRestore, OtherMethod, OwnerDiffers, ComputerChanged, SpareNotUsable, SamePinWouldDo,
    ];

    /// <summary>Decides one request against everything known of its kit.</summary>
    /// <param name="kit">The kit that the PIN belongs to; null when no kit has it.</param>
    /// <param name="request">The request.</param>
    /// <param name="budget">How many wrong attempts are still let through.</param>
    /// <param name="family">Which methods count as one.</param>
    /// <returns>Granted, the same answer again, or refused with the first reason that applies.</returns>
    public static Decision Decide(KitHistory? kit, LicenseRequest request, Budget budget, MethodFamily family = MethodFamily.Exact)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(budget);

        // R0 counts failures only: whoever has the right PIN is let in, however many others guessed.
        if (Case.Of(kit, request, family) is not { } asked)
        {
            return new Refused(budget.FailuresLeft > 0 ? Reason.KitOrPin : Reason.TooManyFailures);
        }

        // R2.
        if (asked.Kit.GrantOf(request.RequestKey) is { } grant && asked.Kit.LiveOn(request.Pin)?.License == grant.License)
        {
            return new Repeated(grant.License);
        }

        return Guards.Select(guard => guard(asked)).FirstOrDefault(refused => refused is not null) ?? (Decision)Grant(asked);
    }

    // R2, second half: granted once, but the PIN no longer carries that license. An annulled acquisition is decided anew.
    private static Refused? MovedMeanwhile(Case asked) =>
        asked.Kit.GrantOf(asked.Request.RequestKey) is not { } grant || (asked.Kit.IsAnnulled(grant.License) && asked.Live is null)
            ? null
            : new Refused(Reason.LicenseMoved) { Observations = [Observation.MovedAskedAgain] };

    private static Refused? FrozenOrClosed(Case asked) => asked.Kit.State switch
    {
        KitState.Normal => null,
        KitState.Frozen => new Refused(Reason.KitFrozen),
        KitState.Closed => new Refused(Reason.KitClosed),
    };

    // Moving a license away would go around a block of the PIN that carries it.
    private static Refused? Blocked(Case asked) =>
        asked.Kit.StateOf(asked.Request.Pin) == PinState.Blocked || asked.Kit.StateOf(asked.Current) == PinState.Blocked
            ? new Refused(Reason.PinBlocked)
            : null;

    private static Refused? NotByPhone(Case asked) =>
        asked.Request.Method == Method.Phone && (asked.Set.Type != LicenseType.SingleUser || asked.CurrentSet.Type != LicenseType.SingleUser)
            ? new Refused(Reason.PhoneSingleUserOnly)
            : null;

    private static Refused? Void(Case asked) =>
        asked.Kit.IsVoid(asked.Request.Pin) ? new Refused(Reason.PinVoid) { Observations = [Observation.VoidSetTried] } : null;

    // A spare PIN moves a license; it is not a further one.
    private static Refused? NoLicenseLeft(Case asked) =>
        asked.Request.Operation == Operation.Initial && asked.Kit.StateOf(asked.Request.Pin) == PinState.Unused && asked.Kit.LicensesLeft(asked.Set) == 0
            ? new Refused(Reason.NoLicenseLeft) { Observations = [Observation.MoreLaunchesThanLicenses] }
            : null;

    private static Refused? UsedBefore(Case asked) =>
        asked.Request.Operation != Operation.Initial || asked.Kit.StateOf(asked.Request.Pin) == PinState.Unused ? null
        : new Refused(Reason.UseRestoration)
        {
            Observations = asked.Live is null ? [Observation.ReplacedPinTried] : asked.Changes is { Any: true } ? [Observation.LaunchOnOtherComputer] : [],
        };

    private static Granted Grant(Case asked)
    {
        var restores = asked.Request.Operation != Operation.Initial;
        var moves = asked.Request.Operation == Operation.RestoreWithSpare;
        var changes = asked.Changes ?? Computers.ComputerChanges.None;
        return new Granted(asked.Set, asked.Request.Pin)
        {
            // The request of an annulled acquisition takes its license up again: the stored answer names it.
            License = restores ? asked.Live?.License : asked.Kit.GrantOf(asked.Request.RequestKey)?.License,
            From = moves ? asked.Current : null,
            SamePinWouldDo = moves && !changes.Any,
            Changes = changes,
            Observations = moves && !changes.Any ? [Observation.SpareNotNeeded] : [],
        };
    }
}

using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>The rules of the Center, one guard a rule.</summary>
/// <remarks>Guide: "General procedure", "Acquiring and using client licenses", "Restoring licenses".</remarks>
public static class Acquisition
{
    private delegate Reason? Guard(KitHistory kit, LicenseRequest request);

    // The order is the precedence.
    private static readonly Guard[] Guards =
    [
        MovedMeanwhile, FrozenOrClosed, Blocked, NotByPhone, Void, NoLicenseLeft, UsedBefore, RestorationNotServed,
    ];

    /// <summary>Decides one request against everything known of its kit.</summary>
    /// <param name="kit">The kit that the PIN belongs to; null when no kit has it.</param>
    /// <param name="request">The request.</param>
    /// <param name="budget">How many wrong attempts are still let through.</param>
    /// <returns>Granted, the same answer again, or refused with the first reason that applies.</returns>
    public static Decision Decide(KitHistory? kit, LicenseRequest request, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(budget);

        // R0 counts failures only: whoever has the right PIN is let in, however many others guessed.
        if (kit is null || !BelongTogether(kit, request))
        {
            return new Refused(budget.FailuresLeft > 0 ? Reason.KitOrPin : Reason.TooManyFailures);
        }

        if (kit.GrantOf(request.RequestKey) is { } grant && kit.LiveOn(request.Pin)?.License == grant.License)
        {
            return new Repeated(grant.License);
        }

        foreach (var guard in Guards)
        {
            if (guard(kit, request) is { } reason)
            {
                return new Refused(reason);
            }
        }

        return new Granted(SetOf(kit, request), request.Pin);
    }

    // R1. By phone the kit is not dictated: LINK proves that the caller typed the right one.
    private static bool BelongTogether(KitHistory kit, LicenseRequest request) =>
        kit.Kit.SetOf(request.Pin) is not null
        && (request.Kit is null || request.Kit == kit.Kit.Number)
        && (request.Link is null || LinkFits(kit, request));

    // A spare's LINK names the PIN whose license moves; otherwise it names the PIN itself.
    private static bool LinkFits(KitHistory kit, LicenseRequest request) => request.Operation == Operation.RestoreWithSpare
        ? kit.Kit.Pins.Any(p => p.Code != request.Pin && PinLink.Of(kit.Kit.Number, p.Code) == request.Link)
        : PinLink.Of(kit.Kit.Number, request.Pin) == request.Link;

    // R2, second half: granted once, but the PIN no longer carries that license.
    private static Reason? MovedMeanwhile(KitHistory kit, LicenseRequest request) =>
        kit.GrantOf(request.RequestKey) is null ? null : Reason.LicenseMoved;

    private static Reason? FrozenOrClosed(KitHistory kit, LicenseRequest request) => kit.State switch
    {
        KitState.Normal => null,
        KitState.Frozen => Reason.KitFrozen,
        KitState.Closed => Reason.KitClosed,
    };

    private static Reason? Blocked(KitHistory kit, LicenseRequest request) =>
        kit.StateOf(request.Pin) == PinState.Blocked ? Reason.PinBlocked : null;

    private static Reason? NotByPhone(KitHistory kit, LicenseRequest request) =>
        request.Method == Method.Phone && SetOf(kit, request).Type != LicenseType.SingleUser ? Reason.PhoneSingleUserOnly : null;

    private static Reason? Void(KitHistory kit, LicenseRequest request) =>
        kit.IsVoid(request.Pin) ? Reason.PinVoid : null;

    // A spare PIN moves a license; it is not a further one.
    private static Reason? NoLicenseLeft(KitHistory kit, LicenseRequest request) =>
        request.Operation == Operation.Initial && kit.StateOf(request.Pin) == PinState.Unused && kit.LicensesLeft(SetOf(kit, request)) == 0
            ? Reason.NoLicenseLeft
            : null;

    private static Reason? UsedBefore(KitHistory kit, LicenseRequest request) =>
        request.Operation == Operation.Initial && kit.StateOf(request.Pin) != PinState.Unused ? Reason.UseRestoration : null;

    private static Reason? RestorationNotServed(KitHistory kit, LicenseRequest request) =>
        request.Operation == Operation.Initial ? null : Reason.OperationNotServed;

    private static LicenseSet SetOf(KitHistory kit, LicenseRequest request) =>
        kit.Kit.SetOf(request.Pin) ?? throw new InvalidOperationException("A guard ran before kit and PIN were known to belong together.");
}

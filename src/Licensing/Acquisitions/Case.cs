using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>A request beside its kit, once both are known to belong together: what the guards look at.</summary>
internal sealed class Case
{
    private Case(KitHistory kit, LicenseRequest request, MethodFamily family, LicenseSet set, PinCode current)
    {
        (Kit, Request, Family, Set, Current) = (kit, request, family, set, current);
        Live = kit.LiveOn(current);
        CurrentSet = kit.Kit.SetOf(current) ?? set;
    }

    internal KitHistory Kit { get; }

    internal LicenseRequest Request { get; }

    internal MethodFamily Family { get; }

    /// <summary>The set of the PIN to be used.</summary>
    internal LicenseSet Set { get; }

    /// <summary>The PIN that should carry the license; the one to be used, a spare apart.</summary>
    internal PinCode Current { get; }

    /// <summary>Its set: a spare must be of the same.</summary>
    internal LicenseSet CurrentSet { get; }

    /// <summary>The license that the current PIN carries.</summary>
    internal LiveLicense? Live { get; }

    /// <summary>What changed at the computer since the acquisition with the current PIN.</summary>
    /// <remarks>Null: the request says nothing of the computer. Where the Center knows none, nothing contradicts the customer.</remarks>
    internal ComputerChanges? Changes => Live is not { } live || live is { Sketch: null, Computer: null } ? ComputerChanges.None
        : ComputerChanges.Between(Kit.Kit.Number, live.Sketch, live.Computer, Request.Sketch, Request.Computer);

    /// <summary>R1: null when kit and PIN codes do not belong together, whatever the cause.</summary>
    /// <remarks>By phone the kit is not dictated: LINK proves that the caller typed the right one, and names the PIN whose license moves.</remarks>
    internal static Case? Of(KitHistory? kit, LicenseRequest request, MethodFamily family)
    {
        if (kit?.Kit.SetOf(request.Pin) is not { } set || (request.Kit is { } number && number != kit.Kit.Number))
        {
            return null;
        }

        return CurrentOf(kit, request) is { } current ? new Case(kit, request, family, set, current) : null;
    }

    private static PinCode? CurrentOf(KitHistory kit, LicenseRequest request) => request switch
    {
        { Operation: Operation.RestoreWithSpare, CurrentPin: { } given } => kit.Kit.SetOf(given) is null ? null : given,
        { Operation: Operation.RestoreWithSpare, Link: { } link } => kit.PinWithLink(link, request.Pin),
        { Operation: Operation.RestoreWithSpare } => null,
        { Link: { } link } when PinLink.Of(kit.Kit.Number, request.Pin) != link => null,
        _ => request.Pin,
    };
}

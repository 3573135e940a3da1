namespace Licensing.Acquisitions;

/// <summary>Why a request is refused. Each has a stable code, a text for operators and one for customers.</summary>
/// <remarks>The order is that of precedence.</remarks>
public enum Reason
{
    /// <summary>R0: too many wrong attempts; slows guesses down, never a right PIN.</summary>
    TooManyFailures,

    /// <summary>R1: kit and PIN do not belong together, whatever the cause.</summary>
    KitOrPin,

    /// <summary>R2: the same request was granted once, and its license has moved since.</summary>
    LicenseMoved,

    /// <summary>R3: the kit is frozen.</summary>
    KitFrozen,

    /// <summary>R3: the kit is closed.</summary>
    KitClosed,

    /// <summary>R3: a supervisor blocked the PIN.</summary>
    PinBlocked,

    /// <summary>R4: multi-user and server licenses are not given by phone.</summary>
    PhoneSingleUserOnly,

    /// <summary>R5: the other license type of the kit was chosen.</summary>
    PinVoid,

    /// <summary>R6: the set has no further license; a spare PIN is not one.</summary>
    NoLicenseLeft,

    /// <summary>R7: the PIN has given its license; another request with it is a restoration.</summary>
    UseRestoration,

    /// <summary>R8: the current PIN carries no license.</summary>
    NothingToRestore,

    /// <summary>R8: the license was first acquired by another method.</summary>
    OtherMethod,

    /// <summary>R9: the owner details are not those of the first acquisition.</summary>
    OwnerDiffers,

    /// <summary>R10: a key parameter changed; the license moves with a spare PIN only.</summary>
    ComputerChanged,

    /// <summary>R11: the spare PIN is in use, was in use, or is of another set.</summary>
    SpareNotUsable,

    /// <summary>R11: no key parameter changed, and no spare PIN need be spent.</summary>
    SamePinWouldDo,
}

/// <summary>What a refusal says beside its reason. R12.</summary>
public enum Hint
{
    /// <summary>The set has no unused PIN left: additional ones can be asked for.</summary>
    RequestAdditionalPins,
}

/// <summary>Stable codes of the reasons.</summary>
public static class Reasons
{
    /// <summary>The code, as other programs see it.</summary>
    public static string Code(this Reason reason) => reason switch
    {
        Reason.TooManyFailures => "too-many-failures",
        Reason.KitOrPin => "kit-or-pin",
        Reason.LicenseMoved => "license-moved",
        Reason.KitFrozen => "kit-frozen",
        Reason.KitClosed => "kit-closed",
        Reason.PinBlocked => "pin-blocked",
        Reason.PhoneSingleUserOnly => "phone-single-user-only",
        Reason.PinVoid => "pin-void",
        Reason.NoLicenseLeft => "no-license-left",
        Reason.UseRestoration => "use-restoration",
        Reason.NothingToRestore => "nothing-to-restore",
        Reason.OtherMethod => "other-method",
        Reason.OwnerDiffers => "owner-differs",
        Reason.ComputerChanged => "computer-changed",
        Reason.SpareNotUsable => "spare-not-usable",
        Reason.SamePinWouldDo => "same-pin-would-do",
    };

    /// <summary>The hint's code, as other programs see it.</summary>
    public static string Code(this Hint hint) => hint switch
    {
        Hint.RequestAdditionalPins => "request-additional-pins",
    };

    /// <summary>The reason with this code; null when there is none.</summary>
    public static Reason? Find(string? code) => Enum.GetValues<Reason>().Where(r => r.Code() == code).Select(r => (Reason?)r).FirstOrDefault();
}

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

    /// <summary>Restorations are not served by this Center yet.</summary>
    OperationNotServed,
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
        Reason.OperationNotServed => "operation-not-served",
    };

    /// <summary>The reason with this code; null when there is none.</summary>
    public static Reason? Find(string? code) => Enum.GetValues<Reason>().Where(r => r.Code() == code).Select(r => (Reason?)r).FirstOrDefault();
}

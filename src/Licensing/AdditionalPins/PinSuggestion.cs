namespace Licensing.AdditionalPins;

/// <summary>What can be done with a request for an additional PIN code.</summary>
public enum PinAct
{
    /// <summary>A PIN is drawn, joins the set and is mailed.</summary>
    Approve,

    /// <summary>No PIN; the customer is told why.</summary>
    Refuse,

    /// <summary>The customer is asked for something; the request waits.</summary>
    Ask,

    /// <summary>The PIN that was given is mailed once more.</summary>
    Resend,
}

/// <summary>Why no additional PIN code is given: the catalogue.</summary>
public enum PinRefusal
{
    /// <summary>The history holds a decided violation.</summary>
    Violation,

    /// <summary>Kit or PIN cannot be used any more.</summary>
    NotUsable,

    /// <summary>Kit and PIN do not belong together.</summary>
    KitOrPin,

    /// <summary>The PIN was never used: it gives its license itself.</summary>
    PinNeverUsed,

    /// <summary>The set has an unused PIN.</summary>
    SpareLeft,

    /// <summary>No key parameter changed: the PIN that is there restores the license.</summary>
    SamePinWouldDo,

    /// <summary>The company is not the owner of the kit.</summary>
    OtherCompany,

    /// <summary>What was asked for did not come.</summary>
    NotProved,
}

/// <summary>What a customer can be asked for.</summary>
public enum AskFor
{
    /// <summary>The kit number.</summary>
    Kit,

    /// <summary>The name of the company.</summary>
    Company,

    /// <summary>The PIN code to replace.</summary>
    Pin,

    /// <summary>What happened.</summary>
    Reason,

    /// <summary>A request file made with the current PIN code.</summary>
    RequestFile,
}

/// <summary>What the rules would do; a person decides.</summary>
/// <param name="Act">The act.</param>
/// <param name="Because">The findings that speak for it.</param>
public sealed record PinSuggestion(PinAct Act, IReadOnlyList<Finding> Because)
{
    /// <summary>Why, where it is a refusal.</summary>
    public PinRefusal? Refusal { get; init; }

    /// <summary>What to ask for, where that is the suggestion.</summary>
    public IReadOnlyList<AskFor> Ask { get; init; } = [];
}

/// <summary>Stable codes.</summary>
public static class PinCodes
{
    /// <summary>The code of an act.</summary>
    public static string Code(this PinAct act) => act switch
    {
        PinAct.Approve => "approve",
        PinAct.Refuse => "refuse",
        PinAct.Ask => "ask",
        PinAct.Resend => "resend",
    };

    /// <summary>The act with this code; null when there is none.</summary>
    public static PinAct? FindAct(string? code) => Enum.GetValues<PinAct>().Where(a => a.Code() == code).Select(a => (PinAct?)a).FirstOrDefault();

    /// <summary>The reason with this code; null when there is none.</summary>
    public static PinRefusal? FindRefusal(string? code) => Enum.GetValues<PinRefusal>().Where(r => r.Code() == code).Select(r => (PinRefusal?)r).FirstOrDefault();

    /// <summary>What is asked for by this code; null when it is nothing.</summary>
    public static AskFor? FindAsk(string? code) => Enum.GetValues<AskFor>().Where(a => a.Code() == code).Select(a => (AskFor?)a).FirstOrDefault();

    /// <summary>The code of a reason.</summary>
    public static string Code(this PinRefusal refusal) => refusal switch
    {
        PinRefusal.Violation => "violation",
        PinRefusal.NotUsable => "not-usable",
        PinRefusal.KitOrPin => "kit-or-pin",
        PinRefusal.PinNeverUsed => "pin-never-used",
        PinRefusal.SpareLeft => "spare-left",
        PinRefusal.SamePinWouldDo => "same-pin-would-do",
        PinRefusal.OtherCompany => "other-company",
        PinRefusal.NotProved => "not-proved",
    };

    /// <summary>The code of something to ask for.</summary>
    public static string Code(this AskFor ask) => ask switch
    {
        AskFor.Kit => "kit",
        AskFor.Company => "company",
        AskFor.Pin => "pin",
        AskFor.Reason => "reason",
        AskFor.RequestFile => "request-file",
    };
}

namespace Licensing.Violations;

/// <summary>A rule over the history. It gives observations; whether they are a violation is decided by a person.</summary>
/// <param name="Id"><c>VR1</c> ...</param>
/// <param name="Version">Rises whenever the rule would find something else.</param>
/// <param name="Code">Stable code, as texts are looked up by.</param>
/// <param name="Severity">Its weight.</param>
public sealed record ViolationRule(string Id, int Version, string Code, Severity Severity)
{
    /// <summary>A used PIN taken for initial launches on further computers.</summary>
    public static ViolationRule PinOnOtherComputers { get; } = new("VR1", 1, "pin-on-other-computers", Severity.High);

    /// <summary>More computers launched than the set has licenses.</summary>
    public static ViolationRule MoreLaunchesThanLicenses { get; } = new("VR2", 1, "more-launches-than-licenses", Severity.Medium);

    /// <summary>The set that was not chosen is tried again and again.</summary>
    public static ViolationRule VoidSetTried { get; } = new("VR3", 1, "void-set-tried", Severity.Medium);

    /// <summary>Restorations by other methods than the acquisition's, again and again.</summary>
    public static ViolationRule MethodSwitched { get; } = new("VR4", 1, "method-switched", Severity.Low);

    /// <summary>Owner details that differ, from several computers or in many spellings.</summary>
    public static ViolationRule OwnerDiffers { get; } = new("VR5", 1, "owner-differs", Severity.Medium);

    /// <summary>"Nothing changed", said of several other computers.</summary>
    public static ViolationRule UnchangedButChanged { get; } = new("VR6", 1, "unchanged-but-changed", Severity.Medium);

    /// <summary>One license goes to and fro between computers.</summary>
    public static ViolationRule ComputersAlternate { get; } = new("VR7", 1, "computers-alternate", Severity.High);

    /// <summary>A computer that was replaced asks again.</summary>
    public static ViolationRule ReplacedComputerSeen { get; } = new("VR8", 1, "replaced-computer-seen", Severity.High);

    /// <summary>One computer under many owners.</summary>
    public static ViolationRule ManyOwners { get; } = new("VR9", 1, "many-owners", Severity.Medium);

    /// <summary>PIN codes are guessed.</summary>
    public static ViolationRule PinGuessing { get; } = new("VR10", 1, "pin-guessing", Severity.High);

    /// <summary>Additional PIN codes for PIN codes that were never used, or more of them than computers can break.</summary>
    public static ViolationRule AdditionalPins { get; } = new("VR11", 1, "additional-pins", Severity.Medium);

    /// <summary>Licenses move faster than any hardware fails.</summary>
    public static ViolationRule TooFast { get; } = new("VR12", 1, "too-fast", Severity.Medium);

    /// <summary>Copies of one license file in several directories; reported by people.</summary>
    public static ViolationRule ReportedCopies { get; } = new("H1", 1, "reported-copies", Severity.High);

    /// <summary>A kit or its licenses sold on; reported by people.</summary>
    public static ViolationRule ReportedResale { get; } = new("H2", 1, "reported-resale", Severity.High);

    /// <summary>Something else that a person reported.</summary>
    public static ViolationRule ReportedOther { get; } = new("H3", 1, "reported-other", Severity.Medium);

    /// <summary>Rules that run by themselves.</summary>
    public static IReadOnlyList<ViolationRule> All { get; } =
    [
        PinOnOtherComputers, MoreLaunchesThanLicenses, VoidSetTried, MethodSwitched, OwnerDiffers, UnchangedButChanged,
        ComputersAlternate, ReplacedComputerSeen, ManyOwners, PinGuessing, AdditionalPins, TooFast,
    ];

    /// <summary>What only people can notice.</summary>
    public static IReadOnlyList<ViolationRule> Reported { get; } = [ReportedCopies, ReportedResale, ReportedOther];

    /// <summary>The rule of this id; null when there is none.</summary>
    public static ViolationRule? Find(string? id) => All.Concat(Reported).FirstOrDefault(r => r.Id == id);
}

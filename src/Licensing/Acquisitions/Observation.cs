namespace Licensing.Acquisitions;

/// <summary>What a decision noticed beside its reason. An observation is no violation until a supervisor decides so.</summary>
public enum Observation
{
    /// <summary>A used PIN was taken for an initial launch on another computer.</summary>
    LaunchOnOtherComputer,

    /// <summary>An initial launch was asked for when the set had none left.</summary>
    MoreLaunchesThanLicenses,

    /// <summary>A PIN of the set that was not chosen was tried.</summary>
    VoidSetTried,

    /// <summary>A restoration came by another method than the acquisition.</summary>
    MethodSwitched,

    /// <summary>A restoration came with other owner details.</summary>
    OwnerDiffers,

    /// <summary>The parameters were said to be unchanged, and are not.</summary>
    UnchangedButChanged,

    /// <summary>A request was repeated after its license had moved.</summary>
    MovedAskedAgain,

    /// <summary>A restoration named a PIN whose license has moved on.</summary>
    ReplacedPinTried,

    /// <summary>A spare PIN was spent although the same PIN would have done.</summary>
    SpareNotNeeded,
}

/// <summary>Stable codes of the observations.</summary>
public static class Observations
{
    /// <summary>The code, as the ledger keeps it.</summary>
    public static string Code(this Observation observation) => observation switch
    {
        Observation.LaunchOnOtherComputer => "launch-on-other-computer",
        Observation.MoreLaunchesThanLicenses => "more-launches-than-licenses",
        Observation.VoidSetTried => "void-set-tried",
        Observation.MethodSwitched => "method-switched",
        Observation.OwnerDiffers => "owner-differs",
        Observation.UnchangedButChanged => "unchanged-but-changed",
        Observation.MovedAskedAgain => "moved-asked-again",
        Observation.ReplacedPinTried => "replaced-pin-tried",
        Observation.SpareNotNeeded => "spare-not-needed",
    };

    /// <summary>The observation with this code; null when there is none.</summary>
    public static Observation? Find(string? code) =>
        Enum.GetValues<Observation>().Where(o => o.Code() == code).Select(o => (Observation?)o).FirstOrDefault();
}

using System.Globalization;

namespace Licensing.AdditionalPins;

/// <summary>What a request for an additional PIN code is held against, in the order in which a person reads it.</summary>
public enum PinRule
{
    /// <summary>No violation was decided for the kit.</summary>
    NoViolation = 1,

    /// <summary>The set has no unused PIN left.</summary>
    NoSpareLeft = 2,

    /// <summary>Kit and PIN belong together.</summary>
    KitAndPin = 3,

    /// <summary>Additional PIN codes in the last 365 days.</summary>
    YearlyNumber = 4,

    /// <summary>The PIN to replace carries a license.</summary>
    PinUsed = 5,

    /// <summary>No observation waits for a supervisor.</summary>
    NoObservation = 6,

    /// <summary>The company is the one that is known.</summary>
    Company = 7,

    /// <summary>The request came from the address on record.</summary>
    Address = 8,

    /// <summary>What changed at the computer is what the customer tells.</summary>
    HardwareStory = 9,

    /// <summary>The request file is of this kit, this PIN and this owner.</summary>
    RequestFile = 10,

    /// <summary>Neither the kit nor the PIN is frozen, closed, blocked or void.</summary>
    Usable = 11,

    /// <summary>Kit, company, PIN and reason are given.</summary>
    Complete = 12,
}

/// <summary>How a finding bears on the decision.</summary>
public enum Bearing
{
    /// <summary>Speaks for it.</summary>
    Favours,

    /// <summary>Says nothing.</summary>
    Silent,

    /// <summary>The customer should be asked first.</summary>
    Asks,

    /// <summary>A second person, a supervisor, must agree.</summary>
    NeedsSecond,

    /// <summary>No PIN code, whoever decides.</summary>
    Forbids,
}

/// <summary>What a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Bearing">How it bears on the decision.</param>
/// <param name="Code">Stable code of what was found; texts are looked up by it.</param>
/// <param name="Evidence">What shows it, for the places of the text: texts, numbers, instants, codes of parameters and fields.</param>
public sealed record Finding(PinRule Rule, Bearing Bearing, string Code, params IReadOnlyList<object> Evidence)
{
    /// <summary><c>P1</c> to <c>P12</c>.</summary>
    public string Id => Rule.Id();
}

/// <summary>Stable names of the rules.</summary>
public static class PinRules
{
    /// <summary>The id, as pages and the journal name it.</summary>
    public static string Id(this PinRule rule) => string.Create(CultureInfo.InvariantCulture, $"P{(int)rule}");
}

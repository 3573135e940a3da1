namespace Licensing.Violations;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth a look.</summary>
    Low,

    /// <summary>Hardly by mistake.</summary>
    Medium,

    /// <summary>A supervisor is told at once.</summary>
    High,
}

/// <summary>What a supervisor decides of a case, and what is suggested.</summary>
public enum Ruling
{
    /// <summary>A violation: no additional PIN codes for the kit.</summary>
    Violation,

    /// <summary>There is another explanation.</summary>
    NoViolation,

    /// <summary>The customer is asked first.</summary>
    AskCustomer,
}

/// <summary>Something that a rule noticed: what was counted, how far it went, and by which entries that is shown.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">What was counted at, in stable words: a PIN's place in the kit, a license, a source.</param>
/// <param name="Level">0 when the limit was reached, 1 when twice as much was seen, 2 at four times.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Seen">How much was seen.</param>
/// <param name="Shown">The sightings that show it, oldest first; empty where the rule looks at something else.</param>
/// <param name="Entries">Numbers of the entries that show it.</param>
/// <param name="First">The earliest of them.</param>
/// <param name="Last">The latest of them.</param>
public sealed record Finding(
    ViolationRule Rule, string Subject, int Level, int Limit, int Seen,
    IReadOnlyList<Sighting> Shown, IReadOnlyList<long> Entries, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Which computer each sighting until then is of, by entry; computers are counted from 1 in the order in which the kit met them.</summary>
    public IReadOnlyDictionary<long, int> Computers { get; init; } = new Dictionary<long, int>();

    /// <summary>The same for the same finding, whenever and however often the rules run.</summary>
    public string Key => FormattableString.Invariant($"{Rule.Id}/{Rule.Version} {Subject} {Level}");

    /// <summary>The rule's weight, one step more where four times the limit was seen.</summary>
    public Severity Severity => Level >= 2 && Rule.Severity < Severity.High ? Rule.Severity + 1 : Rule.Severity;

    /// <summary>What is suggested; a person decides.</summary>
    public Ruling Suggested => Severity == Severity.High ? Ruling.Violation : Ruling.AskCustomer;
}

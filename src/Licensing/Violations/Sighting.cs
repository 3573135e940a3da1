using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Violations;

/// <summary>A request as it was recorded: who was seen where, asking for what.</summary>
/// <param name="Number">Number of its ledger entry.</param>
/// <param name="At">When.</param>
/// <param name="Method">How it came.</param>
/// <param name="Operation">What was asked for.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record Sighting(long Number, DateTimeOffset At, Method Method, Operation Operation, Outcome Outcome)
{
    /// <summary>The kit; null where none that there is was named.</summary>
    public KitNumber? Kit { get; init; }

    /// <summary>Why it was refused.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The PIN to be used, where it is of the kit.</summary>
    public PinCode? Pin { get; init; }

    /// <summary>The PIN that was to carry the license, where a spare was given.</summary>
    public PinCode? CurrentPin { get; init; }

    /// <summary>The license that was given, or given again.</summary>
    public long? License { get; init; }

    /// <summary>Digest of the owner, salted with the kit.</summary>
    public int? OwnerDigest { get; init; }

    /// <summary>Equal for the same owner whatever the kit; null where only a digest is known.</summary>
    public string? Owner { get; init; }

    /// <summary>Sketch of the computer, salted with the kit.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The computer in full, where it is known.</summary>
    public CanonicalComputer? Computer { get; init; }

    /// <summary>Where it came from; empty by telephone, where that is not known.</summary>
    public string Source { get; init; } = "";
}

/// <summary>Somebody asked for an additional PIN code.</summary>
/// <param name="Number">Number by which the request is known.</param>
/// <param name="At">When.</param>
/// <param name="Replaces">The PIN that it is to replace; null where that is not known.</param>
public sealed record PinWish(long Number, DateTimeOffset At, PinCode? Replaces);

/// <summary>An additional PIN code joined a set.</summary>
/// <param name="Number">Number of its ledger entry.</param>
/// <param name="At">When.</param>
/// <param name="Pin">The PIN.</param>
public sealed record PinJoined(long Number, DateTimeOffset At, PinCode Pin);

/// <summary>Changed parameters were accepted: the computer is the license's own.</summary>
/// <param name="Number">Number of its ledger entry.</param>
/// <param name="Sketch">The computer as a sketch.</param>
/// <param name="Computer">The computer in full, where it is known.</param>
public sealed record ComputerVouched(long Number, Sketch? Sketch, CanonicalComputer? Computer);

/// <summary>A kit and everything that was recorded of it that the rules look at, oldest first.</summary>
/// <param name="Kit">The kit.</param>
/// <param name="Sightings">Requests, refusals too.</param>
public sealed record KitTrace(Kit Kit, IReadOnlyList<Sighting> Sightings)
{
    /// <summary>Additional PIN codes that were asked for.</summary>
    public IReadOnlyList<PinWish> Wishes { get; init; } = [];

    /// <summary>Additional PIN codes that joined.</summary>
    public IReadOnlyList<PinJoined> Joined { get; init; } = [];

    /// <summary>Computers that staff vouched for.</summary>
    public IReadOnlyList<ComputerVouched> Vouched { get; init; } = [];
}

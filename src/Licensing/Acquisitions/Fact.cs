using Licensing.Kits;

namespace Licensing.Acquisitions;

/// <summary>Something that happened to a kit. Facts are never changed; a later one may take an earlier one back.</summary>
/// <param name="At">When.</param>
public abstract record Fact(DateTimeOffset At)
{
    /// <summary>Number of its ledger entry; 0 while it is not recorded.</summary>
    public long Number { get; init; }
}

/// <summary>The stored answer was given again.</summary>
/// <param name="At">When.</param>
/// <param name="Pin">The PIN.</param>
/// <param name="Method">By which channel.</param>
public sealed record AnswerRepeated(DateTimeOffset At, PinCode Pin, Method Method) : Fact(At);

/// <summary>A request was refused.</summary>
/// <param name="At">When.</param>
/// <param name="Pin">The PIN, when it is of this kit.</param>
/// <param name="Method">By which channel.</param>
/// <param name="Operation">What was asked for.</param>
/// <param name="Reason">Why.</param>
public sealed record RequestRefused(DateTimeOffset At, PinCode? Pin, Method Method, Operation Operation, Reason Reason) : Fact(At)
{
    /// <summary>What was noticed beside the reason.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];
}

/// <summary>The kit was made.</summary>
/// <param name="At">When.</param>
public sealed record KitMade(DateTimeOffset At) : Fact(At);

/// <summary>A supervisor blocked a PIN, or took the block back.</summary>
/// <param name="At">When.</param>
/// <param name="Pin">The PIN.</param>
/// <param name="Blocked">Whether it is blocked from now on.</param>
public sealed record PinBlockChanged(DateTimeOffset At, PinCode Pin, bool Blocked) : Fact(At)
{
    /// <summary>Why, where that was recorded.</summary>
    public Grounds? Grounds { get; init; }
}

/// <summary>A supervisor froze, thawed or closed the kit.</summary>
/// <param name="At">When.</param>
/// <param name="State">The state from now on.</param>
public sealed record KitStateChanged(DateTimeOffset At, KitState State) : Fact(At)
{
    /// <summary>Why, where that was recorded.</summary>
    public Grounds? Grounds { get; init; }
}

/// <summary>State of a kit.</summary>
public enum KitState
{
    /// <summary>Requests are decided by the rules.</summary>
    Normal,

    /// <summary>Refused in every channel, a stored answer excepted.</summary>
    Frozen,

    /// <summary>Closed for good.</summary>
    Closed,
}

/// <summary>State of a PIN code.</summary>
public enum PinState
{
    /// <summary>Gives a license, or waits as a spare.</summary>
    Unused,

    /// <summary>Carries a live license.</summary>
    Used,

    /// <summary>Its license moved to a spare PIN.</summary>
    Replaced,

    /// <summary>The other license type of the kit was chosen.</summary>
    Void,

    /// <summary>Blocked by a supervisor.</summary>
    Blocked,
}

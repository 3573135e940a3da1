using Licensing.AdditionalPins;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A decision as a clerk makes it.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Seen">Stamp of the request as it stood on the clerk's screen.</param>
public sealed record PinDecision(PinAct Act, Guid Seen)
{
    /// <summary>Why, of a refusal.</summary>
    public PinRefusal? Refusal { get; init; }

    /// <summary>What the customer is asked for.</summary>
    public IReadOnlyList<AskFor> Ask { get; init; } = [];

    /// <summary>Words of the clerk's own in the letter.</summary>
    public string Words { get; init; } = "";

    /// <summary>For staff: why it differs from what was suggested.</summary>
    public string Note { get; init; } = "";

    /// <summary>The PIN goes to the address that asked for it, which a supervisor has to approve.</summary>
    public bool ToAsking { get; init; }
}

/// <summary>What became of a decision.</summary>
public enum PinDecided
{
    /// <summary>It takes effect when the time for taking it back is over.</summary>
    Pending,

    /// <summary>A supervisor has to agree.</summary>
    AwaitsSecond,

    /// <summary>Taken back.</summary>
    Undone,

    /// <summary>A supervisor did not agree.</summary>
    Declined,

    /// <summary>The request changed since the clerk opened it.</summary>
    Changed,

    /// <summary>Another person works on it.</summary>
    Taken,

    /// <summary>It is decided already, or there is none.</summary>
    Gone,

    /// <summary>The rules forbid it.</summary>
    Forbidden,

    /// <summary>Who decided, entered or corrected a request does not agree to it.</summary>
    OwnRequest,

    /// <summary>It differs from the suggestion, and nobody said why.</summary>
    NoteWanted,

    /// <summary>A refusal needs a reason of the catalogue.</summary>
    ReasonWanted,

    /// <summary>Nothing is asked for.</summary>
    NothingAsked,

    /// <summary>There is no address that the letter could go to.</summary>
    NoAddress,

    /// <summary>The letter has fields that nothing filled.</summary>
    Unfilled,
}

/// <summary>What became of a decision, and until when it can be taken back.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="DueAt">When it takes effect.</param>
public sealed record PinDecisionResult(PinDecided Result, DateTimeOffset? DueAt = null);

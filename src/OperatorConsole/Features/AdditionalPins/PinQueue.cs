using Data.Mail;
using Licensing.AdditionalPins;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The tabs of the queue.</summary>
public enum PinTab
{
    /// <summary>Nobody's.</summary>
    Unclaimed,

    /// <summary>One's own.</summary>
    Mine,

    /// <summary>What waits for a supervisor.</summary>
    Approval,

    /// <summary>What waits for the customer.</summary>
    Waiting,

    /// <summary>What is decided.</summary>
    Done,
}

/// <summary>A request in the queue.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Kit">The kit number as given.</param>
/// <param name="Company">The company as given.</param>
/// <param name="ArrivedAt">Since when it waits.</param>
/// <param name="State">Whose turn it is.</param>
public sealed record PinQueueItem(int Number, string Reference, string Kit, string Company, DateTimeOffset ArrivedAt, RequestState State)
{
    /// <summary>What the rules suggest.</summary>
    public PinAct Suggested { get; init; }

    /// <summary>Whose it is; null when nobody's.</summary>
    public string? Clerk { get; init; }

    /// <summary>Whether it is the reader's own.</summary>
    public bool Mine { get; init; }

    /// <summary>Stable code of why it is here again, where something came since somebody looked.</summary>
    public string? News { get; init; }

    /// <summary>Why a supervisor must agree, where one must.</summary>
    public IReadOnlyList<string> SecondBecause { get; init; } = [];

    /// <summary>Stable code of how it ended.</summary>
    public string? Decision { get; init; }
}

/// <summary>One page of a tab of the queue, and how much there is in each.</summary>
/// <param name="Items">The requests, oldest first; of those that are done, newest first.</param>
/// <param name="Counts">How many each tab holds.</param>
/// <param name="Total">How many of the tab match.</param>
/// <param name="Stamp">Another one: something changed since.</param>
public sealed record PinQueue(IReadOnlyList<PinQueueItem> Items, IReadOnlyDictionary<PinTab, int> Counts, int Total, string Stamp);

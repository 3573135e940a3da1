using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Violations;

namespace OperatorConsole.Features.Violations;

/// <summary>Everything that a supervisor decides a case by.</summary>
/// <param name="Case">The case.</param>
/// <param name="Observations">What was noticed, oldest first.</param>
/// <param name="Decisions">What was decided, oldest first.</param>
public sealed record CaseFile(CaseSummary Case, IReadOnlyList<ObservationView> Observations, IReadOnlyList<DecisionView> Decisions)
{
    /// <summary>Everything that happened to the kit, and to the case, oldest first.</summary>
    public IReadOnlyList<CaseEvent> Timeline { get; init; } = [];

    /// <summary>Kits with a computer or an owner in common.</summary>
    public IReadOnlyList<RelatedKit> Related { get; init; } = [];

    /// <summary>Kits, PIN codes, computers and owners, and what ties them.</summary>
    public KitGraph Graph { get; init; } = KitGraph.Empty;

    /// <summary>What a person attached.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>State of the kit; null for a case without one.</summary>
    public KitState? KitState { get; init; }

    /// <summary>The person who reported it.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>That person's key.</summary>
    public string? ReportedById { get; init; }

    /// <summary>Whether there is an address that a question can be sent to.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Language in which the customer is asked.</summary>
    public string AskedIn { get; init; } = "en";
}

/// <summary>One observation with its evidence as it was frozen.</summary>
/// <param name="Whole">The evidence is what was frozen; false: it was tampered with, and is not shown.</param>
public sealed record ObservationView(
    long Id, string Rule, int Version, Severity Severity, Ruling Suggested, int Level, int Limit, int Seen, DateTimeOffset FoundAt, Evidence Evidence, bool Whole);

/// <summary>One decision.</summary>
public sealed record DecisionView(long Id, DateTimeOffset At, string By, Ruling Ruling, string Reason, string Text, int RuleVersion, Ruling Suggested)
{
    /// <summary>The decision that took its place, and whose that was; null while it stands.</summary>
    public (DateTimeOffset At, string By)? ReversedBy { get; init; }

    /// <summary>The kit was frozen with it.</summary>
    public bool Froze { get; init; }

    /// <summary>The customer was written to.</summary>
    public bool Written { get; init; }
}

/// <summary>One line of the timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Entry">The ledger entry; null for what happened to the case.</param>
public sealed record CaseEvent(DateTimeOffset At, long? Entry)
{
    /// <summary>Kind of a ledger entry.</summary>
    public LedgerKind? Kind { get; init; }

    /// <summary>Channel of a request.</summary>
    public Method? Method { get; init; }

    /// <summary>What was asked for.</summary>
    public Operation? Operation { get; init; }

    /// <summary>How it ended.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Code of a refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>The PIN, masked; after it, what it replaced.</summary>
    public string? Pin { get; init; }

    /// <summary>Which computer of the evidence, from 1.</summary>
    public int? Computer { get; init; }

    /// <summary>Part of the evidence.</summary>
    public bool Counts { get; init; }

    /// <summary>Reference of the call.</summary>
    public string? Call { get; init; }

    /// <summary>Kit number, in a case of several kits.</summary>
    public string? Kit { get; init; }

    /// <summary>The observation that was made then.</summary>
    public ObservationView? Observation { get; init; }

    /// <summary>The decision that was made then.</summary>
    public DecisionView? Decision { get; init; }

    /// <summary>What the customer answered then.</summary>
    public ReplyView? Reply { get; init; }
}

/// <summary>A customer's answer to a question.</summary>
/// <param name="Mail">Number of the message.</param>
/// <param name="From">Who it says it is from.</param>
/// <param name="Text">What was written, without what is quoted; null when the message is gone.</param>
public sealed record ReplyView(long Mail, string From, string? Text);

/// <summary>A kit that shares something.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Computer">A computer.</param>
/// <param name="Owner">An owner.</param>
/// <param name="Cases">How many cases it has.</param>
public sealed record RelatedKit(string Number, bool Computer, bool Owner, int Cases);

/// <summary>A file of a report.</summary>
public sealed record AttachedFile(long Id, string Name, long Length);

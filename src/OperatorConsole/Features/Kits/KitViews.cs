using Data.Acquisitions;
using Data.Calls;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.Kits;

namespace OperatorConsole.Features.Kits;

/// <summary>A kit as staff see it: PIN codes masked.</summary>
public sealed record KitView(string Kit, string Product, KitState State, IReadOnlyList<SetView> Sets, IReadOnlyList<HistoryView> History);

/// <summary>A set of a kit.</summary>
public sealed record SetView(LicenseType Type, int? Seats, int Licenses, string? Choice, IReadOnlyList<PinView> Pins);

/// <summary>A PIN of a set; the code's last group only.</summary>
public sealed record PinView(string Pin, PinState State, PinOrigin Origin);

/// <summary>One fact of a kit's history.</summary>
public sealed record HistoryView(DateTimeOffset At, LedgerKind Kind, Method? Method, Operation? Operation, Outcome? Outcome, string? Reason, string? Pin);

/// <summary>A kit's page: the kit, and what else is known around it.</summary>
public sealed record KitFile(KitView Kit, DateTimeOffset IssuedAt, string? Owner, IReadOnlyList<KitCall> Calls, IReadOnlyList<KitLetter> Letters, IReadOnlyList<LiveView> Live)
{
    /// <summary>Everything that happened, by every channel, oldest first.</summary>
    public IReadOnlyList<TimelineItem> Timeline { get; init; } = [];

    /// <summary>Licenses taken back that go on working on computers that ask nobody.</summary>
    public IReadOnlyList<OfflineView> Offline { get; init; } = [];

    /// <summary>Requests in writing that name the kit, newest first.</summary>
    public IReadOnlyList<KitRequest> Requests { get; init; } = [];

    /// <summary>Computers of refused requests, which a supervisor could accept as the same; newest first.</summary>
    public IReadOnlyList<SeenView> Seen { get; init; } = [];
}

/// <summary>One fact of the history with what was seen at it and who answers for it.</summary>
/// <param name="Entry">Number of the ledger entry.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Actor">Who recorded it, or asked for it.</param>
/// <param name="Second">Who approved it.</param>
public sealed record TimelineItem(long Entry, HistoryView Fact, string Actor, string Second)
{
    /// <summary>Reason and evidence, where staff gave them.</summary>
    public (string Reason, string Evidence)? Grounds { get; init; }

    /// <summary>Stable codes of what the decision noticed.</summary>
    public IReadOnlyList<string> Observations { get; init; } = [];

    /// <summary>The PIN that the license left.</summary>
    public string? ReplacedPin { get; init; }

    /// <summary>Reference of the call.</summary>
    public string? Call { get; init; }

    /// <summary>Whether it is a correction that stands and can be taken back.</summary>
    public bool Stands { get; init; }
}

/// <summary>A license that was taken back and goes on working where it is.</summary>
public sealed record OfflineView(string Pin, DateTimeOffset Since, LedgerKind By, string? Host);

/// <summary>The computer of a refused request.</summary>
public sealed record SeenView(long Entry, DateTimeOffset At, string Pin, string Reason);

/// <summary>A call about the kit.</summary>
public sealed record KitCall(string Reference, DateTimeOffset At, CallState State);

/// <summary>A mail about the kit: what it wants, and how it ended.</summary>
public sealed record KitRequest(string Reference, DateTimeOffset At, RequestKind Kind, RequestState State, string? Decision);

/// <summary>A printing of the kit's letter.</summary>
public sealed record KitLetter(long Id, DateTimeOffset RequestedAt, string RequestedById, string RequestedBy, string Reason, string? ApprovedBy, DateTimeOffset? PrintedAt);

/// <summary>A live license and the computer that holds it, as far as it is known.</summary>
public sealed record LiveView(long License, string Pin, Method Method, DateTimeOffset Since, string? Sketch)
{
    /// <summary>Network name of the computer, where it is known in full.</summary>
    public string? Host { get; init; }

    /// <summary>Attempts at the owner details that are left to staff who are no supervisors.</summary>
    public int OwnerAttemptsLeft { get; init; }

    /// <summary>Whether the owner is known in words, not by a digest alone.</summary>
    public bool OwnerKnown { get; init; }
}

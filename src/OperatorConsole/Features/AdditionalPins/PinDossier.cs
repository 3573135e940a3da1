using Data.Acquisitions;
using Data.AdditionalPins;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Kits;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Everything that a person decides a request for an additional PIN code by, on one page. No PIN code in the clear.</summary>
public sealed record PinDossier
{
    public required int Number { get; init; }
    public required string Reference { get; init; }

    /// <summary>Stamp of the request as it stands here.</summary>
    public required Guid Stamp { get; init; }
    public required RequestState State { get; init; }

    /// <summary>Stable code of why it is here.</summary>
    public required string? Reason { get; init; }
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The customer's language.</summary>
    public required string Language { get; init; }

    /// <summary>What the customer says; the PIN masked.</summary>
    public required AskedView Asked { get; init; }

    /// <summary>Who asked: address and name.</summary>
    public string From { get; init; } = "";
    public string FromName { get; init; } = "";

    /// <summary>Who entered it for a caller; empty when it came by mail.</summary>
    public string EnteredBy { get; init; } = "";

    /// <summary>The letters of the customer, oldest first, PIN codes masked.</summary>
    public IReadOnlyList<CustomerLetter> Letters { get; init; } = [];

    /// <summary>What each rule found.</summary>
    public required PinReview Review { get; init; }

    /// <summary>The kit's sets with their PIN codes.</summary>
    public IReadOnlyList<PinSetView> Sets { get; init; } = [];
    public string Product { get; init; } = "";

    /// <summary>Everything that happened to the kit, newest first.</summary>
    public IReadOnlyList<KitMoment> History { get; init; } = [];

    /// <summary>What changed at the computer, where a file shows it.</summary>
    public IReadOnlyList<ChangedParameter> Changes { get; init; } = [];

    /// <summary>Decisions about requests like this one.</summary>
    public IReadOnlyList<SimilarDecision> Similar { get; init; } = [];

    /// <summary>What happened to the request, oldest first.</summary>
    public IReadOnlyList<RequestMoment> Events { get; init; } = [];

    /// <summary>The letters that went out, or wait.</summary>
    public IReadOnlyList<SentLetter> Sent { get; init; } = [];

    /// <summary>The decision that is open.</summary>
    public OpenDecision? Open { get; init; }

    /// <summary>Whose it is; empty when nobody's.</summary>
    public string ClerkId { get; init; } = "";
    public string Clerk { get; init; } = "";

    /// <summary>Whether another person works on it now.</summary>
    public bool Taken { get; init; }

    /// <summary>The PIN that it gave, masked; null when it gave none.</summary>
    public string? Given { get; init; }

    /// <summary>Whether it was decided once.</summary>
    public bool Decided { get; init; }
}

/// <summary>What the customer says.</summary>
public sealed record AskedView(string Kit, string Company, string Pin, string Reason, IReadOnlyList<AskedField> Missing);

/// <summary>A letter of the customer.</summary>
public sealed record CustomerLetter(DateTimeOffset At, string Subject, string Text, bool File, bool SameSender);

/// <summary>A set of the kit.</summary>
public sealed record PinSetView(LicenseType Type, int? Seats, int Licenses, bool Concerned, IReadOnlyList<PinPlace> Pins);

/// <summary>A PIN of a set, its last group.</summary>
public sealed record PinPlace(string Pin, PinState State, PinOrigin Origin, bool Asked);

/// <summary>One fact of the kit's history.</summary>
public sealed record KitMoment(long Entry, DateTimeOffset At, LedgerKind Kind, Method? Method, Operation? Operation, Outcome? Outcome, string? Reason, string Pin, IReadOnlyList<string> Observations, string? Call);

/// <summary>A parameter that changed, old and new where both are known.</summary>
public sealed record ChangedParameter(string Code, string? Old, string? New);

/// <summary>How a request like this one ended.</summary>
public sealed record SimilarDecision(int Number, string Reference, DateTimeOffset At, string Act, string? Reason, string By, bool AsSuggested);

/// <summary>One thing that happened to the request.</summary>
public sealed record RequestMoment(DateTimeOffset At, string Kind, string? Detail, string By);

/// <summary>A letter of ours.</summary>
public sealed record SentLetter(string Kind, OutboxState State, DateTimeOffset At, string To);

/// <summary>A decision that has not taken effect.</summary>
public sealed record OpenDecision(string Act, PinDecisionState State, string ById, string By, DateTimeOffset At, DateTimeOffset? DueAt)
{
    /// <summary>Codes of why a second person must agree.</summary>
    public IReadOnlyList<string> SecondBecause { get; init; } = [];

    /// <summary>The supervisor who agreed.</summary>
    public string SecondById { get; init; } = "";

    /// <summary>Who may not agree: whoever decided, entered or corrected it.</summary>
    public IReadOnlyList<string> NotBy { get; init; } = [];

    /// <summary>The address that is to be approved; null: the one on record.</summary>
    public string? Address { get; init; }

    /// <summary>Why it differs from what was suggested.</summary>
    public string Note { get; init; } = "";

    /// <summary>Reason of a refusal.</summary>
    public string? Reason { get; init; }
}

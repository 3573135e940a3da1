using Data.Acquisitions;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Requests;

/// <summary>Which part of the requests is looked at.</summary>
public enum RequestTab
{
    /// <summary>Whatever is our turn, whoever has it.</summary>
    Open,

    /// <summary>What nobody has.</summary>
    Unclaimed,

    /// <summary>What the person who looks has.</summary>
    Mine,

    /// <summary>What waits for the customer or for a day.</summary>
    Waiting,

    /// <summary>What is over.</summary>
    Done,

    /// <summary>Everything.</summary>
    All,
}

/// <summary>Which requests are wanted.</summary>
/// <param name="Tab">Which part of them.</param>
/// <param name="Kind">What is wanted of the Center.</param>
/// <param name="Reason">Stable code of why they were not answered by themselves.</param>
/// <param name="Language">Language of the message.</param>
/// <param name="OlderThan">Waiting at least so long.</param>
/// <param name="Find">A reference, a kit number or its beginning, an address, or words of sender and subject.</param>
/// <param name="Kit">Of this kit only.</param>
public sealed record RequestFilter(
    RequestTab Tab = RequestTab.Open, RequestKind? Kind = null, string? Reason = null, string? Language = null, TimeSpan? OlderThan = null, string? Find = null, string? Kit = null);

/// <summary>How many requests wait, and for whom.</summary>
/// <param name="Open">Our turn.</param>
/// <param name="Unclaimed">Of these, nobody's.</param>
/// <param name="Mine">Of these, of the person who asks.</param>
/// <param name="Waiting">The customer's turn.</param>
/// <param name="Oldest">Since when the oldest waits.</param>
/// <param name="LastDone">When the last that is done arrived.</param>
public sealed record RequestCounts(int Open, int Unclaimed, int Mine, int Waiting, DateTimeOffset? Oldest, DateTimeOffset? LastDone);

/// <summary>A request in a list.</summary>
public sealed record RequestSummary(string Reference, RequestKind Kind, RequestState State, string? Reason, string? Detail, string Language, DateTimeOffset ArrivedAt)
{
    /// <summary>Kit number, where it is known.</summary>
    public string? Kit { get; init; }

    /// <summary>Name of the sender, or the address.</summary>
    public string From { get; init; } = "";

    /// <summary>The sender's address; empty when there is none that could be answered.</summary>
    public string Address { get; init; } = "";

    /// <summary>Subject of the message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Who has it; null when nobody has.</summary>
    public string? HolderId { get; init; }

    /// <summary>Name of who has it.</summary>
    public string? Holder { get; init; }

    /// <summary>Until when, without a sign of life.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>The customer wrote again since its clerk last looked.</summary>
    public bool NewReply { get; init; }

    /// <summary>When it comes back by itself; null where only the customer's answer brings it back.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>When the letter that was sent goes out, while it can be taken back.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why a letter that was sent did not go out.</summary>
    public string? Stopped { get; init; }

    /// <summary>Stable code of how it ended.</summary>
    public string? Decision { get; init; }

    /// <summary>Who ended it; null: the machine.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>A request with all that is known around it.</summary>
public sealed record RequestView(RequestSummary Summary, RulesView Rules)
{
    /// <summary>What its file says; null without one, or where it cannot be read.</summary>
    public FileView? File { get; init; }

    /// <summary>The kit that it concerns.</summary>
    public KitBeside? Kit { get; init; }

    /// <summary>Everything that happened to it, oldest first.</summary>
    public IReadOnlyList<ThreadItem> Thread { get; init; } = [];

    /// <summary>The letter that is being written.</summary>
    public DraftView? Draft { get; init; }

    /// <summary>Number of the last event that this shows.</summary>
    public long LastEvent { get; init; }

    /// <summary>Address on record of the license that it concerns, where there is one.</summary>
    public string? AddressOnRecord { get; init; }

    /// <summary>The message that brought it.</summary>
    public long? MailId { get; init; }
}

/// <summary>What the rules say of a request now.</summary>
/// <param name="Verdict">Stable code: <c>granted</c>, <c>repeated</c>, <c>unreadable</c>, <c>none</c> where there is no file, or <c>refused:</c> and the reason's code.</param>
public sealed record RulesView(string Verdict)
{
    /// <summary>Why not.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The same as the customer would be told it, in the reader's language.</summary>
    public IReadOnlyList<CustomerReason> Words { get; init; } = [];

    /// <summary>Licenses that would be void for good.</summary>
    public IReadOnlyList<LicenseSet> DecidesAgainst { get; init; } = [];

    /// <summary>Whether a license goes out when the rules are followed.</summary>
    public bool IsGrant => Verdict is "granted" or "repeated";
}

/// <summary>What a request file says; PIN codes masked.</summary>
public sealed record FileView(Operation Operation, string Kit, string Pin, string? CurrentPin, OwnerDetails Owner, InstallationTarget? InstallOn, string Program, DateTimeOffset? Created)
{
    /// <summary>How it stands to what the Center knows.</summary>
    public required FileMarks Marks { get; init; }

    /// <summary>Every key parameter.</summary>
    public IReadOnlyList<ParameterView> Parameters { get; init; } = [];
}

/// <summary>A kit as it stands beside a request.</summary>
public sealed record KitBeside(string Number, string Product, KitState State, IReadOnlyList<SetBeside> Sets, IReadOnlyList<LiveBeside> Live, IReadOnlyList<FactBeside> History);

/// <summary>A set of that kit.</summary>
public sealed record SetBeside(LicenseType Type, int? Seats, int LicensesLeft, int UnusedPins, bool IsVoid);

/// <summary>A live license of that kit.</summary>
public sealed record LiveBeside(string Pin, Method Method, DateTimeOffset Since, string? Host);

/// <summary>A fact of that kit's history.</summary>
public sealed record FactBeside(long Entry, DateTimeOffset At, LedgerKind Kind, Method? Method, Outcome? Outcome, string? Reason, string? Pin);

/// <summary>One thing that happened to a request.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Stable code.</param>
/// <param name="Actor">Who did it; empty for the machine or the customer.</param>
/// <param name="Detail">Stable code.</param>
public sealed record ThreadItem(DateTimeOffset At, string Kind, string Actor, string? Detail)
{
    /// <summary>A note of staff.</summary>
    public string? Note { get; init; }

    /// <summary>The message that it tells of.</summary>
    public long? MailId { get; init; }

    /// <summary>The letter that it tells of.</summary>
    public LetterView? Letter { get; init; }
}

/// <summary>A letter that went out or is about to.</summary>
public sealed record LetterView(OutboxState State, string To, string Subject, string? Text, string? Fault, DateTimeOffset? SentAt);

/// <summary>A letter as it is being written.</summary>
/// <param name="Act">The decision that goes with it.</param>
/// <param name="Reason">Stable code of the clerk's reason.</param>
/// <param name="Wanted">Stable codes of what is asked for.</param>
/// <param name="ToRecord">Whether it goes to the address on record.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Text.</param>
public sealed record DraftInput(DeskAct Act, string? Reason, IReadOnlyList<string> Wanted, bool ToRecord, string Subject, string Text)
{
    /// <summary>Stable code of what the rules said when its words were taken from the template; null where nobody knows it any more.</summary>
    public string? Verdict { get; init; }

    /// <summary>Whether its words fit what the rules say: an answer says what the rules said, the other letters what the clerk says.</summary>
    public bool Fits(string verdict) => Act != DeskAct.Answer || Verdict == verdict;
}

/// <summary>A draft as it was kept.</summary>
public sealed record DraftView(DraftInput Input, string SavedBy, DateTimeOffset SavedAt, DateTimeOffset? DueAt, string? Stopped);

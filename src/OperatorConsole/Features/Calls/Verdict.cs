using Data.Acquisitions;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace OperatorConsole.Features.Calls;

/// <summary>What the Center says of a dictated code.</summary>
public abstract record Verdict
{
    private protected Verdict()
    {
    }
}

/// <summary>The checks do not hold, or the code is impossible.</summary>
/// <param name="Faults">Why, in fixed order.</param>
/// <param name="Questions">What to ask the caller, best first.</param>
public sealed record CodeWrong(IReadOnlyList<CodeFault> Faults, IReadOnlyList<Question> Questions) : Verdict
{
    /// <summary>Three dictations of this call or kit were repaired already: the whole code is taken anew.</summary>
    public bool RepairsUsedUp { get; init; }

    /// <summary>Repairs used so far.</summary>
    public int Repairs { get; init; }

    /// <summary>Whether a group that was typed anew is what one of the explanations expects. The values themselves stay inside.</summary>
    internal Func<int, int, bool> Fits { get; init; } = static (_, _) => false;
}

/// <summary>The code is right and the rules refuse it.</summary>
/// <param name="Reason">The first guard that objected.</param>
/// <param name="About">What is known; null when no kit has the PIN.</param>
public sealed record CodeRefused(Reason Reason, CodeDetails? About) : Verdict;

/// <summary>The code is right, and Enter issues the answer.</summary>
/// <param name="About">What the operator checks first.</param>
/// <param name="IssuedBefore">The earlier answer to the same code, which would be dictated again.</param>
public sealed record CodeRight(CodeDetails About, IssuedBefore? IssuedBefore) : Verdict;

/// <summary>An answer that is already out.</summary>
/// <param name="At">When.</param>
/// <param name="By">Name of the operator.</param>
public sealed record IssuedBefore(DateTimeOffset At, string By);

/// <summary>One question to the caller. What would be the right answer stays with the Center.</summary>
/// <param name="Kind">What probably happened.</param>
/// <param name="Positions">Groups to ask for, 1 to 17.</param>
/// <param name="Typed">What stands there.</param>
public sealed record Question(SuggestionKind Kind, IReadOnlyList<int> Positions, IReadOnlyList<int> Typed);

/// <summary>A code beside its kit.</summary>
public sealed record CodeDetails
{
    /// <summary>Number of the kit.</summary>
    public required string Kit { get; init; }

    /// <summary>Its product.</summary>
    public required string Product { get; init; }

    /// <summary>What is asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The PIN as the caller dictated it.</summary>
    public required PinCode Pin { get; init; }

    /// <summary>Its state.</summary>
    public required PinState PinState { get; init; }

    /// <summary>The PIN's set.</summary>
    public required LicenseSet Set { get; init; }

    /// <summary>Live licenses of the set.</summary>
    public required int Live { get; init; }

    /// <summary>Unused PIN codes of the set.</summary>
    public required int UnusedPins { get; init; }

    /// <summary>When the PIN's live license was issued.</summary>
    public DateTimeOffset? UsedSince { get; init; }

    /// <summary>Whether the live license stands on the computer that asks now.</summary>
    public bool SameComputer { get; init; }

    /// <summary>Stable codes of what changed at the computer since the acquisition; restorations only.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>Every parameter that a sketch speaks of, changed or not, where a license is there to compare with.</summary>
    public IReadOnlyList<SketchParameter> Parameters { get; init; } = [];

    /// <summary>Whether any of them changed: then there is something to read out.</summary>
    public bool ComputerChanged => Parameters.Any(p => p.Changed);

    /// <summary>The license that the request is about: the one on the PIN that carries it. Null when there is none.</summary>
    public LicenseAbout? License { get; init; }

    /// <summary>The licenses of this kit that are on the asking computer, as far as sketches tell.</summary>
    public LicensesHere Here { get; init; } = LicensesHere.None;

    /// <summary>A spare would be spent although the same PIN would do.</summary>
    public bool SamePinWouldDo { get; init; }

    /// <summary>The PIN that a spare replaces, masked.</summary>
    public string? Replaces { get; init; }

    /// <summary>The set has no unused PIN left, and that stands in the way.</summary>
    public bool NeedsAdditionalPin { get; init; }

    /// <summary>Sets that stop working for good when this request is granted.</summary>
    public required IReadOnlyList<LicenseSet> DecidesAgainst { get; init; }

    /// <summary>What waits for a supervisor at the kit, and what was decided to be a violation.</summary>
    public KitStanding Standing { get; init; } = KitStanding.Clear;

    /// <summary>What happened to the kit, newest first.</summary>
    public required IReadOnlyList<HistoryItem> History { get; init; }
}

/// <summary>A license that is there already.</summary>
/// <param name="Number">Its number.</param>
/// <param name="AcquiredAt">When it was first acquired.</param>
/// <param name="RestoredBy">The methods by which it can be restored.</param>
/// <param name="OwnerAttemptsLeft">How often owner details can still be tried against it by somebody who is no supervisor.</param>
public sealed record LicenseAbout(long Number, DateTimeOffset AcquiredAt, IReadOnlyList<Method> RestoredBy, int OwnerAttemptsLeft);

/// <summary>Licenses of one kit on one computer.</summary>
/// <param name="Licenses">How many, the one that is asked for included.</param>
/// <param name="SparesNeeded">How many of them must move to a spare PIN.</param>
/// <param name="SparesMissing">For how many of those no unused PIN is left.</param>
/// <param name="FurtherBy">How the first of them was acquired, and with it every further one; null when there is none.</param>
public sealed record LicensesHere(int Licenses, int SparesNeeded, int SparesMissing, Method? FurtherBy)
{
    /// <summary>Nothing known.</summary>
    public static LicensesHere None { get; } = new(0, 0, 0, null);
}

/// <summary>One line of a kit's history.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of fact; null for a call that ended without one.</param>
/// <param name="Outcome">How a request ended.</param>
/// <param name="Method">Its channel.</param>
/// <param name="Reason">Code of a refusal, or state of a call.</param>
/// <param name="Pin">The PIN, masked.</param>
/// <param name="Call">Reference of the call.</param>
public sealed record HistoryItem(
    DateTimeOffset At, LedgerKind? Kind, Outcome? Outcome, Method? Method, string? Reason, string? Pin, string? Call);

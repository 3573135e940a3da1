using Data.Acquisitions;
using Licensing.Computers;
using Licensing.Owners;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>A correction as somebody asks for it.</summary>
/// <param name="Kind">The fact that it would become.</param>
/// <param name="Reason">Why; never a PIN.</param>
/// <param name="Evidence">What shows it: a letter, a call, a document.</param>
public sealed record Wanted(LedgerKind Kind, string Reason, string Evidence)
{
    /// <summary>Number of the license, where one is corrected.</summary>
    public long? License { get; init; }

    /// <summary>The ledger entry to take back.</summary>
    public long? Undone { get; init; }

    /// <summary>The right owner.</summary>
    public OwnerDetails? Owner { get; init; }

    /// <summary>The computer now, in full.</summary>
    public KeyParameters? Computer { get; init; }

    /// <summary>The ledger entry of a request whose computer is to be accepted, where the computer is not known in full.</summary>
    public long? Seen { get; init; }
}

/// <summary>What became of asking for a correction.</summary>
/// <param name="Found">Whether there is such a kit.</param>
/// <param name="Objection">Why it makes no sense; null when it waits for a second person now.</param>
/// <param name="Id">Its number; 0 when it was not recorded.</param>
public sealed record Proposed(bool Found, Licensing.Acquisitions.CorrectionObjection? Objection, long Id);

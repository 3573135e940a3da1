using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Acquisitions;

/// <summary>Why staff recorded a fact, what shows it, and who answers for it.</summary>
/// <param name="Reason">The reason, in words.</param>
/// <param name="Evidence">What shows it: a letter, a call, a document.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="SecondBy">Who approved it; somebody else.</param>
public sealed record Grounds(string Reason, string Evidence, string By, string? SecondBy);

/// <summary>A mistake put right, or life taken note of. Two people answer for it; only a further fact takes it back.</summary>
/// <param name="At">When.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public abstract record Correction(DateTimeOffset At, Grounds Grounds) : Fact(At);

/// <summary>An acquisition counts no more: its PIN codes open again and, where it was the first, the choice of the set does.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record AcquisitionAnnulled(DateTimeOffset At, long License, Grounds Grounds) : Correction(At, Grounds);

/// <summary>Restorations of a license are held against these owner details from now on.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license.</param>
/// <param name="OwnerDigest">Digest of the right details.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record OwnerCorrected(DateTimeOffset At, long License, int OwnerDigest, Grounds Grounds) : Correction(At, Grounds)
{
    /// <summary>The right details, where the owner was not erased since.</summary>
    public OwnerDetails? Owner { get; init; }
}

/// <summary>The kit has a new owner: every license that is live now is held against the new details.</summary>
/// <param name="At">When.</param>
/// <param name="OwnerDigest">Digest of the new owner.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record KitTransferred(DateTimeOffset At, int OwnerDigest, Grounds Grounds) : Correction(At, Grounds)
{
    /// <summary>The new owner, where it was not erased since.</summary>
    public OwnerDetails? Owner { get; init; }
}

/// <summary>The kit was given back: it is closed.</summary>
/// <param name="At">When.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record KitRefunded(DateTimeOffset At, Grounds Grounds) : Correction(At, Grounds);

/// <summary>"Same computer": what changed is accepted, and the license is measured against these parameters from now on.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license.</param>
/// <param name="Sketch">The computer now.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record ComputerAccepted(DateTimeOffset At, long License, Sketch Sketch, Grounds Grounds) : Correction(At, Grounds)
{
    /// <summary>The computer now, in full where it is known.</summary>
    public CanonicalComputer? Computer { get; init; }
}

/// <summary>An earlier correction is taken back.</summary>
/// <param name="At">When.</param>
/// <param name="Undone">Number of the correction's ledger entry.</param>
/// <param name="Grounds">Reason, evidence, people.</param>
public sealed record CorrectionUndone(DateTimeOffset At, long Undone, Grounds Grounds) : Correction(At, Grounds);

/// <summary>An additional PIN joined a set after a review; it is used like any other.</summary>
/// <param name="At">When.</param>
/// <param name="Pin">The PIN.</param>
public sealed record AdditionalPinJoined(DateTimeOffset At, PinCode Pin) : Fact(At);

/// <summary>A supervisor approved the address that the owner of a license is written to from now on.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license.</param>
/// <param name="Address">The address; null when its owner was erased since.</param>
public sealed record AddressApproved(DateTimeOffset At, long License, string? Address) : Fact(At);

/// <summary>Staff tried owner details against those of a license.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license.</param>
public sealed record OwnerTried(DateTimeOffset At, long License) : Fact(At);

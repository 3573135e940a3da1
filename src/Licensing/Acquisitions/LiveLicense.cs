using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Acquisitions;

/// <summary>A license as it stands now: who has it, which PIN carries it, what it is measured against.</summary>
public sealed record LiveLicense
{
    /// <summary>Its first acquisition, which fixes the method for good.</summary>
    public required LicenseIssued Acquisition { get; init; }

    /// <summary>The PIN that carries it.</summary>
    public required PinCode Pin { get; init; }

    /// <summary>Since when that PIN carries it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The computer at the first acquisition with that PIN, as a sketch.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The same computer in full, where it is known.</summary>
    public CanonicalComputer? Computer { get; init; }

    /// <summary>Digest of the owner that a restoration must repeat.</summary>
    public required int OwnerDigest { get; init; }

    /// <summary>That owner in words, where they are known.</summary>
    public OwnerDetails? Owner { get; init; }

    /// <summary>Number of the license.</summary>
    public long License => Acquisition.License;

    /// <summary>How it was first acquired.</summary>
    public Method Method => Acquisition.Method;

    /// <summary>The address that a supervisor approved since the owner last changed; null when none did, or its owner was erased.</summary>
    public string? ApprovedAddress { get; init; }

    /// <summary>E-mail of the first acquisition, or of what a supervisor approved in its place: a later request never changes it. Null for a license that has only been dictated.</summary>
    public string? AddressOnRecord => ApprovedAddress ?? (Owner is { Email.Length: > 0 } owner ? owner.Email : null);

    internal static LiveLicense From(LicenseIssued issued) => new()
    {
        Acquisition = issued,
        Pin = issued.Pin,
        At = issued.At,
        Sketch = issued.Sketch,
        Computer = issued.Computer,
        OwnerDigest = issued.OwnerDigest,
        Owner = issued.Owner,
    };

    /// <summary>The license on its spare PIN: from now on it is measured against the computer that it moved to.</summary>
    internal LiveLicense MovedBy(LicenseMoved moved) => this with
    {
        Pin = moved.Pin,
        At = moved.At,
        Sketch = moved.Sketch,
        Computer = moved.Computer,
    };
}

/// <summary>A license that the Center takes back and that its computer, which asks nobody, goes on accepting.</summary>
/// <param name="License">The license as it last stood.</param>
/// <param name="Since">When it was taken back.</param>
/// <param name="By">Annulled alone, or refunded with the whole kit.</param>
public sealed record OfflineLicense(LiveLicense License, DateTimeOffset Since, Correction By);

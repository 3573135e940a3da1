using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Files;

/// <summary>What a license file says: which license it is, what it allows, and the computer it is tied to. Formats, section 2.</summary>
public sealed record LicenseDetails
{
    /// <summary>The mark of the format.</summary>
    public const string Format = "license-details/1";

    /// <summary>Id of the license, for its whole life, restorations included.</summary>
    public required string License { get; init; }

    /// <summary>Id of the request that this answers.</summary>
    public required string RequestId { get; init; }

    /// <summary>The kit.</summary>
    public required KitNumber Kit { get; init; }

    /// <summary>Name of the product.</summary>
    public required string Product { get; init; }

    /// <summary>What it allows.</summary>
    public required LicenseType Type { get; init; }

    /// <summary>Workstations; null for a server license.</summary>
    public required int? Seats { get; init; }

    /// <summary>What was asked for.</summary>
    public required Operation Operation { get; init; }

    /// <summary>How it was asked for.</summary>
    public required Method Method { get; init; }

    /// <summary>Digest of the owner.</summary>
    public required int OwnerDigest { get; init; }

    /// <summary>The computer at the first acquisition with that PIN, in the spelling in which it is compared.</summary>
    public required KeyParameters Computer { get; init; }

    /// <summary>The server it is for; null: the computer itself.</summary>
    public InstallationTarget? InstallOn { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }
}

using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Acquisitions;

/// <summary>A request that got a license: for the first time, again, or on a spare PIN.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license, for its whole life.</param>
/// <param name="Pin">The PIN that carries it from now on.</param>
/// <param name="Method">How the request came.</param>
/// <param name="RequestKey">Equal for the same request, and only for it.</param>
/// <param name="OwnerDigest">Digest of the owner.</param>
/// <param name="Sketch">Sketch of the computer, where it is known.</param>
public abstract record Grant(
    DateTimeOffset At, long License, PinCode Pin, Method Method, string RequestKey, int OwnerDigest, Sketch? Sketch) : Fact(At)
{
    /// <summary>The computer in full, where the request carried it.</summary>
    public CanonicalComputer? Computer { get; init; }
}

/// <summary>A license was given.</summary>
/// <inheritdoc cref="Grant"/>
public sealed record LicenseIssued(
    DateTimeOffset At, long License, PinCode Pin, Method Method, string RequestKey, int OwnerDigest, Sketch? Sketch)
    : Grant(At, License, Pin, Method, RequestKey, OwnerDigest, Sketch)
{
    /// <summary>The owner in words, where the request carried it and the owner was not erased since.</summary>
    public OwnerDetails? Owner { get; init; }
}

/// <summary>A license was given again with the PIN that carries it.</summary>
/// <inheritdoc cref="Grant"/>
public sealed record LicenseRestored(
    DateTimeOffset At, long License, PinCode Pin, Method Method, string RequestKey, int OwnerDigest, Sketch? Sketch)
    : Grant(At, License, Pin, Method, RequestKey, OwnerDigest, Sketch);

/// <summary>A license moved to a spare PIN; the PIN that carried it is replaced.</summary>
/// <param name="At">When.</param>
/// <param name="License">Number of the license, the same as before.</param>
/// <param name="From">The PIN that carried it.</param>
/// <param name="Pin">The PIN that carries it from now on.</param>
/// <param name="Method">How the request came.</param>
/// <param name="RequestKey">Equal for the same request, and only for it.</param>
/// <param name="OwnerDigest">Digest of the owner.</param>
/// <param name="Sketch">Sketch of the computer that it moved to.</param>
public sealed record LicenseMoved(
    DateTimeOffset At, long License, PinCode From, PinCode Pin, Method Method, string RequestKey, int OwnerDigest, Sketch? Sketch)
    : Grant(At, License, Pin, Method, RequestKey, OwnerDigest, Sketch);

using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Acquisitions;

/// <summary>A request as every channel hands it on.</summary>
/// <param name="Method">How it came.</param>
/// <param name="Operation">What is asked for.</param>
/// <param name="Pin">The PIN to be used.</param>
/// <param name="RequestKey">Equal for the same request, and only for it.</param>
/// <param name="OwnerDigest">Digest of the owner.</param>
public sealed record LicenseRequest(Method Method, Operation Operation, PinCode Pin, string RequestKey, int OwnerDigest)
{
    /// <summary>The kit number, where the channel carries one.</summary>
    public KitNumber? Kit { get; init; }

    /// <summary>LINK of the current PIN, where the request was dictated: it proves the kit.</summary>
    public int? Link { get; init; }

    /// <summary>Sketch of the computer, where the request was dictated.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The computer in full, where the channel carries it.</summary>
    public CanonicalComputer? Computer { get; init; }

    /// <summary>The owner in words, where the channel carries it.</summary>
    public OwnerDetails? Owner { get; init; }

    /// <summary>The PIN that carries the license, where a spare is given and the channel carries both.</summary>
    public PinCode? CurrentPin { get; init; }

    /// <summary>What the customer says of the key parameters; false with a spare PIN: "I know, take it".</summary>
    public bool? Unchanged { get; init; }
}

/// <summary>How many wrong attempts are still let through; counted outside, over kits and sources.</summary>
/// <param name="FailuresLeft">Zero: every further wrong attempt is refused without a look.</param>
public sealed record Budget(int FailuresLeft)
{
    /// <summary>Nothing was counted.</summary>
    public static Budget Full { get; } = new(int.MaxValue);
}

/// <summary>What was decided. A closed set: granted, repeated, refused.</summary>
public abstract record Decision
{
    private protected Decision()
    {
    }

    /// <summary>What was noticed on the way; for staff only.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];
}

/// <summary>A license is given, given again, or moved.</summary>
/// <param name="Set">The set that gives it.</param>
/// <param name="Pin">The PIN that carries it from now on.</param>
public sealed record Granted(LicenseSet Set, PinCode Pin) : Decision
{
    /// <summary>The license that is restored; null for a new one.</summary>
    public long? License { get; init; }

    /// <summary>The PIN that is replaced; null when nothing moves.</summary>
    public PinCode? From { get; init; }

    /// <summary>No key parameter changed: whoever spends the spare is told first.</summary>
    public bool SamePinWouldDo { get; init; }

    /// <summary>What changed at the computer since the acquisition with the current PIN; for staff only.</summary>
    public ComputerChanges Changes { get; init; } = ComputerChanges.None;
}

/// <summary>The same request as before: the stored answer again, nothing is spent.</summary>
/// <param name="License">Number of the license.</param>
public sealed record Repeated(long License) : Decision;

/// <summary>No license.</summary>
/// <param name="Reason">The first guard that objected.</param>
public sealed record Refused(Reason Reason) : Decision
{
    /// <summary>Ways on that the reason does not tell.</summary>
    public IReadOnlyList<Hint> Hints { get; init; } = [];

    /// <summary>What changed at the computer, where that is the reason. Old and new are for staff; a customer gets <see cref="ComputerChanges.Kinds"/>.</summary>
    public ComputerChanges Changes { get; init; } = ComputerChanges.None;
}

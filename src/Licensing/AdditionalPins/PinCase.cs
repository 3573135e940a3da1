using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.AdditionalPins;

/// <summary>A case that speaks against a kit.</summary>
/// <param name="Name">Its rule or its reference, as staff know it.</param>
/// <param name="At">Since when.</param>
public sealed record KitCase(string Name, DateTimeOffset At);

/// <summary>What is known of violations of a kit: a violation is an observation that a supervisor decided to be one.</summary>
/// <param name="Decided">Decided to be violations, and not taken back.</param>
/// <param name="Open">Observations that wait for a supervisor.</param>
public sealed record ViolationFacts(IReadOnlyList<KitCase> Decided, IReadOnlyList<KitCase> Open)
{
    /// <summary>Nothing speaks against the kit.</summary>
    public static ViolationFacts None { get; } = new([], []);
}

/// <summary>The request file that a customer sent to show what happened, as far as it could be read.</summary>
public sealed record SeenFile
{
    /// <summary>A file that is none, or a damaged one.</summary>
    public static SeenFile Unreadable { get; } = new();

    /// <summary>Whether it could be read.</summary>
    public bool Readable => Computer is not null;

    /// <summary>The kit that it names.</summary>
    public KitNumber Kit { get; init; }

    /// <summary>The PIN code that carries the license, as it says.</summary>
    public PinCode Pin { get; init; }

    /// <summary>Digest of the owner that it names.</summary>
    public int OwnerDigest { get; init; }

    /// <summary>The computer that it was made on.</summary>
    public CanonicalComputer? Computer { get; init; }
}

/// <summary>A request for an additional PIN code beside everything that is known of its kit.</summary>
/// <param name="Asked">What the customer wants and says.</param>
/// <param name="Kit">The kit with that number; null when there is none.</param>
/// <param name="Now">Now.</param>
public sealed record PinCase(PinAsked Asked, KitHistory? Kit, DateTimeOffset Now)
{
    /// <summary>Additional PIN codes of a kit in 365 days before a second person must agree, unless configured otherwise.</summary>
    public const int UsualMostPerYear = 2;

    /// <summary>The address that the request came from; null for a caller who named none.</summary>
    public string? From { get; init; }

    /// <summary>The company that the kit was sold to; empty when it is not known.</summary>
    public string RegisteredOwner { get; init; } = "";

    /// <summary>The request file that came with it.</summary>
    public SeenFile? File { get; init; }

    /// <summary>What speaks against the kit.</summary>
    public ViolationFacts Violations { get; init; } = ViolationFacts.None;

    /// <summary>Additional PIN codes of the kit in 365 days before a second person must agree.</summary>
    public int MostPerYear { get; init; } = UsualMostPerYear;
}

using Licensing.Acquisitions;
using Licensing.Kits;

namespace Simulator;

/// <summary>Something that the Center recorded.</summary>
/// <param name="Number">1, 2, 3 ... in the order in which it happened.</param>
/// <param name="At">When.</param>
/// <param name="Kit">The kit; null where a request named none that there is.</param>
public abstract record Happening(long Number, DateTimeOffset At, Kit? Kit);

/// <summary>A request, and what the rules of the Center said to it.</summary>
/// <param name="Source">Where it came from; empty by telephone.</param>
/// <param name="Request">The request.</param>
/// <param name="Decision">The decision.</param>
/// <param name="License">The license that was given, or given again.</param>
public sealed record Requested(long Number, DateTimeOffset At, Kit? Kit, string Source, LicenseRequest Request, Decision Decision, long? License)
    : Happening(Number, At, Kit);

/// <summary>A customer asked for an additional PIN.</summary>
/// <param name="Replaces">The PIN that it is to replace.</param>
public sealed record PinAsked(long Number, DateTimeOffset At, Kit? Kit, PinCode Replaces) : Happening(Number, At, Kit);

/// <summary>Staff recorded a fact: an additional PIN joined, owner details were corrected, changed parameters accepted.</summary>
/// <param name="Fact">The fact.</param>
public sealed record Noted(long Number, DateTimeOffset At, Kit? Kit, Fact Fact) : Happening(Number, At, Kit);

/// <summary>One life of one or several kits.</summary>
/// <param name="Behaviour">What kind of people these are.</param>
/// <param name="Seed">With which it can be played again.</param>
/// <param name="Happenings">What happened, oldest first.</param>
public sealed record History(Behaviour Behaviour, int Seed, IReadOnlyList<Happening> Happenings)
{
    /// <summary>Whether a supervisor should hear of it.</summary>
    public bool Dishonest => Behaviour >= Behaviour.PinSharing;
}

/// <summary>Kinds of people. Those from <see cref="PinSharing"/> on mean it ill.</summary>
public enum Behaviour
{
    /// <summary>Acquires, loses an answer now and then, restores without a change.</summary>
    Quiet,

    /// <summary>Disks, boards, adapters and memory fail over the years.</summary>
    HardwareRepair,

    /// <summary>An old computer makes room for a new one.</summary>
    NewComputer,

    /// <summary>Installs for many customers from one place.</summary>
    Reseller,

    /// <summary>Virtual machines: cloned, migrated, rolled back.</summary>
    VirtualFarm,

    /// <summary>Every computer of an office is renamed on one weekend.</summary>
    OfficeMove,

    /// <summary>System updates rewrite the installation date.</summary>
    SystemUpdate,

    /// <summary>Forgets owner details, methods, numbers, and what a spare PIN is for.</summary>
    ForgetfulOwner,

    /// <summary>Uses its PIN codes up honestly and asks for another.</summary>
    AdditionalPins,

    /// <summary>One letter goes round among friends.</summary>
    PinSharing,

    /// <summary>One license serves two computers in turn.</summary>
    Alternating,

    /// <summary>More computers than licenses, or both sets of a choice.</summary>
    OverUse,

    /// <summary>Spares are spent on nothing so that more are sent.</summary>
    PinFarming,

    /// <summary>PIN codes are tried, at one kit or at many.</summary>
    Guessing,

    /// <summary>One kit is sold several times, or one computer is licensed for everybody.</summary>
    Resale,

    /// <summary>A copy is to be restored by whatever method looks least closely.</summary>
    MethodShopping,
}

using Licensing.Kits;

namespace Licensing.Computers;

/// <summary>What is different at a computer: parameter by parameter where both sides are known in full, by sketch otherwise.</summary>
/// <param name="Parameters">Changed parameters, old and new; empty where a sketch is all there is.</param>
/// <param name="Sketched">Changes that a sketch shows; empty where the parameters are known.</param>
public sealed record ComputerChanges(IReadOnlyList<ParameterChange> Parameters, IReadOnlyList<SketchChange> Sketched)
{
    /// <summary>Nothing that counts.</summary>
    public static ComputerChanges None { get; } = new([], []);

    /// <summary>Whether a spare PIN is needed.</summary>
    public bool Any => Parameters.Count > 0 || Sketched.Count > 0;

    /// <summary>Stable codes of what changed, without a value: all that a customer learns.</summary>
    public IReadOnlyList<string> Kinds =>
        [.. Parameters.Select(p => p.Parameter.Code()).Concat(Sketched.Select(s => s.Code())).Distinct(StringComparer.Ordinal)];

    /// <summary>Compares what is known of both sides, in full wherever possible.</summary>
    /// <param name="kit">The kit, which salts every sketch.</param>
    /// <param name="acquired">Sketch at acquisition.</param>
    /// <param name="acquiredInFull">The computer at acquisition.</param>
    /// <param name="now">Sketch now.</param>
    /// <param name="nowInFull">The computer now.</param>
    /// <returns>The changes; null when one side is not known at all.</returns>
    public static ComputerChanges? Between(
        KitNumber kit, Sketch? acquired, CanonicalComputer? acquiredInFull, Sketch? now, CanonicalComputer? nowInFull)
    {
        if (acquiredInFull is not null && nowInFull is not null)
        {
            return ComputerComparison.Compare(acquiredInFull, nowInFull) is { Count: > 0 } parameters ? new ComputerChanges(parameters, []) : None;
        }

        var then = acquired ?? Of(acquiredInFull);
        var today = now ?? Of(nowInFull);
        return then is not { } old || today is not { } current ? null
            : Sketch.Compare(old, current) is { Count: > 0 } changes ? new ComputerChanges([], changes)
            : None;

        Sketch? Of(CanonicalComputer? computer) => computer is null ? null : Sketch.Of(computer, kit);
    }
}

/// <summary>The rule that a parameter is held against. Guide: "Understanding key computer parameters".</summary>
public enum ParameterRule
{
    /// <summary>Equal to what it was at acquisition.</summary>
    StaysEqual,

    /// <summary>Equal in its first two numbers, for Windows; equal otherwise.</summary>
    FirstTwoNumbersStay,

    /// <summary>May grow, and shrink again to what it was at acquisition.</summary>
    MayGrow,

    /// <summary>More may be added; what was there at acquisition stays.</summary>
    MayBeAddedTo,
}

/// <summary>Which rule decides a parameter.</summary>
public static class ParameterRules
{
    /// <summary>The rule of a key parameter.</summary>
    public static ParameterRule Rule(this KeyParameter parameter) => parameter switch
    {
        KeyParameter.OsVersion => ParameterRule.FirstTwoNumbersStay,
        KeyParameter.Ram => ParameterRule.MayGrow,
        KeyParameter.Cpu or KeyParameter.Nic or KeyParameter.Disk => ParameterRule.MayBeAddedTo,
        KeyParameter.OsName or KeyParameter.OsSerial or KeyParameter.OsInstallDate
            or KeyParameter.Host or KeyParameter.Motherboard or KeyParameter.Bios => ParameterRule.StaysEqual,
    };

    /// <summary>The rule behind a change that a sketch shows.</summary>
    public static ParameterRule Rule(this SketchChange change) => change switch
    {
        SketchChange.Os or SketchChange.BoardOrNetworkName => ParameterRule.StaysEqual,
        SketchChange.RamReduced => ParameterRule.MayGrow,
        SketchChange.CpuRemoved or SketchChange.DeviceRemoved => ParameterRule.MayBeAddedTo,
    };

    /// <summary>The code, as texts are looked up by.</summary>
    public static string Code(this ParameterRule rule) => rule switch
    {
        ParameterRule.StaysEqual => "stays-equal",
        ParameterRule.FirstTwoNumbersStay => "first-two-numbers-stay",
        ParameterRule.MayGrow => "may-grow",
        ParameterRule.MayBeAddedTo => "may-be-added-to",
    };
}

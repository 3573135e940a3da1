using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Dictation;

/// <summary>What a dictated request says. Dictation codes, section 1.6.</summary>
/// <param name="Operation">What is asked for.</param>
/// <param name="Pin">The PIN to be used: for <see cref="Operation.RestoreWithSpare"/> the spare one.</param>
/// <param name="Link">LINK of the PIN that carries, or will carry, the license.</param>
/// <param name="OwnerDigest">0 to 994008.</param>
/// <param name="Sketch">The computer.</param>
public sealed record RequestCode(Operation Operation, PinCode Pin, int Link, int OwnerDigest, Sketch Sketch)
{
    private const int Version = 1;
    private const long RamUnit = 1L << Sketch.FilterSize;

    /// <summary>Makes the code of a request.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="kit">The kit, never dictated itself.</param>
    /// <param name="pin">The PIN to be used.</param>
    /// <param name="currentPin">The PIN that carries the license; the same as <paramref name="pin"/> but for a spare.</param>
    /// <param name="ownerDigest">Digest of the owner for that kit.</param>
    /// <param name="sketch">Sketch of the computer for that kit.</param>
    public static RequestCode For(Operation operation, KitNumber kit, PinCode pin, PinCode currentPin, int ownerDigest, Sketch sketch) =>
        new(operation, pin, PinLink.Of(kit, currentPin), ownerDigest, sketch);

    /// <summary>The sixteen groups, inner check included.</summary>
    public int[] ToGroups()
    {
        var groups = new int[Groups.RequestLength];
        groups[0] = (100 * Version) + (10 * ((int)Operation + 1)) + Sketch.Cpu;
        Pin.ToGroups().CopyTo(groups, 1);
        groups[6] = Link;
        groups[7] = OwnerDigest / Groups.Modulus;
        groups[8] = OwnerDigest % Groups.Modulus;
        groups[9] = Sketch.Os;
        groups[10] = Sketch.Board;
        var rest = (Sketch.Ram * RamUnit) + Sketch.Bits;
        for (var i = 14; i >= 11; i--)
        {
            groups[i] = (int)(rest % Groups.Modulus);
            rest /= Groups.Modulus;
        }

        groups[15] = Checks.Inner(groups.AsSpan(0, 15));
        return groups;
    }

    /// <summary>The check sum that is read out last.</summary>
    public int CheckSum => Checks.Request(ToGroups());

    /// <summary>Reads seventeen typed groups.</summary>
    /// <param name="groups">16 groups and the check sum.</param>
    /// <param name="code">The request, when nothing is wrong.</param>
    /// <returns>What is wrong, in fixed order; empty when the code is right.</returns>
    public static IReadOnlyList<CodeFault> Read(ReadOnlySpan<int> groups, out RequestCode? code)
    {
        code = null;
        if (groups.Length != Groups.DictationLength)
        {
            throw new ArgumentException($"A dictated request has {Groups.DictationLength} groups, not {groups.Length}.", nameof(groups));
        }

        foreach (var group in groups)
        {
            if (group is < 0 or >= Groups.Modulus)
            {
                return [CodeFault.IllegalGroup];
            }
        }

        var faults = new List<CodeFault>();
        if (Checks.Request(groups[..16]) != groups[16])
        {
            faults.Add(CodeFault.CheckSum);
        }

        if (Checks.Inner(groups[..15]) != groups[15])
        {
            faults.Add(CodeFault.InnerCheck);
        }

        faults.AddRange(Impossible(groups));
        if (faults.Count > 0)
        {
            return faults;
        }

        // A reserved PIN passes here with its digits: rule R1 answers it like an unknown one.
        var pin = PinCode.FromDictation(groups.Slice(1, 5));
        var rest = Rest(groups);
        code = new RequestCode(
            (Operation)((groups[0] / 10 % 10) - 1),
            pin,
            groups[6],
            (groups[7] * Groups.Modulus) + groups[8],
            new Sketch(groups[0] % 10, groups[9], groups[10], (int)(rest / RamUnit), rest % RamUnit));
        return [];
    }

    /// <summary>What no right code can have, whatever its check sums say.</summary>
    internal static IEnumerable<CodeFault> Impossible(ReadOnlySpan<int> groups)
    {
        var faults = new List<CodeFault>(4);
        if (Checks.Pin(groups.Slice(1, 4)) != groups[5])
        {
            faults.Add(CodeFault.PinCheck);
        }

        if (groups[0] / 100 != Version)
        {
            faults.Add(CodeFault.Version);
        }

        if (groups[0] / 10 % 10 is < 1 or > 3)
        {
            faults.Add(CodeFault.Operation);
        }

        if (Rest(groups) / RamUnit > Sketch.HighestRam)
        {
            faults.Add(CodeFault.RamLevel);
        }

        return faults;
    }

    private static long Rest(ReadOnlySpan<int> groups)
    {
        var rest = 0L;
        for (var i = 11; i <= 14; i++)
        {
            rest = (rest * Groups.Modulus) + groups[i];
        }

        return rest;
    }
}

/// <summary>Why a dictated code is refused before anything is looked up.</summary>
public enum CodeFault
{
    /// <summary>A group above 996.</summary>
    IllegalGroup,

    /// <summary>The check sum does not fit.</summary>
    CheckSum,

    /// <summary>Group 16 does not fit.</summary>
    InnerCheck,

    /// <summary>The PIN's own check group does not fit.</summary>
    PinCheck,

    /// <summary>A version that this Center does not know.</summary>
    Version,

    /// <summary>No such operation.</summary>
    Operation,

    /// <summary>No such memory level.</summary>
    RamLevel,
}

/// <summary>Stable codes of the faults.</summary>
public static class CodeFaults
{
    /// <summary>The code, as in the golden vectors.</summary>
    public static string Code(this CodeFault fault) => fault switch
    {
        CodeFault.IllegalGroup => "illegal-group",
        CodeFault.CheckSum => "check-sum",
        CodeFault.InnerCheck => "inner-check",
        CodeFault.PinCheck => "pin-check",
        CodeFault.Version => "version",
        CodeFault.Operation => "operation",
        CodeFault.RamLevel => "ram-level",
    };
}

using System.Numerics;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Violations;

/// <summary>Whether two descriptions are of one computer, repaired or reinstalled in between. Decides no license, only what is put before a person.</summary>
/// <remarks>
/// An adapter's address is one computer's own. Otherwise several things must agree, since a rule that takes a repaired computer for
/// another one accuses an honest customer: what virtual machines have in common counts for little, a disk's serial number for more.
/// </remarks>
public static class SameMachine
{
    private const int Enough = 3;
    private const double AlikeWithSystem = 0.65;
    private const double AlikeAlone = 0.75;

    // Serial numbers that emulated disks are given one like the other.
    private static readonly string[] Emulated = ["QM0000", "VBOX", "VIRTUAL"];

    /// <summary>In full.</summary>
    public static bool Of(CanonicalComputer one, CanonicalComputer other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Nics.Intersect(other.Nics, StringComparer.Ordinal).Any() || Agreements(one, other) >= Enough;
    }

    /// <summary>By sketches of one kit: the board group alike, or most devices still there.</summary>
    public static bool Of(Sketch one, Sketch other)
    {
        if (one.Board == other.Board)
        {
            return true;
        }

        var least = Math.Min(BitOperations.PopCount((ulong)one.Bits), BitOperations.PopCount((ulong)other.Bits));
        var shared = least == 0 ? 0 : BitOperations.PopCount((ulong)(one.Bits & other.Bits)) / (double)least;
        return shared >= (one.Os == other.Os ? AlikeWithSystem : AlikeAlone);
    }

    /// <summary>By whatever is known of both, for a kit. Nothing known: not the same.</summary>
    public static bool Of(KitNumber kit, (Sketch? Sketch, CanonicalComputer? Full) one, (Sketch? Sketch, CanonicalComputer? Full) other)
    {
        if (one.Full is not null && other.Full is not null)
        {
            return Of(one.Full, other.Full);
        }

        var first = one.Sketch ?? (one.Full is null ? null : Sketch.Of(one.Full, kit));
        var second = other.Sketch ?? (other.Full is null ? null : Sketch.Of(other.Full, kit));
        return first is { } a && second is { } b && Of(a, b);
    }

    private static int Agreements(CanonicalComputer one, CanonicalComputer other) =>
        (one.Disks.Where(Identifies).Intersect(other.Disks, StringComparer.Ordinal).Any() ? 2 : 0)
        + (Equal(one.Host, other.Host) ? 1 : 0)
        + (Equal(one.Motherboard, other.Motherboard) && Equal(one.Bios, other.Bios) ? 1 : 0)
        + (Equal(one.OsSerial, other.OsSerial) ? 1 : 0)
        + (Equal(one.OsInstallDate, other.OsInstallDate) ? 1 : 0);

    private static bool Equal(string one, string other) => one.Length > 0 && one == other;

    private static bool Identifies(string disk)
    {
        var serial = disk[(disk.LastIndexOf('|') + 1)..];
        return serial.Any(char.IsAsciiDigit) && !Emulated.Any(e => serial.StartsWith(e, StringComparison.Ordinal));
    }
}

using Licensing.Kits;

namespace Licensing.Computers;

/// <summary>Whether two descriptions may be of one computer that was changed in between. A guess that helps to look, never a rule.</summary>
public static class Resemblance
{
    /// <summary>In full: a device that both have, or motherboard and network name alike.</summary>
    public static bool Of(CanonicalComputer one, CanonicalComputer other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Nics.Intersect(other.Nics, StringComparer.Ordinal).Any()
            || one.Disks.Intersect(other.Disks, StringComparer.Ordinal).Any()
            || (one.Host.Length > 0 && one.Host == other.Host && one.Motherboard == other.Motherboard);
    }

    /// <summary>By sketches of one kit: the board group alike, or the system alike and every device still there.</summary>
    public static bool Of(Sketch one, Sketch other) =>
        one.Board == other.Board || (one.Os == other.Os && ((one.Bits & ~other.Bits) == 0 || (other.Bits & ~one.Bits) == 0));

    /// <summary>By whatever is known of both, for a kit.</summary>
    public static bool Of(KitNumber kit, Sketch? one, CanonicalComputer? oneInFull, Sketch? other, CanonicalComputer? otherInFull)
    {
        if (oneInFull is not null && otherInFull is not null)
        {
            return Of(oneInFull, otherInFull);
        }

        var first = one ?? (oneInFull is null ? null : Sketch.Of(oneInFull, kit));
        var second = other ?? (otherInFull is null ? null : Sketch.Of(otherInFull, kit));
        return first is { } a && second is { } b && Of(a, b);
    }
}

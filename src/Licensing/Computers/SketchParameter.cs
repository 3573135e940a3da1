using System.Numerics;

namespace Licensing.Computers;

/// <summary>A group of key parameters as two sketches show it, changed or not.</summary>
/// <param name="Parameter">The group, named by what can be seen to change in it.</param>
/// <param name="Changed">Whether it did.</param>
public sealed record SketchParameter(SketchChange Parameter, bool Changed)
{
    private const int BitsOfADevice = 3;

    /// <summary>The least that was there at acquisition: MiB of memory, number of processors. Null where a sketch keeps no size.</summary>
    public long? Then { get; init; }

    /// <summary>The least that is there now.</summary>
    public long? Now { get; init; }

    /// <summary>How many devices are gone at least. Null for everything but devices.</summary>
    public int? Gone { get; init; }

    /// <summary>The rule that decided it.</summary>
    public ParameterRule Rule => Parameter.Rule();

    /// <summary>Every group, in the order of <see cref="SketchChange"/>: what changed and what did not.</summary>
    /// <param name="acquired">The sketch at acquisition.</param>
    /// <param name="now">The sketch now.</param>
    public static IReadOnlyList<SketchParameter> Compare(Sketch acquired, Sketch now)
    {
        var changed = Sketch.Compare(acquired, now);
        var missing = BitOperations.PopCount((ulong)(acquired.Bits & ~now.Bits));
        return
        [
            .. Enum.GetValues<SketchChange>().Select(change => new SketchParameter(change, changed.Contains(change)) with
            {
                Then = SizeOf(change, acquired),
                Now = SizeOf(change, now),
                Gone = change == SketchChange.DeviceRemoved ? (missing + BitsOfADevice - 1) / BitsOfADevice : null,
            }),
        ];
    }

    private static long? SizeOf(SketchChange change, Sketch sketch) => change switch
    {
        SketchChange.RamReduced => Sketch.RamMibFrom(sketch.Ram),
        SketchChange.CpuRemoved => Sketch.CpusFrom(sketch.Cpu),
        SketchChange.Os or SketchChange.BoardOrNetworkName or SketchChange.DeviceRemoved => null,
    };
}

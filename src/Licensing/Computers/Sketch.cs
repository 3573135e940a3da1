using System.Text;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Computers;

/// <summary>A computer in 60 bits, salted with the kit: enough to see a change by phone, too little to tell a computer. Dictation codes, section 1.5.</summary>
/// <param name="Cpu">Level of the number of processors, 0 to 9.</param>
/// <param name="Os">Operating system, 0 to 996.</param>
/// <param name="Board">Network name, motherboard, firmware, 0 to 996.</param>
/// <param name="Ram">Level of the memory, 0 to 23.</param>
/// <param name="Bits">Filter of the devices, 35 bits.</param>
public readonly record struct Sketch(int Cpu, int Os, int Board, int Ram, long Bits)
{
    /// <summary>Bits of the filter.</summary>
    public const int FilterSize = 35;

    private const int PositionsPerItem = 3;
    private const int RamSteps = 24;
    private static readonly int[] RamHalfGib = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096];
    private static readonly int[] CpuCounts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

    /// <summary>Highest level of memory.</summary>
    public static int HighestRam => RamSteps - 1;

    /// <summary>Sketch of a computer for a kit.</summary>
    public static Sketch Of(CanonicalComputer computer, KitNumber kit)
    {
        ArgumentNullException.ThrowIfNull(computer);
        var bits = 0L;
        foreach (var item in computer.Items)
        {
            foreach (var position in PositionsOf(item, kit))
            {
                bits |= 1L << position;
            }
        }

        return new Sketch(
            LevelOf(computer.Cpus.Count, CpuCounts),
            SaltedHash.Reduced("LC/os/1", kit.Digits, computer.OsBlock, Groups.Modulus),
            SaltedHash.Reduced("LC/board/1", kit.Digits, computer.BoardBlock, Groups.Modulus),
            RamLevel(computer.RamMib),
            bits);
    }

    /// <summary>Level of a memory size, with four percent forgiven for what firmware keeps.</summary>
    /// <param name="mib">Memory in MiB.</param>
    public static int RamLevel(long mib) => LevelOf(mib * 104 / 51200, RamHalfGib);

    /// <summary>The least memory of a level, in MiB before what firmware keeps.</summary>
    /// <param name="level">0 to <see cref="HighestRam"/>.</param>
    public static long RamMibFrom(int level) => level == 0 ? 0 : RamHalfGib[level] * 512L;

    /// <summary>The fewest processors of a level.</summary>
    /// <param name="level">0 to 9.</param>
    public static int CpusFrom(int level) => CpuCounts[level];

    /// <summary>The three positions that a device sets in the filter.</summary>
    public static IReadOnlyList<int> PositionsOf(string item, KitNumber kit)
    {
        var positions = new List<int>(PositionsPerItem);
        var text = Encoding.UTF8.GetBytes(item);
        for (byte round = 0; ; round++)
        {
            foreach (var value in SaltedHash.Of("LC/item/1", kit.Digits, text, [round]))
            {
                // 245 is the largest multiple of 35 in a byte: the rest would make low positions likelier.
                if (value < 245 && !positions.Contains(value % FilterSize))
                {
                    positions.Add(value % FilterSize);
                    if (positions.Count == PositionsPerItem)
                    {
                        return positions;
                    }
                }
            }
        }
    }

    /// <summary>What changed between the computer at acquisition and the one that asks now, in fixed order; empty: nothing.</summary>
    /// <param name="acquired">The sketch at acquisition.</param>
    /// <param name="now">The sketch now.</param>
    public static IReadOnlyList<SketchChange> Compare(Sketch acquired, Sketch now)
    {
        var changes = new List<SketchChange>();
        Add(acquired.Os != now.Os, SketchChange.Os);
        Add(acquired.Board != now.Board, SketchChange.BoardOrNetworkName);
        Add(now.Ram < acquired.Ram, SketchChange.RamReduced);
        Add(now.Cpu < acquired.Cpu, SketchChange.CpuRemoved);
        Add((acquired.Bits & ~now.Bits) != 0, SketchChange.DeviceRemoved);
        return changes;

        void Add(bool changed, SketchChange change)
        {
            if (changed)
            {
                changes.Add(change);
            }
        }
    }

    private static int LevelOf(long value, int[] steps) => Math.Max(0, Array.FindLastIndex(steps, step => step <= value));
}

/// <summary>What a sketch can say of a change.</summary>
public enum SketchChange
{
    /// <summary>Another operating system, version, serial number or installation date.</summary>
    Os,

    /// <summary>Another motherboard, firmware or network name.</summary>
    BoardOrNetworkName,

    /// <summary>Less memory than at acquisition.</summary>
    RamReduced,

    /// <summary>Fewer processors.</summary>
    CpuRemoved,

    /// <summary>A processor, adapter or disk that was there is not.</summary>
    DeviceRemoved,
}

/// <summary>Stable codes of the changes.</summary>
public static class SketchChanges
{
    /// <summary>The code, as in the golden vectors.</summary>
    public static string Code(this SketchChange change) => change switch
    {
        SketchChange.Os => "os",
        SketchChange.BoardOrNetworkName => "board-or-network-name",
        SketchChange.RamReduced => "ram-reduced",
        SketchChange.CpuRemoved => "cpu-removed",
        SketchChange.DeviceRemoved => "device-removed",
    };
}

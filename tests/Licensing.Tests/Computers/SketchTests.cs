using CsCheck;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Tests.Dictation;
using Licensing.Tests.Text;

namespace Licensing.Tests.Computers;

/// <summary>Dictation codes, section 1.5.</summary>
public sealed class SketchTests
{
    private static readonly int[] RamHalfGib = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096];
    private static readonly int[] CpuCounts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

    [Fact]
    public void Every_part_of_a_sketch_keeps_its_range() =>
        Gen.Select(AnyComputer.Raw, Any.Kit).Sample((raw, kit) =>
        {
            var sketch = SketchOf(raw, kit);
            sketch.Cpu.ShouldBeInRange(0, 9);
            sketch.Os.ShouldBeInRange(0, 996);
            sketch.Board.ShouldBeInRange(0, 996);
            sketch.Ram.ShouldBeInRange(0, Sketch.HighestRam);
            sketch.Bits.ShouldBeInRange(0, Any.LargestBits);
        }, iter: 1_000);

    [Fact]
    public void A_device_sets_three_different_positions_spread_over_the_filter()
    {
        var counts = new int[Sketch.FilterSize];
        var random = new Random(20_261);
        for (var i = 0; i < 7_000; i++)
        {
            var positions = Sketch.PositionsOf($"disk={random.Next()}", KitNumber.Stored("075312509"));
            positions.Distinct().Count().ShouldBe(3);
            foreach (var position in positions)
            {
                counts[position]++;
            }
        }

        // 600 are expected of each, 24 in standard deviation.
        counts.ShouldAllBe(count => count > 450 && count < 750);
    }

    [Fact]
    public void The_order_and_the_case_of_devices_do_not_matter() =>
        Gen.Select(AnyComputer.Raw, Any.Kit).Sample((raw, kit) =>
        {
            var other = raw with
            {
                Cpus = [.. raw.Cpus.Reverse().Select(cpu => $" {cpu.ToLowerInvariant()}")],
                Nics = [.. raw.Nics.Reverse().Select(nic => string.Join(':', nic.ToLowerInvariant().Chunk(2).Select(pair => new string(pair))))],
                Disks = [.. raw.Disks.Reverse().Select(disk => $"{disk.ToLowerInvariant()}\t")],
                Host = raw.Host.ToLowerInvariant(),
            };
            SketchOf(other, kit).ShouldBe(SketchOf(raw, kit));
        });

    [Fact]
    public void Each_step_of_memory_counts_from_four_percent_below_it()
    {
        for (var level = 0; level < RamHalfGib.Length; level++)
        {
            // floor(MiB * 104 / 51200) reaches the step first at this size.
            var least = ((51_200L * RamHalfGib[level]) + 103) / 104;
            Sketch.RamLevel(least).ShouldBe(level);
            Sketch.RamLevel(RamHalfGib[level] * 512L).ShouldBe(level);
            Sketch.RamLevel(least - 1).ShouldBe(Math.Max(0, level - 1));
        }

        Sketch.RamLevel(0).ShouldBe(0);
        Sketch.RamLevel(1L << 40).ShouldBe(Sketch.HighestRam);
    }

    [Fact]
    public void Each_number_of_processors_has_the_level_of_the_step_below_it()
    {
        for (var count = 0; count <= 40; count++)
        {
            var expected = Math.Max(0, Array.FindLastIndex(CpuCounts, step => step <= count));
            SketchOf(new KeyParameters { Cpus = [.. Enumerable.Range(0, count).Select(i => $"CPU{i}")] }, KitNumber.FromBody("07531250")).Cpu.ShouldBe(expected);
        }
    }

    [Fact]
    public void Another_kit_gives_an_unrelated_sketch_of_the_same_computer()
    {
        const int Draws = 3_000;
        var (os, board, filter, shared, set) = (0, 0, 0, 0, 0);
        Gen.Select(AnyComputer.Raw, Any.Kit, Any.Kit).Where((raw, kit, other) => kit != other && raw.Cpus.Count + raw.Nics.Count + raw.Disks.Count > 2).Sample((raw, kit, other) =>
        {
            var (one, two) = (SketchOf(raw, kit), SketchOf(raw, other));
            os += one.Os == two.Os ? 1 : 0;
            board += one.Board == two.Board ? 1 : 0;
            filter += one.Bits == two.Bits ? 1 : 0;
            shared += (int)long.PopCount(one.Bits & two.Bits);
            set += (int)(long.PopCount(one.Bits) * long.PopCount(two.Bits));
        }, iter: Draws, threads: 1);

        // Three equal groups are expected; bits are shared as often as chance has it.
        os.ShouldBeLessThan(20);
        board.ShouldBeLessThan(20);
        filter.ShouldBeLessThan(20);
        ((double)shared * Sketch.FilterSize / set).ShouldBeInRange(0.9, 1.1);
    }

    [Fact]
    public void No_culture_has_a_say() =>
        Gen.Select(AnyComputer.Raw, Any.Kit).Sample((raw, kit) => Cultures.ShouldBeTheSameUnderEach(() =>
        {
            var sketch = SketchOf(raw with { Host = "title-iI", OsName = "windows i" }, kit);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sketch.Cpu} {sketch.Os} {sketch.Board} {sketch.Ram} {sketch.Bits}");
        }), iter: 50);

    private static Sketch SketchOf(KeyParameters raw, KitNumber kit) => Sketch.Of(CanonicalComputer.From(raw), kit);
}

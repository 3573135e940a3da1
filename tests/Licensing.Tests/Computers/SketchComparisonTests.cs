using CsCheck;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Computers;

/// <summary>What may be added and what may not be taken away.</summary>
public sealed class SketchComparisonTests(ITestOutputHelper output)
{
    [Fact]
    public void A_computer_has_not_changed_from_itself() =>
        Any.Sketch.Sample(sketch => Sketch.Compare(sketch, sketch).ShouldBeEmpty());

    [Fact]
    public void More_memory_processors_adapters_and_disks_are_never_a_change() =>
        Gen.Select(AnyComputer.Raw, Any.Kit, Gen.Int[0, 4_000_000], AnyComputer.Word.Array[0, 3], AnyComputer.Mac.Array[0, 3], AnyComputer.Word.Array[0, 3])
            .Sample((raw, kit, ram, cpus, nics, disks) =>
            {
                var grown = raw with { RamMib = raw.RamMib + ram, Cpus = [.. cpus, .. raw.Cpus], Nics = [.. raw.Nics, .. nics], Disks = [.. disks, .. raw.Disks] };
                Changes(raw, grown, kit).ShouldBeEmpty();
            }, iter: 3_000);

    [Fact]
    public void Less_memory_is_a_change_exactly_when_it_is_a_level_less() =>
        Gen.Select(AnyComputer.Raw, Any.Kit, Gen.Int[0, 4_000_000]).Sample((raw, kit, ram) =>
            Changes(raw, raw with { RamMib = ram }, kit)
                .ShouldBe(Sketch.RamLevel(ram) < Sketch.RamLevel(raw.RamMib) ? [SketchChange.RamReduced] : []), iter: 3_000);

    [Fact]
    public void Fewer_processors_are_a_change_exactly_when_they_are_a_level_less() =>
        Gen.Select(AnyComputer.Raw, Any.Kit, Gen.Int[1, 33], Gen.Int[1, 33]).Sample((raw, kit, had, has) =>
        {
            // All of one model, so that no item goes with them.
            var (before, now) = (SketchOf(Sockets(had), kit), SketchOf(Sockets(has), kit));
            Sketch.Compare(before, now).ShouldBe(now.Cpu < before.Cpu ? [SketchChange.CpuRemoved] : []);

            KeyParameters Sockets(int count) => raw with { Cpus = [.. Enumerable.Repeat("CPU", count)] };
        }, iter: 3_000);

    [Fact]
    public void A_device_that_is_gone_is_a_change_exactly_when_the_rest_does_not_cover_its_positions()
    {
        var (gone, seen) = (0, 0);
        Gen.Select(AnyComputer.Raw, Any.Kit).Where((raw, _) => raw.Disks.Count > 0).Sample((raw, kit) =>
        {
            var less = raw with { Disks = [.. raw.Disks.Skip(1)] };
            var (before, now) = (SketchOf(raw, kit), SketchOf(less, kit));
            var covered = Sketch.PositionsOf("disk=" + raw.Disks[0], kit).All(position => (now.Bits >> position & 1) == 1);
            Sketch.Compare(before, now).ShouldBe(covered ? [] : [SketchChange.DeviceRemoved]);
            gone++;
            seen += covered ? 0 : 1;
        }, iter: 3_000, threads: 1);

        output.WriteLine($"{seen} of {gone} removed disks are seen by phone; the program itself compares the full lists.");
        seen.ShouldBeGreaterThan(gone * 8 / 10);
    }

    [Fact]
    public void Another_system_or_board_is_a_change_but_for_one_in_a_thousand()
    {
        var unseen = 0;
        Gen.Select(AnyComputer.Raw, Any.Kit).Sample((raw, kit) =>
        {
            var moved = Changes(raw, raw with { OsName = raw.OsName + " Server", Host = raw.Host + "2" }, kit);
            moved.Except([SketchChange.Os, SketchChange.BoardOrNetworkName]).ShouldBeEmpty();
            unseen += 2 - moved.Count;
        }, iter: 3_000, threads: 1);

        unseen.ShouldBeLessThan(30);
    }

    [Fact]
    public void Reasons_are_told_in_one_order_and_each_for_its_own_part() =>
        Gen.Select(Any.Sketch, Any.Sketch).Sample((old, now) =>
        {
            SketchChange[] expected =
            [
                .. Of(SketchChange.Os, old.Os != now.Os), .. Of(SketchChange.BoardOrNetworkName, old.Board != now.Board), .. Of(SketchChange.RamReduced, now.Ram < old.Ram),
                .. Of(SketchChange.CpuRemoved, now.Cpu < old.Cpu), .. Of(SketchChange.DeviceRemoved, (old.Bits | now.Bits) != now.Bits),
            ];
            Sketch.Compare(old, now).ShouldBe(expected);
            Sketch.Compare(old, now).Select(change => change.Code()).ShouldBeUnique();

            static SketchChange[] Of(SketchChange change, bool told) => told ? [change] : [];
        }, iter: 5_000);

    [Fact]
    public void What_has_not_changed_through_two_steps_has_not_changed_at_all() =>
        Gen.Select(Any.Sketch, Gen.Int[0, 9], Gen.Int[0, 23], Gen.Long[0, Any.LargestBits], Gen.Long[0, Any.LargestBits]).Sample((first, cpu, ram, bits, more) =>
        {
            var second = first with { Cpu = Math.Max(first.Cpu, cpu), Bits = first.Bits | bits };
            var third = second with { Ram = Math.Max(second.Ram, ram), Bits = second.Bits | more };
            Sketch.Compare(first, second).ShouldBeEmpty();
            Sketch.Compare(second, third).ShouldBeEmpty();
            Sketch.Compare(first, third).ShouldBeEmpty();
        });

    private static IReadOnlyList<SketchChange> Changes(KeyParameters before, KeyParameters now, KitNumber kit) => Sketch.Compare(SketchOf(before, kit), SketchOf(now, kit));

    private static Sketch SketchOf(KeyParameters raw, KitNumber kit) => Sketch.Of(CanonicalComputer.From(raw), kit);
}

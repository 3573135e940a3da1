using CsCheck;
using Licensing.Computers;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Computers;

/// <summary>What an operator sees of a computer that was dictated twice.</summary>
public sealed class SketchParameterTests
{
    private static readonly Sketch Acquired = new(Cpu: 2, Os: 220, Board: 319, Ram: 9, Bits: 0b111_111);

    [Fact]
    public void Every_group_stands_there_changed_or_not_and_the_changed_ones_are_those_that_count() =>
        Gen.Select(Any.Sketch, Any.Sketch).Sample((then, now) =>
        {
            var parameters = SketchParameter.Compare(then, now);
            parameters.Select(p => p.Parameter).ShouldBe(Enum.GetValues<SketchChange>());
            parameters.Where(p => p.Changed).Select(p => p.Parameter).ShouldBe(Sketch.Compare(then, now));
        });

    [Fact]
    public void Memory_and_processors_are_told_by_the_least_that_is_there()
    {
        var parameters = SketchParameter.Compare(Acquired, Acquired with { Ram = 5, Cpu = 0 });
        var memory = parameters.Single(p => p.Parameter == SketchChange.RamReduced);
        (memory.Then, memory.Now, memory.Changed, memory.Rule).ShouldBe((16384L, 4096L, true, ParameterRule.MayGrow));
        var processors = parameters.Single(p => p.Parameter == SketchChange.CpuRemoved);
        (processors.Then, processors.Now, processors.Changed).ShouldBe((3L, 1L, true));
        parameters.Single(p => p.Parameter == SketchChange.Os).Then.ShouldBeNull();
    }

    [Theory]
    [InlineData(0b111_111, 0)]
    [InlineData(0b110_111, 1)]
    [InlineData(0b000_111, 1)]
    [InlineData(0b000_011, 2)]
    [InlineData(0b1000_000_000, 2)]
    public void As_many_devices_are_gone_as_their_bits_need_at_least(long bits, int gone) =>
        SketchParameter.Compare(Acquired, Acquired with { Bits = bits }).Single(p => p.Parameter == SketchChange.DeviceRemoved).Gone.ShouldBe(gone);

    [Fact]
    public void The_least_memory_of_a_level_is_of_that_level_and_a_mebibyte_less_is_not()
    {
        for (var level = 1; level <= Sketch.HighestRam; level++)
        {
            // What firmware may keep is not taken off here.
            Sketch.RamLevel(Sketch.RamMibFrom(level)).ShouldBe(level);
            Sketch.RamLevel(Sketch.RamMibFrom(level) * 95 / 100).ShouldBe(level - 1);
        }
    }
}

using CsCheck;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Tests.Dictation;

public sealed class RequestCodeTests
{
    [Fact]
    public void Every_request_is_read_back_as_it_was_made() =>
        Any.Request.Sample(request =>
        {
            RequestCode.Read(Any.Dictated(request), out var read).ShouldBeEmpty();
            read.ShouldBe(request);
        }, iter: 20_000);

    [Fact]
    public void Every_group_of_a_request_is_000_to_996() =>
        Any.Dictation.Sample(groups =>
        {
            groups.Length.ShouldBe(Groups.DictationLength);
            groups.Min().ShouldBeGreaterThanOrEqualTo(0);
            groups.Max().ShouldBeLessThan(Groups.Modulus);
        }, iter: 20_000);

    [Theory]
    [InlineData(0, 0L, 0, 0)]
    [InlineData(23, (1L << 35) - 1, 994_008, 996)]
    [InlineData(0, (1L << 35) - 1, 994_008, 0)]
    [InlineData(23, 0L, 0, 996)]
    public void Fields_at_their_ends_do_not_touch_one_another(int ram, long bits, int owner, int link)
    {
        foreach (var operation in Enum.GetValues<Operation>())
        {
            for (var cpu = 0; cpu <= 9; cpu++)
            {
                var request = new RequestCode(operation, Any.PinOf([0, 0, 0, 1]), link, owner, new Sketch(cpu, 996, 0, ram, bits));
                RequestCode.Read(Any.Dictated(request), out var read).ShouldBeEmpty();
                read.ShouldBe(request);
                request.ToGroups()[0].ShouldBe(110 + (10 * (int)operation) + cpu);
            }
        }
    }

    [Fact]
    public void The_pin_is_dictated_as_it_stands_in_the_document_and_the_link_is_that_of_the_current_pin() =>
        Gen.Select(Any.Kit, Any.Pin, Any.Pin, Any.Sketch).Sample((kit, spare, current, sketch) =>
        {
            var groups = RequestCode.For(Operation.RestoreWithSpare, kit, spare, current, 0, sketch).ToGroups();
            groups[1..6].ShouldBe(spare.ToGroups());
            groups[6].ShouldBe(PinLink.Of(kit, current));
        });

    [Fact]
    public void A_group_above_996_is_named_alone_whatever_else_is_wrong() =>
        Gen.Select(Any.Dictation, Gen.Int[1, 17], Gen.Int[997, 999], Gen.Int[1, 17], Any.Group).Sample((right, position, illegal, other, value) =>
            Any.Faults(right.With(other, value).With(position, illegal)).ShouldBe([CodeFault.IllegalGroup]));

    [Theory]
    [InlineData(1, 210, new[] { CodeFault.Version })]
    [InlineData(1, 100, new[] { CodeFault.Operation })]
    [InlineData(1, 140, new[] { CodeFault.Operation })]
    [InlineData(1, 5, new[] { CodeFault.Version, CodeFault.Operation })]
    [InlineData(6, 0, new[] { CodeFault.PinCheck })]
    [InlineData(12, 996, new[] { CodeFault.RamLevel })]
    public void A_code_whose_checks_hold_but_which_cannot_be_gets_its_reason_and_no_suggestion(int position, int value, CodeFault[] faults)
    {
        var request = new RequestCode(Operation.Initial, Any.PinOf([746, 185, 858, 112]), 84, 314_390, new Sketch(0, 220, 319, 8, 1));
        int[] fifteen = request.ToGroups().With(position, value)[..15];
        int[] sixteen = [.. fifteen, Checks.Inner(fifteen)];
        int[] typed = [.. sixteen, Checks.Request(sixteen)];

        Any.Faults(typed).ShouldBe(faults);
        RequestRepair.Explain(typed).ShouldBeEmpty();
    }

    [Fact]
    public void A_request_in_a_log_does_not_show_its_pin() =>
        Any.Request.Sample(request =>
        {
            request.ToString().ShouldNotContain(request.Pin.Digits);
            request.ToString().ShouldNotContain(request.Pin.Spoken);
        });
}

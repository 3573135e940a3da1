using Licensing.Acquisitions;
using Licensing.Violations;

namespace Licensing.Tests.Violations;

/// <summary>For each rule, what must trip it and what must not.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData(Method.Automatic)]
    [InlineData(Method.Phone)]
    public void Vr1_a_used_pin_on_two_further_computers(Method method)
    {
        Launched(2, method).Tripped.ShouldBe(["VR1"]);
        Launched(1, method).Tripped.ShouldBeEmpty("a new computer and the wrong page of the wizard");
        Launched(2, method).Granted(2, 2, operation: Operation.RestoreWithSpare, current: 1).Tripped.ShouldBeEmpty("one of the two got the license in the end");
        new Trace().Granted(1, 1).Refused(Reason.UseRestoration, 1, 1, times: 6).Tripped.ShouldBeEmpty("the computer that has it asks again");
    }

    [Fact]
    public void Vr1_the_wrong_line_of_the_letter_is_no_sharing()
    {
        Trace office = new("client-5");
        office.Granted(1, 1);
        for (var computer = 2; computer <= 4; computer++)
        {
            office.Refused(Reason.UseRestoration, 1, computer).Granted(computer, computer, license: computer);
        }

        office.Tripped.ShouldBeEmpty();
        office.Refused(Reason.UseRestoration, 1, 3, owner: 7).Refused(Reason.UseRestoration, 1, 4, owner: 8).Tripped.ShouldBe(["VR1"], "other owners");
    }

    [Fact]
    public void Vr2_launches_from_two_computers_beyond_the_licenses()
    {
        new Trace().Granted(1, 1).Refused(Reason.NoLicenseLeft, 2, 2).Later(5).Refused(Reason.NoLicenseLeft, 3, 3).Tripped.ShouldBe(["VR2"]);
        new Trace().Granted(1, 1).Refused(Reason.NoLicenseLeft, 2, 2, times: 3).Tripped.ShouldBeEmpty("one computer, and what a spare is for was not understood");
        new Trace().Granted(1, 1).Refused(Reason.NoLicenseLeft, 2, 2).Later(90).Refused(Reason.NoLicenseLeft, 3, 3).Tripped.ShouldBeEmpty("two mistakes a quarter apart");
    }

    [Fact]
    public void Vr3_the_other_set_again_and_again()
    {
        Chosen().Refused(Reason.PinVoid, 1, 2, set: 1).Refused(Reason.PinVoid, 1, 3, set: 1).Tripped.ShouldBe(["VR3"]);
        Chosen().Refused(Reason.PinVoid, 1, 1, set: 1).Refused(Reason.PinVoid, 2, 1, set: 1).Refused(Reason.PinVoid, 3, 1, set: 1).Tripped.ShouldBe(["VR3"]);
        Chosen().Refused(Reason.PinVoid, 1, 2, set: 1, times: 4).Tripped.ShouldBeEmpty();

        static Trace Chosen() => new Trace("client-5").Granted(1, 1);
    }

    [Fact]
    public void Vr4_another_method_time_after_time()
    {
        new Trace().Granted(1, 1).Refused(Reason.OtherMethod, 1, 1, Operation.Restore, times: 5).Tripped.ShouldBe(["VR4"]);
        new Trace().Granted(1, 1).Refused(Reason.OtherMethod, 1, 1, Operation.Restore, times: 4).Tripped.ShouldBeEmpty();
    }

    [Fact]
    public void Vr5_other_owners_on_other_computers()
    {
        new Trace().Granted(1, 1).Refused(Reason.OwnerDiffers, 1, 2, Operation.Restore, owner: 2).Refused(Reason.OwnerDiffers, 1, 3, Operation.Restore, owner: 3).Tripped.ShouldBe(["VR5"]);
        var forgetful = new Trace().Granted(1, 1);
        for (var spelling = 2; spelling < 9; spelling++)
        {
            forgetful.Refused(Reason.OwnerDiffers, 1, 1, Operation.Restore, owner: spelling);
        }

        forgetful.Tripped.ShouldBeEmpty("seven spellings on the license's own computer");
        forgetful.Refused(Reason.OwnerDiffers, 1, 1, Operation.Restore, owner: 9).Tripped.ShouldBe(["VR5"], "eight are trying");
    }

    [Fact]
    public void Vr6_unchanged_said_of_two_other_computers()
    {
        new Trace().Granted(1, 1).Refused(Reason.ComputerChanged, 1, 2, Operation.Restore).Refused(Reason.ComputerChanged, 1, 3, Operation.Restore).Tripped.ShouldBe(["VR6"]);
        new Trace().Granted(1, 1).Refused(Reason.ComputerChanged, 1, 2, Operation.Restore, times: 5).Tripped.ShouldBeEmpty();
        new Trace().Granted(1, 1).Refused(Reason.ComputerChanged, 1, 2, Operation.Restore).Refused(Reason.ComputerChanged, 1, 3, Operation.Restore).Vouched(3)
            .Tripped.ShouldBeEmpty("staff vouched for one of them");
    }

    [Fact]
    public void Vr7_there_and_back_again()
    {
        var returned = new Trace().Granted(1, 1).Later(40).Granted(2, 2, operation: Operation.RestoreWithSpare, current: 1).Later(40).Granted(3, 1, operation: Operation.RestoreWithSpare, current: 2);
        returned.Tripped.ShouldBeEmpty("a faulty new computer was sent back");
        returned.Later(40).Granted(2, 2, operation: Operation.RestoreWithSpare, current: 3).Tripped.ShouldBe(["VR7"]);
    }

    [Fact]
    public void Vr8_a_replaced_computer_asks_on_another_day_too()
    {
        Moved().Refused(Reason.NothingToRestore, 1, 1, Operation.Restore, times: 3).Tripped.ShouldBeEmpty("one afternoon");
        Moved().Refused(Reason.NothingToRestore, 1, 1, Operation.Restore).Later(3).Refused(Reason.UseRestoration, 1, 1).Tripped.ShouldBe(["VR8"]);
        Moved().Refused(Reason.ComputerChanged, 2, 2, Operation.Restore).Later(3).Refused(Reason.ComputerChanged, 2, 2, Operation.Restore).Tripped.ShouldBeEmpty("the computer that has it");

        static Trace Moved() => new Trace().Granted(1, 1).Later(100).Granted(2, 2, operation: Operation.RestoreWithSpare, current: 1).Later(20);
    }

    [Fact]
    public void Vr9_one_computer_under_four_owners()
    {
        Owners(4).ShouldBe(["VR9"]);
        Owners(3).ShouldBeEmpty();

        static IEnumerable<string> Owners(int count) => ViolationRules.OverComputer([.. Enumerable.Range(1, count).Select(i =>
            new Sighting(i, new DateTimeOffset(2026, i, 1, 0, 0, 0, TimeSpan.Zero), Method.File, Operation.Initial, Outcome.Granted) { Owner = $"owner {i}", Computer = Trace.Computer(1) })]).Select(f => f.Rule.Id);
    }

    [Fact]
    public void Vr10_guesses_at_a_kit_and_from_a_source()
    {
        new Trace().Guessed(12, 0.5).Tripped.ShouldBe(["VR10"]);
        new Trace().Guessed(11, 0.5).Tripped.ShouldBeEmpty();
        new Trace().Guessed(40, 30).Tripped.ShouldBeEmpty("one a day is a bad memory");
        new Trace().Guessed(20, 0.5).FindingsOfTheSource.Select(f => f.Rule.Id).ShouldBe(["VR10"]);
        new Trace().Guessed(1, 1, Reason.TooManyFailures).Tripped.ShouldBe(["VR10"], "the hour's budget is gone: a case at once");
        new Trace(method: Method.Phone).Guessed(30, 0.1).Tripped.ShouldBeEmpty("by telephone the kit is not known, and the source is an operator");
    }

    [Fact]
    public void Vr11_additional_pins_for_pins_that_nobody_used()
    {
        new Trace().Wished(1).Later(10).Wished(2).Tripped.ShouldBe(["VR11"]);
        new Trace().Wished(1).Tripped.ShouldBeEmpty();
        new Trace().Granted(1, 1).Wished(1).Later(10).Wished(1).Tripped.ShouldBeEmpty("the PIN is in use");
        new Trace().Granted(1, 1).Joined(1).Joined(2).Joined(3).Later(60).Joined(3).Tripped.ShouldBe(["VR11"], "four a year for one license");
    }

    [Fact]
    public void Vr12_faster_than_hardware_fails()
    {
        Moves(10).Tripped.ShouldBe(["VR12"]);
        Moves(70).Tripped.ShouldBeEmpty();

        static Trace Moves(double days)
        {
            var trace = new Trace("client-5").Granted(1, 1);
            for (var move = 2; move <= 4; move++)
            {
                trace.Later(days).Granted(move, move, operation: Operation.RestoreWithSpare, current: move - 1);
            }

            return trace;
        }
    }

    private static Trace Launched(int further, Method method)
    {
        var trace = new Trace("base", method).Granted(1, 1);
        for (var computer = 2; computer < 2 + further; computer++)
        {
            trace.Later(3).Refused(Reason.UseRestoration, 1, computer);
        }

        return trace;
    }
}

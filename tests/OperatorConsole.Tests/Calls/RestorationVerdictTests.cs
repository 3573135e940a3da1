using Data.Calls;
using Licensing.Acquisitions;
using Licensing.Computers;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

/// <summary>What an operator sees before a license is restored, and how a spare PIN is kept.</summary>
public sealed class RestorationVerdictTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restoration_stands_beside_the_acquisition_parameter_by_parameter()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));

        var right = await RightAsync(desk, Dictated.By(kit, Dictated.First(kit), Operation.Restore, Dictated.First(kit), Dictated.Computer with { Ram = 12 }));
        right.About.Parameters.Count.ShouldBe(5);
        right.About.Parameters.ShouldAllBe(p => !p.Changed);

        var smaller = Dictated.By(kit, Dictated.First(kit), Operation.Restore, Dictated.First(kit), Dictated.OtherComputer with { Ram = 3 });
        var refused = (await desk.VerifyAsync(await desk.EnteredAsync(smaller))).ShouldBeOfType<CodeRefused>();
        refused.Reason.ShouldBe(Reason.ComputerChanged);
        refused.About!.Parameters.Where(p => p.Changed).Select(p => p.Parameter).ShouldBe([SketchChange.Os, SketchChange.RamReduced]);
    }

    [Fact]
    public async Task With_a_spare_pin_the_license_that_moves_is_the_one_that_is_compared()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        var right = await RightAsync(desk, Dictated.By(kit, Dictated.Second(kit), Operation.RestoreWithSpare, Dictated.First(kit), Dictated.OtherComputer));
        right.About.Parameters.Single(p => p.Changed).Parameter.ShouldBe(SketchChange.Os);
        right.About.License.ShouldNotBeNull().RestoredBy.ShouldBe([Method.Phone]);
        right.About.SamePinWouldDo.ShouldBeFalse();
    }

    [Fact]
    public async Task An_initial_launch_and_a_repeated_answer_are_compared_with_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        (await RightAsync(desk, digits)).About.Parameters.ShouldBeEmpty();
        await desk.AnsweredAsync(digits);
        (await RightAsync(desk, digits)).About.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spare_pin_that_is_not_needed_is_kept_when_the_operator_says_so()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        var spare = Dictated.By(kit, Dictated.Second(kit), Operation.RestoreWithSpare, Dictated.First(kit));
        var reference = await desk.EnteredAsync(spare);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>().About.SamePinWouldDo.ShouldBeTrue();

        (await desk.Get<AdviseSamePin>().RunAsync(CallDesk.Anna, reference, Cancellation)).ShouldBeTrue();

        (await desk.StateAsync(reference)).ShouldBe(CallState.Entering);
        (await desk.IssueAsync(reference)).ShouldBeNull();
        (await desk.ReadAsync(db => db.CallEvents.CountAsync(e => e.Kind == "same-pin-advised", Cancellation))).ShouldBe(1);
        (await desk.Get<AdviseSamePin>().RunAsync(CallDesk.Anna, reference, Cancellation)).ShouldBeFalse();

        // The caller chooses the other restoration; its code comes in the same call, and the spare is still there.
        await desk.SaveAsync(reference, Dictated.By(kit, Dictated.First(kit), Operation.Restore, Dictated.First(kit)));
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        (await desk.IssueAsync(reference)).ShouldNotBeNull();
        (await RightAsync(desk, spare)).About.UnusedPins.ShouldBe(2);
    }

    [Fact]
    public async Task The_licenses_that_are_on_the_computer_already_are_counted()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        (await RightAsync(desk, Dictated.By(kit, Dictated.First(kit)))).About.Here.Licenses.ShouldBe(0);
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));

        var second = (await RightAsync(desk, Dictated.By(kit, Dictated.Second(kit)))).About.Here;
        (second.Licenses, second.FurtherBy).ShouldBe((1, Method.Phone));
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.Second(kit)));

        var third = kit.Sets[0].Pins[2].Code;
        var restored = (await RightAsync(desk, Dictated.By(kit, third, Operation.RestoreWithSpare, Dictated.First(kit), Dictated.OtherComputer))).About.Here;
        (restored.Licenses, restored.SparesNeeded, restored.SparesMissing).ShouldBe((2, 2, 0));
    }

    [Fact]
    public async Task The_second_look_at_a_refused_code_does_not_list_its_own_refusal()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit), Operation.Restore, Dictated.First(kit));
        var reference = await desk.EnteredAsync(digits);
        for (var look = 1; look <= 2; look++)
        {
            var refused = (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRefused>();
            refused.About!.History.ShouldNotContain(item => item.Outcome == Outcome.Refused);
        }

        // Another call's refusal is history, the very same code or not.
        var other = (await desk.VerifyAsync(await desk.EnteredAsync(digits))).ShouldBeOfType<CodeRefused>();
        other.About!.History.ShouldContain(item => item.Outcome == Outcome.Refused);
    }

    [Fact]
    public async Task A_code_that_is_corrected_to_another_pin_takes_its_kit_from_the_call()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, other) = (await desk.KitAsync(), await desk.KitAsync());
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.RightAsync(digits);
        (await desk.LoadAsync(reference)).KnowsKit.ShouldBeTrue();

        await desk.SaveAsync(reference, Dictated.Misheard(digits, 12, 1));
        (await desk.LoadAsync(reference)).KnowsKit.ShouldBeTrue();
        await desk.SaveAsync(reference, Dictated.By(other, Dictated.First(other))[..18]);
        (await desk.LoadAsync(reference)).KnowsKit.ShouldBeFalse();
    }

    private static async Task<CodeRight> RightAsync(CallDesk desk, string digits) =>
        (await desk.VerifyAsync(await desk.EnteredAsync(digits))).ShouldBeOfType<CodeRight>();
}

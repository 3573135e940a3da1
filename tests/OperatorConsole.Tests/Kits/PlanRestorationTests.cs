using Licensing.Acquisitions;
using Licensing.Kits;
using OperatorConsole.Features.Kits;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Kits;

public sealed class PlanRestorationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_license_of_a_changed_computer_has_its_step_with_channel_spare_and_what_is_left()
    {
        await using var center = await RestorationCenter.WithAsync("package-10-server");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await center.SendAsync(Operation.Initial, Method.Automatic, 2);
        var now = RestorationCenter.Parameters with { Motherboard = "Gigabyte X570" };
        var plan = await PlanAsync(center, new PlanFrom(center.Kit.Number.Digits, now, null));

        (plan.Seats, plan.PinsNeeded, plan.PinsMissing, plan.FurtherBy).ShouldBe((2, 2, 0, Method.File));
        plan.Steps.Select(s => (s.Pin, s.Method, s.Type, s.NeedsSpare)).ShouldBe(
        [
            (center.Pin(1).Masked, Method.File, LicenseType.SingleUser, true), (center.Pin(2).Masked, Method.Automatic, LicenseType.SingleUser, true),
        ]);
        plan.Steps.Select(s => s.Spare).ShouldBe([center.Pin(3).Masked, center.Pin(4).Masked]);
        plan.Steps.Select(s => s.PinsLeft).ShouldBe([27, 26]);
        plan.Steps[0].Changes.ShouldHaveSingleItem().Code.ShouldBe("motherboard");
    }

    [Fact]
    public async Task From_a_kit_alone_nothing_is_said_of_what_changed_and_no_spare_is_given_away()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        var step = (await PlanAsync(center, new PlanFrom(center.Kit.Number.Digits, null, null))).Steps.ShouldHaveSingleItem();
        (step.Changes, step.NeedsSpare, step.Spare, step.PinsLeft).ShouldBe((null, false, null, 2));
    }

    [Fact]
    public async Task A_computer_alone_finds_its_licenses_and_a_strange_one_none()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        (await PlanAsync(center, new PlanFrom(null, RestorationCenter.Parameters, null))).Steps.ShouldHaveSingleItem().Kit.ShouldBe(center.Kit.Number.Digits);

        var strange = RestorationCenter.Parameters with { Host = "other", Motherboard = "B", Bios = "C", Cpus = ["D"], Nics = ["02-00-00-00-00-01"], Disks = ["E"], OsName = "F" };
        var plans = await new PlanRestoration(center.Fixture.Center, center.Fixture.Vault).RunAsync(center.Supervisor, new PlanFrom(null, strange, null), Cancellation);
        plans.ShouldNotBeNull().Computers.ShouldBeEmpty();
    }

    private static async Task<PlanView> PlanAsync(RestorationCenter center, PlanFrom from) =>
        (await new PlanRestoration(center.Fixture.Center, center.Fixture.Vault).RunAsync(center.Supervisor, from, Cancellation)).ShouldNotBeNull().Computers.ShouldHaveSingleItem();
}

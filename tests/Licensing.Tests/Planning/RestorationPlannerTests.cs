using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Tests.Acquisitions;

namespace Licensing.Tests.Planning;

public sealed class RestorationPlannerTests
{
    private static readonly KeyParameters NewBoard = Some.Parameters with { Motherboard = "other" };

    private static readonly KeyParameters Elsewhere =
        Some.Parameters with { Host = "VEGA", Motherboard = "other", Nics = ["00-00-00-00-00-01"], Disks = ["other|1"] };

    private static KitHistory Kit(string body, string template) =>
        new(KitDraw.Make(KitNumber.FromBody(body), "Accounting Suite 8", DeliveryTemplates.Find(template)!), []);

    [Fact]
    public void Every_license_on_a_changed_computer_is_planned_in_the_order_of_acquisition()
    {
        var (server, client) = (Kit("07531250", "server"), Kit("07531251", "client-50"));
        server = server.With(server.IssuedInFull(1, method: Method.Automatic, license: 1) with { At = Some.Noon.AddDays(1) });
        client = client.With(client.IssuedInFull(1, method: Method.File, license: 2));

        var plan = RestorationPlanner.ForComputer([server, client], CanonicalComputer.From(NewBoard));
        plan.Steps.Select(s => (s.License.License, s.Method, s.NeedsSpare, s.PinsLeft)).ShouldBe([(2L, Method.File, true, 1), (1L, Method.Automatic, true, 1)]);
        plan.Steps.Select(s => s.Spare).ShouldBe([client.Pin(2), server.Pin(2)]);
        plan.FurtherBy.ShouldBe(Method.File);
        (plan.Seats, plan.PinsNeeded, plan.PinsMissing).ShouldBe((50, 2, 0));
    }

    [Fact]
    public void Licenses_of_one_set_share_its_spares_and_what_is_missing_is_told()
    {
        var kit = new KitHistory(KitDraw.Make(KitNumber.FromBody("07531250"), "Suite", [new SetPlan(LicenseType.SingleUser, 3, 3, 4)]), []);
        kit = kit.With([.. Enumerable.Range(1, 3).Select(i => kit.IssuedInFull(i, license: i))]);
        var plan = RestorationPlanner.ForComputer([kit], CanonicalComputer.From(NewBoard));
        plan.Steps.Select(s => s.Spare).ShouldBe([kit.Pin(4), null, null]);
        (plan.Seats, plan.PinsNeeded, plan.PinsMissing).ShouldBe((3, 3, 2));
    }

    [Fact]
    public void An_unchanged_computer_spends_nothing()
    {
        var kit = Kit("07531250", "client-50");
        kit = kit.With(kit.IssuedInFull(1));
        var step = RestorationPlanner.ForComputer([kit], CanonicalComputer.From(Some.Parameters with { RamMib = 65536 })).Steps.ShouldHaveSingleItem();
        (step.NeedsSpare, step.Spare, step.PinsLeft).ShouldBe((false, null, 2));
    }

    [Fact]
    public void Licenses_of_other_computers_stay_out()
    {
        var kit = Kit("07531250", "client-5");
        kit = kit.With(kit.IssuedInFull(1, license: 1), kit.IssuedInFull(2, license: 2, computer: Elsewhere));
        RestorationPlanner.ForComputer([kit], CanonicalComputer.From(NewBoard)).Steps.ShouldHaveSingleItem().License.License.ShouldBe(1);
    }

    [Fact]
    public void A_dictated_computer_is_planned_for_by_its_sketch()
    {
        var kit = Kit("07531250", "client-5");
        kit = kit.With(kit.Issued(1, license: 1, key: "a"), kit.Issued(2, license: 2, key: "b") with { Sketch = new Sketch(0, 5, 6, 9, 1) });
        var step = RestorationPlanner.ForSketch(kit, Some.Computer with { Ram = 3 }).Steps.ShouldHaveSingleItem();
        (step.License.License, step.NeedsSpare, step.Method).ShouldBe((1L, true, Method.Phone));
    }

    [Fact]
    public void From_a_kit_there_is_a_plan_a_computer_with_the_licenses_of_other_kits_there()
    {
        var (kit, other) = (Kit("07531250", "client-5"), Kit("07531251", "server"));
        kit = kit.With(kit.IssuedInFull(1, license: 1), kit.IssuedInFull(2, license: 2, computer: Elsewhere), kit.IssuedInFull(3, license: 3));
        other = other.With(other.IssuedInFull(1, license: 4, computer: Elsewhere));
        var plans = RestorationPlanner.ForKit(kit, [other]);
        plans.Select(p => string.Join(' ', p.Steps.Select(s => s.License.License))).ShouldBe(["1 3", "2 4"]);
        plans.ShouldAllBe(p => p.Steps.All(s => s.Changes == null && !s.NeedsSpare));
    }

    [Fact]
    public void What_stops_a_restoration_is_told_beforehand()
    {
        var kit = Kit("07531250", "base");
        kit = kit.With(kit.IssuedInFull(1));
        ObstacleOf(kit).ShouldBeNull();
        ObstacleOf(kit.With(new KitStateChanged(Some.Noon, KitState.Frozen))).ShouldBe(Reason.KitFrozen);
        ObstacleOf(kit.With(new KitStateChanged(Some.Noon, KitState.Closed))).ShouldBe(Reason.KitClosed);
        ObstacleOf(kit.With(new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: true))).ShouldBe(Reason.PinBlocked);

        static Reason? ObstacleOf(KitHistory kit) => RestorationPlanner.ForComputer([kit], CanonicalComputer.From(NewBoard)).Steps.ShouldHaveSingleItem().Obstacle;
    }
}

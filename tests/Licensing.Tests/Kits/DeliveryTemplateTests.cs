using Licensing.Kits;
using static Licensing.Kits.LicenseType;

namespace Licensing.Tests.Kits;

public sealed class DeliveryTemplateTests
{
    public static TheoryData<string, SetPlan[]> Deliveries => new()
    {
        { "base", [new(SingleUser, 1, 1, 3)] },
        { "client-5", [new(SingleUser, 5, 5, 15, 'A'), new(MultiUser, 5, 1, 3, 'A')] },
        { "client-10", [new(SingleUser, 10, 10, 30, 'A'), new(MultiUser, 10, 1, 3, 'A')] },
        { "client-20", [new(SingleUser, 20, 20, 60, 'A'), new(MultiUser, 20, 1, 3, 'A')] },
        { "client-50", [new(MultiUser, 50, 1, 3)] },
        { "client-100", [new(MultiUser, 100, 1, 3)] },
        { "client-300", [new(MultiUser, 300, 1, 3)] },
        { "client-500", [new(MultiUser, 500, 1, 3)] },
        { "server", [new(Server, null, 1, 3)] },
        { "package-5", [new(SingleUser, 5, 5, 15, 'A'), new(MultiUser, 5, 1, 3, 'A')] },
        { "package-10-server", [new(SingleUser, 10, 10, 30, 'A'), new(MultiUser, 10, 1, 3, 'A'), new(Server, null, 1, 3)] },
    };

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Every_standard_delivery_holds_the_sets_that_its_name_says(string name, SetPlan[] sets) =>
        DeliveryTemplates.Find(name).ShouldBe(sets);

    [Fact]
    public void The_table_above_is_complete() =>
        DeliveryTemplates.Names.ShouldBe(Deliveries.Select(row => row.Data.Item1), ignoreOrder: true);

    [Fact]
    public void A_drawn_kit_has_its_pins_and_no_two_links_alike()
    {
        var kit = KitDraw.Make(KitDraw.Number(), "Accounting Suite 8", DeliveryTemplates.Find("client-20")!);

        kit.Sets.Select(s => s.Pins.Count).ShouldBe([60, 3]);
        kit.Pins.Select(p => p.Code).Distinct().Count().ShouldBe(63);
        kit.Pins.Select(p => PinLink.Of(kit.Number, p.Code)).Distinct().Count().ShouldBe(63);
        KitNumber.TryParse(kit.Number.Digits, out _).ShouldBeTrue();
    }
}

using System.Globalization;
using System.Security.Claims;
using Bunit;
using Data.Staff;
using Licensing.Kits;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Kits;

/// <summary>Kits from a template by page, PIN codes per set as an administrator says.</summary>
public sealed class MakeKitsPageTests : CallComponents
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public static TheoryData<string> Templates => [.. DeliveryTemplates.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Every_template_is_made_with_as_many_pins_in_each_set_as_was_typed(string template)
    {
        await using var desk = await CallDesk.StartAsync();
        var page = Page(desk);
        page.Find("[data-testid=template]").Change(template);
        page.Find("#product").Change("Payroll 3");
        page.Find("#count").Change("2");
        var plan = DeliveryTemplates.Find(template)!;
        var pins = plan.Select((set, index) => set.Licenses + index + 1).ToList();
        for (var i = 0; i < plan.Count; i++)
        {
            var typed = page.FindAll("tbody tr")[i].QuerySelector("input[aria-label='PIN codes']").ShouldNotBeNull();
            typed.GetAttribute("value").ShouldBe(plan[i].Pins.ToString(CultureInfo.InvariantCulture));
            typed.Change(pins[i].ToString(CultureInfo.InvariantCulture));
        }

        await page.Find("form").SubmitAsync();
        page.Find("[data-testid=kits-made]");
        var kits = await KitsAsync(desk);
        kits.Count.ShouldBe(2);
        foreach (var kit in kits)
        {
            kit.Product.ShouldBe("Payroll 3");
            kit.Sets.Select(s => new SetPlan(s.Type, s.Seats, s.Licenses, s.Pins.Count, s.Choice)).ShouldBe(plan.Zip(pins, (set, count) => set with { Pins = count }));
        }
    }

    [Fact]
    public async Task A_free_composition_has_the_sets_that_were_typed()
    {
        await using var desk = await CallDesk.StartAsync();
        var page = Page(desk);
        page.Find("[data-testid=template]").Change(DeliveryTemplates.Custom);
        page.Find("#product").Change("Payroll 3");
        await page.Find(".acts button").ClickAsync();
        page.FindAll("tbody tr")[1].QuerySelector("select")!.Change("Server");
        page.FindAll("tbody tr")[0].QuerySelector("input[aria-label=Licenses]")!.Change("2");
        page.FindAll("tbody tr")[0].QuerySelector("input[aria-label=Workstations]")!.Change("2");
        page.FindAll("tbody tr")[0].QuerySelector("input[aria-label='PIN codes']")!.Change("7");
        await page.Find("form").SubmitAsync();
        (await KitsAsync(desk)).ShouldHaveSingleItem().Sets.Select(s => (s.Type, s.Seats, s.Licenses, s.Pins.Count))
            .ShouldBe([(LicenseType.SingleUser, 2, 2, 7), (LicenseType.Server, null, 1, 3)]);
    }

    [Theory]
    [InlineData("#count", "1001")]
    [InlineData("#count", "0")]
    [InlineData("#product", " ")]
    [InlineData("input[aria-label='PIN codes']", "0")]
    [InlineData("input[aria-label='PIN codes']", "801")]
    public async Task What_cannot_be_made_is_said_and_nothing_is_made(string field, string typed)
    {
        await using var desk = await CallDesk.StartAsync();
        var page = Page(desk);
        page.Find("#product").Change("Payroll 3");
        page.Find(field).Change(typed);
        await page.Find("form").SubmitAsync();
        page.Find("[role=alert]").TextContent.Length.ShouldBeGreaterThan(10);
        (await KitsAsync(desk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_kits_are_made_in_one_go_and_no_two_are_alike()
    {
        await using var desk = await CallDesk.StartAsync();
        var page = Page(desk);
        page.Find("#product").Change("Payroll 3");
        page.Find("#count").Change(MakeKits.Most.ToString(CultureInfo.InvariantCulture));
        await page.Find("form").SubmitAsync();
        page.WaitForElement("[data-testid=kits-made]", TimeSpan.FromMinutes(2)).TextContent.ShouldContain("1000");
        (await desk.ReadAsync(db => db.Kits.Select(k => k.Number).Distinct().CountAsync(Cancellation))).ShouldBe(1000);
        (await desk.ReadAsync(db => db.Pins.Select(p => p.Lookup).Distinct().CountAsync(Cancellation))).ShouldBe(3000);
        (await desk.ReadAsync(db => db.Journal.CountAsync(e => e.Act == "kit-made", Cancellation))).ShouldBe(1000);
        (await desk.Database.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private static async Task<List<Kit>> KitsAsync(CallDesk desk)
    {
        var numbers = await desk.ReadAsync(db => db.Kits.Select(k => k.Number).ToListAsync(Cancellation));
        var kits = new List<Kit>();
        foreach (var number in numbers)
        {
            kits.Add((await desk.ReadAsync(db => LoadedKit.ByNumberAsync(db, desk.Database.Vault, number)))!.History.Kit);
        }

        return kits;
    }

    private IRenderedComponent<MakeKitsPage> Page(CallDesk desk)
    {
        Services.AddSingleton(desk.Get<MakeKits>());
        var person = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "max-id"), new(ClaimTypes.Name, "max"), new(ClaimTypes.Role, Roles.Admin)], "test"));
        return Render<MakeKitsPage>(with => with.AddCascadingValue(Task.FromResult(new AuthenticationState(person))));
    }
}

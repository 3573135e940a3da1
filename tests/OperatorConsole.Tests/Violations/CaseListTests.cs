using System.Text;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Violations;

namespace OperatorConsole.Tests.Violations;

/// <summary>The list, and the file that says what the list says.</summary>
public sealed class CaseListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_weighs_more_comes_first_unless_it_is_more_than_a_month_older()
    {
        await using var desk = await CaseDesk.StartAsync();
        var old = await desk.SharedAsync();
        await desk.SweepAsync();
        desk.Database.Clock.Advance(TimeSpan.FromDays(20));
        var fresh = await OverusedAsync(desk);
        await desk.SweepAsync();
        (await desk.CasesAsync()).Select(c => c.Kit).ShouldBe([old.Number.Digits, fresh.Number.Digits]);
        desk.Database.Clock.Advance(TimeSpan.FromDays(20));
        var fresher = await OverusedAsync(desk);
        await desk.SweepAsync();
        (await desk.CasesAsync()).Select(c => c.Kit).ShouldBe([fresher.Number.Digits, old.Number.Digits, fresh.Number.Digits]);
    }

    [Fact]
    public async Task It_is_found_by_kit_case_rule_and_severity()
    {
        await using var desk = await CaseDesk.StartAsync();
        var shared = await desk.SharedAsync();
        await OverusedAsync(desk);
        await desk.SweepAsync();
        var reference = (await desk.CasesAsync()).Single(c => c.Rule == "VR1").Reference;
        foreach (var query in (CaseQuery[])
        [
            new("All", shared.Number.Digits), new("All", shared.Number.Digits[..6]), new("All", reference), new("All", reference.ToLowerInvariant()), new("All", Rule: "VR1"), new("Review", Severity: "High"),
        ])
        {
            var page = await desk.Get<ListCases>().RunAsync(CaseDesk.Vera, query, 0, 10, Cancellation);
            page.Cases.ShouldHaveSingleItem(query.ToString()).Reference.ShouldBe(reference);
            page.Total.ShouldBe(1);
        }

        (await desk.Get<ListCases>().RunAsync(CaseDesk.Vera, new CaseQuery("All", "V-99-9"), 0, 10, Cancellation)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task The_export_is_what_the_screen_shows_and_runs_no_formula()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AskAsync(kit, 1, 1, owner: CaseDesk.Company with { Organization = "=cmd()" });
        await desk.ShareAsync(kit, 2, 2);
        await OverusedAsync(desk);
        await desk.SweepAsync();
        var query = new CaseQuery("Review", Rule: "VR1");
        var text = Encoding.UTF8.GetString(await desk.Get<ExportCases>().RunAsync(CaseDesk.Vera, query, Cancellation));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        var shown = (await desk.Get<ListCases>().RunAsync(CaseDesk.Vera, query, 0, 25, Cancellation)).Cases.ShouldHaveSingleItem();
        lines[1].ShouldContain(shown.Reference);
        lines[1].ShouldContain(kit.Number.Digits);
        lines[1].ShouldContain("'=cmd()");
        (await desk.ReadAsync(db => db.Journal.CountAsync(j => j.Act == "cases-exported"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_case_says_whose_it_is()
    {
        await using var desk = await CaseDesk.StartAsync();
        await desk.SharedAsync();
        await desk.SweepAsync();
        var reference = (await desk.CasesAsync())[0].Reference;
        (await desk.Get<TakeCase>().RunAsync(CaseDesk.Boris, reference, Cancellation)).ShouldBe(true);
        (await desk.CasesAsync())[0].Taken.ShouldBe("boris");
        (await desk.Get<TakeCase>().RunAsync(CaseDesk.Boris, reference, Cancellation)).ShouldBe(false);
        (await desk.CasesAsync())[0].Taken.ShouldBeNull();
        (await desk.Get<TakeCase>().RunAsync(CaseDesk.Boris, "V-99-9", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public void A_reference_has_a_check_digit()
    {
        CaseReference.Parse(" v-41-" + CaseReference.Of(41)[^1]).ShouldBe(CaseReference.Of(41));
        CaseReference.Parse("V-41-" + (((CaseReference.Of(41)[^1] - '0') + 1) % 10)).ShouldBeNull();
        CaseReference.Parse("R-41-1").ShouldBeNull();
    }

    private static async Task<Licensing.Kits.Kit> OverusedAsync(CaseDesk desk)
    {
        var kit = await desk.KitAsync();
        for (var computer = 1; computer <= 3; computer++)
        {
            await desk.AskAsync(kit, computer, computer + 50);
        }

        return kit;
    }
}

using System.Text;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Kits;
using Licensing.Owners;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Violations;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Violations;

/// <summary>The rules look at every new fact, once.</summary>
public sealed class ObservingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pin_on_further_computers_becomes_a_case_with_its_evidence()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();

        var file = await desk.FileAsync();
        (file.Case.Rule, file.Case.Kit, file.Case.Severity, file.Case.Company, file.Case.State).ShouldBe(("VR1", kit.Number.Digits, Severity.High, "Vector Ltd.", CaseState.Open));
        var seen = file.Observations.ShouldHaveSingleItem();
        (seen.Limit, seen.Seen, seen.Whole).ShouldBe((2, 2, true));
        seen.Evidence.Facts.Select(f => (f.Outcome, f.Counts, f.Computer)).ShouldBe([(Outcome.Granted, false, 1), (Outcome.Refused, true, 2), (Outcome.Refused, true, 3)]);
        seen.Evidence.Computers.Select(c => (c.Number, c.Holds, c.Parameters["host"])).ShouldBe([(1, true, "SIRENA-1"), (2, false, "SIRENA-2"), (3, false, "SIRENA-3")]);
        file.Timeline.Count(e => e.Counts).ShouldBe(2);
        file.Graph.Nodes.Count(n => n.Kind == NodeKind.Computer).ShouldBe(3);
        file.Graph.Edges.Count(e => !e.Granted && file.Graph.Nodes.Single(n => n.Id == e.To).Kind == NodeKind.Computer).ShouldBe(2);
    }

    [Fact]
    public async Task Running_again_finds_nothing_twice()
    {
        await using var desk = await CaseDesk.StartAsync();
        await desk.SharedAsync(further: 4);
        await desk.SweepAsync();
        (await desk.ObservationsAsync()).ShouldBe(2, "at the limit, and at twice the limit");
        (await desk.SweepAsync()).ShouldBe(0, "everything was looked at");

        var run = await desk.Get<RunRules>().RunAsync(CaseDesk.Vera, null, Cancellation);
        run.Observations.ShouldBe(new Dictionary<string, int> { ["VR1/1"] = 2 });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Get<RunRules>().RunAsync(CaseDesk.Vera, null, Cancellation)));
        (await desk.ObservationsAsync()).ShouldBe(2);
        (await desk.CasesAsync()).ShouldHaveSingleItem();
        (await desk.Database.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task Evidence_lies_sealed_and_names_no_pin()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        (await desk.FileAsync()).Observations[0].Evidence.Write().ShouldNotContain(kit.Sets[0].Pins[0].Code.Digits);
        foreach (var secret in (string[])["SIRENA", "A036BC000002", "Vector", kit.Sets[0].Pins[0].Code.Digits])
        {
            DatabaseScan.Count(desk.Database, Encoding.UTF8.GetBytes(secret)).ShouldBe(0, secret);
        }
    }

    [Fact]
    public async Task Evidence_stays_as_it_was_when_more_happens()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        var before = (await desk.FileAsync()).Observations[0].Evidence.Write();
        await desk.ShareAsync(kit, 4, 3);
        await desk.SweepAsync();
        var file = await desk.FileAsync();
        file.Observations[0].Evidence.Write().ShouldBe(before);
        file.Observations.Count.ShouldBe(2);
        file.Case.Escalated.ShouldBeTrue();
        (await desk.CasesAsync(CaseTab.Escalating)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Guesses_at_a_kit_are_a_case_as_soon_as_the_hours_budget_is_gone()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        for (var guess = 0; guess < 11; guess++)
        {
            await desk.AskAsync(kit, PinCode.Draw(), 1);
        }

        await desk.SweepAsync();
        var cases = await desk.CasesAsync();
        cases.Select(c => c.Rule).Distinct().ShouldBe(["VR10"]);
        cases.Select(c => c.Kit).ShouldBe([kit.Number.Digits, null], ignoreOrder: true, "the kit, and the source");
    }

    [Fact]
    public async Task One_computer_under_four_owners_is_seen_over_all_kits()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kits = new List<Kit>();
        for (var owner = 1; owner <= 4; owner++)
        {
            kits.Add(await desk.KitAsync());
            await desk.AskAsync(kits[^1], 1, computer: 7, owner: new OwnerDetails { Organization = $"Company {owner}", LastName = "Orlova" });
            await desk.SweepAsync();
        }

        var file = await desk.FileAsync();
        (file.Case.Rule, file.Case.Kit).ShouldBe(("VR9", kits[3].Number.Digits));
        file.Related.Select(r => r.Number).ShouldBe(kits.Take(3).Select(k => k.Number.Digits), ignoreOrder: true);
        file.Related.ShouldAllBe(r => r.Computer && !r.Owner);
    }

    [Fact]
    public async Task A_spelling_makes_no_further_owner()
    {
        await using var desk = await CaseDesk.StartAsync();
        foreach (var name in (string[])["OOO \"Vector\"", "Vector", "ooo vector", "VECTOR, OOO", "Vector"])
        {
            await desk.AskAsync(await desk.KitAsync(), 1, computer: 7, owner: new OwnerDetails { Organization = name });
        }

        await desk.SweepAsync();
        (await desk.CasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_weighs_much_is_told_at_once_and_by_letter_where_that_is_wanted()
    {
        await using var desk = await CaseDesk.StartAsync("supervisors@center.example");
        var told = new List<CaseNews>();
        desk.Get<CaseFeed>().Changed += told.Add;
        var (before, _) = await desk.Get<WatchAlarms>().RunAsync(CaseDesk.Vera, null, Cancellation);
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        told.ShouldHaveSingleItem().ShouldBe(new CaseNews((await desk.CasesAsync())[0].Reference, kit.Number.Digits, Severity.High));
        (await desk.Get<WatchAlarms>().RunAsync(CaseDesk.Vera, before, Cancellation)).Alarms.ShouldHaveSingleItem().Kit.ShouldBe(kit.Number.Digits);
        (await desk.ReadAsync(db => db.Outbox.Select(o => o.Kind).ToListAsync())).ShouldBe([TellSupervisors.Kind]);
        await desk.Get<RunRules>().RunAsync(CaseDesk.Vera, null, Cancellation);
        (await desk.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_of_it_can_be_changed_or_deleted()
    {
        await using var desk = await CaseDesk.StartAsync();
        await desk.SharedAsync();
        await desk.SweepAsync();
        await desk.DecideAsync(await desk.FileAsync(), Ruling.NoViolation);
        var kit = await desk.KitAsync();
        await desk.Get<ReportViolation>().RunAsync(CaseDesk.Anna, new Report(kit.Number.Digits, "H1", "copies in several folders") { Files = [new ReportFile("a.txt", [1])] }, Cancellation);
        foreach (var statement in (string[])["UPDATE Observations SET Seen = 0", "DELETE FROM Observations", "UPDATE Rulings SET Reason = 'x'", "DELETE FROM Rulings", "UPDATE CaseFiles SET Length = 0", "DELETE FROM CaseFiles"])
        {
            (await Should.ThrowAsync<Exception>(() => desk.Database.SqlAsync(statement), statement)).Message.ShouldContain("is append-only");
        }
    }
}

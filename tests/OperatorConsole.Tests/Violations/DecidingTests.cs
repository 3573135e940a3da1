using Data.Mail;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Kits;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Violations;

/// <summary>People decide, and only a further decision takes a decision back.</summary>
public sealed class DecidingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_observation_waits_and_a_violation_blocks_additional_pins()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        (await desk.StandingAsync(kit)).ShouldBe(KitStanding.Clear);
        await desk.SweepAsync();
        var standing = await desk.StandingAsync(kit);
        (standing.Open.Count, standing.Violations.Count, standing.BlocksAdditionalPins).ShouldBe((1, 0, false));

        (await desk.DecideAsync(await desk.FileAsync(), Ruling.Violation, reason: "shared")).ShouldBe(DecisionEnd.Decided);
        standing = await desk.StandingAsync(kit);
        (standing.Open.Count, standing.Violations.Count, standing.BlocksAdditionalPins).ShouldBe((0, 1, true));
        (await HistoryAsync(desk, kit)).State.ShouldBe(KitState.Normal, "nobody asked to freeze it");
    }

    [Fact]
    public async Task A_decision_is_reversed_by_a_further_one_and_by_nothing_else()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        await desk.DecideAsync(await desk.FileAsync(), Ruling.Violation, reason: "shared");
        (await desk.DecideAsync(await desk.FileAsync(), Ruling.AskCustomer, reason: "story", by: CaseDesk.Boris)).ShouldBe(DecisionEnd.Decided);
        (await desk.StandingAsync(kit)).BlocksAdditionalPins.ShouldBeTrue("a question takes nothing back");
        await desk.DecideAsync(await desk.FileAsync(), Ruling.NoViolation, reason: "hardware", by: CaseDesk.Boris);

        (await desk.StandingAsync(kit)).ShouldBe(KitStanding.Clear);
        var decisions = (await desk.FileAsync()).Decisions;
        decisions.Select(d => (d.Ruling, d.By, d.Text, d.ReversedBy?.By)).ShouldBe(
            [(Ruling.Violation, "vera", CaseDesk.SomeText, "boris"), (Ruling.AskCustomer, "boris", CaseDesk.SomeText, null), (Ruling.NoViolation, "boris", CaseDesk.SomeText, null)]);
    }

    [Fact]
    public async Task A_question_with_a_gap_that_nobody_filled_is_not_asked()
    {
        await using var desk = await CaseDesk.StartAsync();
        await desk.SharedAsync();
        await desk.SweepAsync();
        var file = await desk.FileAsync();
        (await desk.DecideAsync(file, Ruling.AskCustomer, reason: "story", text: "Bring {{ what you need }}.")).ShouldBe(DecisionEnd.Unfilled);
        (await desk.DecideAsync(file, Ruling.NoViolation, reason: "hardware", text: "They wrote {{ kit }}, whatever that is.")).ShouldBe(DecisionEnd.Decided, "no customer reads it");
    }

    [Fact]
    public async Task What_is_noticed_after_a_decision_waits_again_while_the_decision_stands()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        var stale = await desk.FileAsync();
        await desk.DecideAsync(stale, Ruling.Violation, reason: "shared");
        await desk.ShareAsync(kit, 4, 2);
        await desk.SweepAsync();
        var standing = await desk.StandingAsync(kit);
        (standing.Open.Count, standing.Violations.Count).ShouldBe((1, 1));
        (await desk.DecideAsync(stale, Ruling.NoViolation, reason: "hardware")).ShouldBe(DecisionEnd.Overtaken, "the page does not show what was noticed since");
    }

    [Fact]
    public async Task Freezing_wants_the_last_four_digits()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        var file = await desk.FileAsync();
        (await desk.DecideAsync(file, Ruling.Violation, lastFour: "0000x", reason: "shared")).ShouldBe(DecisionEnd.FourDiffer);
        (await desk.DecideAsync(file, Ruling.NoViolation, lastFour: kit.Number.Digits[^4..])).ShouldBe(DecisionEnd.FourDiffer, "who sees no violation freezes nothing");
        (await HistoryAsync(desk, kit)).State.ShouldBe(KitState.Normal);
        (await desk.FileAsync()).Decisions.ShouldBeEmpty();
        (await desk.DecideAsync(file, Ruling.Violation, lastFour: kit.Number.Digits[^4..], reason: "shared")).ShouldBe(DecisionEnd.Decided);
        (await HistoryAsync(desk, kit)).State.ShouldBe(KitState.Frozen);
        (await desk.FileAsync()).Decisions.ShouldHaveSingleItem().Froze.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Method.Automatic)]
    [InlineData(Method.File)]
    public async Task A_frozen_kit_is_refused_but_the_same_request_gets_its_answer_again(Method method)
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        var first = (await desk.AskAsync(kit, 1, 1, method: method)).ShouldBeOfType<FileAnswer.Issued>();
        await FreezeAsync(desk, kit);
        (await desk.AskAsync(kit, 1, 1, method: method)).ShouldBeOfType<FileAnswer.Issued>().File.ShouldBe(first.File);
        (await desk.AskAsync(kit, 1, 1, Operation.Restore, method: method)).ShouldBeOfType<FileAnswer.Refused>().Decision.Reason.ShouldBe(Reason.KitFrozen);
        (await desk.AskAsync(kit, 2, 2, method: method)).ShouldBeOfType<FileAnswer.Refused>().Decision.Reason.ShouldBe(Reason.KitFrozen);
    }

    [Fact]
    public async Task By_telephone_a_frozen_kit_is_refused_too_and_the_operator_sees_how_it_stands()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        await FreezeAsync(desk, kit);
        var reference = await desk.Get<TakeCall>().RunAsync(CaseDesk.Anna, Cancellation);
        await desk.Get<SaveDigits>().RunAsync(CaseDesk.Anna, reference, 1, Dictated.By(kit, Dictated.First(kit)), Cancellation);
        var refused = (await desk.Get<VerifyCode>().RunAsync(CaseDesk.Anna, reference, Cancellation)).ShouldBeOfType<CodeRefused>();
        refused.Reason.ShouldBe(Reason.KitFrozen);
        refused.About.ShouldNotBeNull().Standing.Violations.ShouldHaveSingleItem().Rule.ShouldBe("H2");
    }

    [Fact]
    public async Task The_same_code_is_answered_again_by_telephone_though_the_kit_is_frozen()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        var first = await IssuedAsync();
        await FreezeAsync(desk, kit);
        (await IssuedAsync()).ShouldBe(first);

        async Task<string> IssuedAsync()
        {
            var reference = await desk.Get<TakeCall>().RunAsync(CaseDesk.Anna, Cancellation);
            await desk.Get<SaveDigits>().RunAsync(CaseDesk.Anna, reference, 1, Dictated.By(kit, Dictated.First(kit)), Cancellation);
            (await desk.Get<VerifyCode>().RunAsync(CaseDesk.Anna, reference, Cancellation)).ShouldBeOfType<CodeRight>();
            return (await desk.Get<IssueAnswer>().RunAsync(CaseDesk.Anna, reference, Cancellation)).ShouldNotBeNull().Answer.ToDigits();
        }
    }

    [Fact]
    public async Task A_question_goes_to_the_address_on_record_and_to_nobody_where_there_is_none()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        var file = await desk.FileAsync();
        file.CanAsk.ShouldBeTrue();
        await desk.DecideAsync(file, Ruling.AskCustomer, reason: "story", text: "What happened to the second computer?");
        (await desk.FileAsync()).Decisions.ShouldHaveSingleItem().Written.ShouldBeTrue();
        (await desk.ReadAsync(db => db.Outbox.SingleAsync())).Kind.ShouldBe("case-question");
        (await desk.CasesAsync(CaseTab.Review)).ShouldHaveSingleItem().State.ShouldBe(CaseState.Asked);

        var (reference, _) = await ReportAsync(desk, await desk.KitAsync());
        var silent = await desk.FileAsync(reference);
        silent.CanAsk.ShouldBeFalse();
        await desk.DecideAsync(silent, Ruling.AskCustomer, reason: "owner");
        (await desk.FileAsync(reference)).Decisions.ShouldHaveSingleItem().Written.ShouldBeFalse();
        (await desk.ReadAsync(db => db.Outbox.CountAsync(o => o.State == OutboxState.Waiting))).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_is_a_case_with_its_files_and_another_supervisor_decides_it()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, _) = await ReportAsync(desk, kit, CaseDesk.Vera);
        var file = await desk.FileAsync(reference);
        (file.Case.Rule, file.ReportedBy, file.Observations[0].Evidence.Words).ShouldBe(("H2", "vera", "sold on a market place"));
        var attached = file.Files.ShouldHaveSingleItem();
        var saved = (await desk.Get<CaseFiles>().RunAsync(CaseDesk.Boris, attached.Id, Cancellation)).ShouldNotBeNull();
        saved.Name.ShouldBe("offer.txt");
        saved.Bytes.ShouldBe("three licenses, cheap"u8.ToArray());

        (await desk.DecideAsync(file, Ruling.Violation, reason: "resold", by: CaseDesk.Vera)).ShouldBe(DecisionEnd.OwnReport);
        (await desk.DecideAsync(file, Ruling.Violation, reason: "resold", by: CaseDesk.Boris)).ShouldBe(DecisionEnd.Decided);
        (await ReportAsync(desk, kit)).Reference.ShouldNotBe(reference, "two reports are two cases");
    }

    [Fact]
    public async Task A_report_that_says_nothing_or_names_no_kit_is_not_taken()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.KitAsync();
        var report = desk.Get<ReportViolation>();
        (await report.RunAsync(CaseDesk.Anna, new Report(kit.Number.Digits, "H1", "hm"), Cancellation)).Fault.ShouldBe(ReportFault.NoWords);
        (await report.RunAsync(CaseDesk.Anna, new Report("123456789", "H1", "copies in several folders"), Cancellation)).Fault.ShouldBe(ReportFault.NoKit);
        (await report.RunAsync(CaseDesk.Anna, new Report(kit.Number.Digits, "H1", "copies in several folders") { Files = [new ReportFile("a", new byte[CaseFiles.MostBytes + 1])] }, Cancellation)).Fault.ShouldBe(ReportFault.Files);
        (await desk.CasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_cases_are_no_violation_for_one_reason_and_every_decision_says_why()
    {
        await using var desk = await CaseDesk.StartAsync();
        await desk.SharedAsync();
        await desk.SharedAsync();
        await desk.SweepAsync();
        var references = (await desk.CasesAsync()).Select(c => c.Reference).ToList();
        (await desk.DecideAsync(await desk.FileAsync(references[0]), Ruling.NoViolation, text: " no ")).ShouldBe(DecisionEnd.NoText);
        (await desk.Get<DecideCase>().AllAsync(CaseDesk.Vera, references, "reseller", "a reseller at work", Cancellation)).ShouldBe(2);
        (await desk.CasesAsync(CaseTab.Decided)).Count.ShouldBe(2);
        var figures = await desk.Get<DeskFigures>().RunAsync(CaseDesk.Vera, Cancellation);
        (figures.Total, figures.Decided, figures.AgainstSuggestion).ShouldBe((0, 2, 2));
        figures.People.ShouldBe([("vera", 2, 2)]);
    }

    private static async Task FreezeAsync(CaseDesk desk, Kit kit)
    {
        var (reference, _) = await ReportAsync(desk, kit);
        (await desk.DecideAsync(await desk.FileAsync(reference), Ruling.Violation, kit.Number.Digits[^4..], reason: "resold")).ShouldBe(DecisionEnd.Decided);
    }

    private static Task<(string? Reference, ReportFault Fault)> ReportAsync(CaseDesk desk, Kit kit, OperatorConsole.Shell.Acting? by = null) => desk.Get<ReportViolation>().RunAsync(
        by ?? CaseDesk.Anna, new Report(kit.Number.Digits, "H2", "sold on a market place") { Files = [new ReportFile("offer.txt", "three licenses, cheap"u8.ToArray())] }, Cancellation);

    private static async Task<KitHistory> HistoryAsync(CaseDesk desk, Kit kit) =>
        (await desk.ReadAsync(db => LoadedKit.ByNumberAsync(db, desk.Database.Vault, kit.Number.Digits))).ShouldNotBeNull().History;
}

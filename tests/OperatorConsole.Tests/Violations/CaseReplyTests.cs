using System.Text;
using Data.Mail;
using Data.Sealing;
using Data.Violations;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OperatorConsole.Features.Violations;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Violations;

/// <summary>A supervisor's question comes back with its answer, and a case is found by the company of its kit.</summary>
public sealed class CaseReplyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customers_answer_comes_back_to_the_case_and_makes_it_a_supervisors_turn()
    {
        await using var desk = await CaseDesk.StartAsync();
        await AskedAsync(desk);
        desk.Database.Clock.Advance(TimeSpan.FromHours(5));
        var outcome = await ReplyAsync(desk, "The board was replaced.\r\n\r\n> What happened?\r\n");
        var file = await desk.FileAsync();
        outcome.ShouldBe(new MailOutcome(MailState.Queued, file.Case.Reference, "case-reply"));
        (file.Case.State, file.Case.WaitingSince, file.Case.Escalated).ShouldBe((CaseState.Open, desk.Database.Clock.GetUtcNow(), false));
        var reply = file.Timeline[^1].Reply.ShouldNotBeNull();
        (reply.From, reply.Text).ShouldBe(("anna@vector.example", "The board was replaced."));
        (await desk.ReadAsync(db => db.Requests.CountAsync())).ShouldBe(0, "it is a supervisor's, not a clerk's");
    }

    [Fact]
    public async Task An_answer_after_the_decision_takes_nothing_back_but_is_read()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await AskedAsync(desk);
        await desk.DecideAsync(await desk.FileAsync(), Ruling.Violation, reason: "shared");
        await ReplyAsync(desk, "I was away.");
        var summary = (await desk.CasesAsync(CaseTab.Escalating)).ShouldHaveSingleItem();
        (summary.State, summary.Ruling).ShouldBe((CaseState.Open, Ruling.Violation));
        (await desk.StandingAsync(kit)).BlocksAdditionalPins.ShouldBeTrue();
    }

    [Fact]
    public async Task A_letter_that_answers_nothing_of_ours_is_a_clerks()
    {
        await using var desk = await CaseDesk.StartAsync();
        await AskedAsync(desk);
        (await ReplyAsync(desk, "Good day", to: "<another@vector.example>")).Reason.ShouldBe("no-request");
        (await desk.FileAsync()).Case.State.ShouldBe(CaseState.Asked);
    }

    [Fact]
    public async Task An_answer_is_kept_while_its_case_is_open_and_goes_after_it()
    {
        await using var desk = await CaseDesk.StartAsync(keepDays: "30");
        await AskedAsync(desk);
        await ReplyAsync(desk, "The board was replaced.");
        desk.Database.Clock.Advance(TimeSpan.FromDays(31));
        await desk.Get<EraseMail>().RunAsync(Cancellation);
        (await desk.FileAsync()).Timeline.ShouldContain(e => e.Reply != null && e.Reply.Text == "The board was replaced.");
        await desk.DecideAsync(await desk.FileAsync(), Ruling.NoViolation, reason: "hardware");
        await desk.Get<EraseMail>().RunAsync(Cancellation);
        (await desk.FileAsync()).Timeline.Single(e => e.Reply != null).Reply!.Text.ShouldBeNull();
    }

    [Fact]
    public async Task A_case_is_found_by_a_part_of_the_company_by_digits_of_the_kit_and_by_nothing_else()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        (await FoundAsync("vect")).ShouldBe(1);
        (await FoundAsync(kit.Number.Digits[..4])).ShouldBe(1);
        (await FoundAsync("Romashka")).ShouldBe(0);
        (await FoundAsync("---")).ShouldBe(0);

        async Task<int> FoundAsync(string text) => (await desk.Get<ListCases>().RunAsync(CaseDesk.Vera, new CaseQuery(nameof(CaseTab.All), text), 0, 25, Cancellation)).Total;
    }

    [Fact]
    public async Task Pages_of_a_kit_are_told_when_a_case_freezes_it()
    {
        await using var desk = await CaseDesk.StartAsync();
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        var told = new List<string>();
        desk.Get<KitFeed>().Changed += told.Add;
        await desk.DecideAsync(await desk.FileAsync(), Ruling.Violation, lastFour: kit.Number.Digits[^4..], reason: "shared");
        told.ShouldBe([kit.Number.Digits]);
    }

    private static async Task<Licensing.Kits.Kit> AskedAsync(CaseDesk desk)
    {
        var kit = await desk.SharedAsync();
        await desk.SweepAsync();
        await desk.DecideAsync(await desk.FileAsync(), Ruling.AskCustomer, reason: "story", text: "What happened?");
        return kit;
    }

    private static async Task<MailOutcome> ReplyAsync(CaseDesk desk, string text, string? to = null)
    {
        var letter = await desk.ReadAsync(db => db.Outbox.SingleAsync(o => o.Kind == "case-question"));
        var key = await desk.ReadAsync(db => db.OwnerKeys.SingleAsync(k => k.Id == letter.OwnerKeyId));
        using var bytes = new MemoryStream(desk.Get<OwnerSealing>().Open(key, letter.SealedBytes!, QueueLetter.BytesName(letter.Name))!);
        using var sent = await MimeMessage.LoadAsync(bytes, Cancellation);
        var mail = $"From: Anna <anna@vector.example>\r\nTo: licensing@center.example\r\nSubject: Re: {sent.Subject}\r\nIn-Reply-To: {to ?? $"<{sent.MessageId}>"}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n";
        return await desk.Get<TakeFile>().RunAsync(Encoding.UTF8.GetBytes(mail), Cancellation);
    }
}

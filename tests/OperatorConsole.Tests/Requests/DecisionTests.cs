using Data.Mail;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Requests;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>Decisions of a clerk: made when their delay ends, once, upon what the clerk saw.</summary>
public sealed class DecisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_license_goes_out_when_its_ten_seconds_are_over_and_not_before()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync(headers: "Message-ID: <first@vector.example>\r\n");
        (await desk.ShowAsync(reference)).Rules.Verdict.ShouldBe("granted");
        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer))).End.ShouldBe(SendEnd.Sent);
        desk.Fixture.Clock.Advance(TimeSpan.FromSeconds(9));
        (await desk.CompleteAsync()).ShouldBe(0);
        ((await desk.Mail.LicensesAsync()), (await desk.LettersAsync(reference)).Count).ShouldBe((0, 0));

        desk.Fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        (await desk.CompleteAsync()).ShouldBe(1);
        (await desk.CompleteAsync()).ShouldBe(0);
        await desk.Mail.Send.RunAsync(Cancellation);
        var (to, letter) = desk.Mail.Sent.Single();
        (to, letter.InReplyTo).ShouldBe((MailDesk.Customer, "first@vector.example"));
        desk.Mail.LicenseIn(letter).Details.Kit.ShouldBe(desk.Mail.Center.Kit.Number);
        (await desk.RowAsync(reference)).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RequestState.Done), r => r.Decision.ShouldBe("answered"), r => r.DecidedBy.ShouldBe(RequestDesk.Oleg.Id), r => r.LicenseId.ShouldNotBeNull());
        (await desk.Mail.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_that_rings_a_part_of_a_millisecond_too_early_waits_and_does_not_leave_it_to_the_schedule()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (reference, timers) = (await desk.RoutineAsync(), (FakeTimeProvider)desk.Get<TimeProvider>());
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer));
        desk.Fixture.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMicroseconds(500));
        timers.Advance(TimeSpan.FromSeconds(10));
        desk.Fixture.Clock.Advance(TimeSpan.FromMicroseconds(500));
        timers.Advance(TimeSpan.FromMilliseconds(2));
        for (var look = 0; look < 100 && await desk.Mail.LicensesAsync() == 0; look++)
        {
            await Task.Delay(50, Cancellation);
        }

        (await desk.Mail.LicensesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_back_in_time_leaves_no_trace_and_the_draft_word_for_word()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var draft = await desk.DraftAsync(reference, DeskAct.Answer) with { Text = "Best wishes from Oleg." };
        await desk.SendAsync(reference, draft);
        (await desk.Get<UndoDecision>().GoingAsync(RequestDesk.Oleg, Cancellation)).ShouldHaveSingleItem().Reference.ShouldBe(reference);
        (await desk.Get<UndoDecision>().RunAsync(RequestDesk.Nina, reference, Cancellation)).ShouldBeFalse();
        (await desk.Get<UndoDecision>().RunAsync(RequestDesk.Oleg, reference, Cancellation)).ShouldBeTrue();
        (await desk.PassAsync()).ShouldBe(0);
        ((await desk.Mail.LicensesAsync()), (await desk.LettersAsync(reference)).Count).ShouldBe((0, 0));
        var after = await desk.ShowAsync(reference);
        (after.Summary.State, after.Draft!.Input.Text, after.Draft.DueAt).ShouldBe((RequestState.Open, "Best wishes from Oleg.", null));

        // Too late once it has been made.
        await desk.SendAsync(reference, draft);
        await desk.PassAsync();
        (await desk.Get<UndoDecision>().RunAsync(RequestDesk.Oleg, reference, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_dies_meanwhile_leaves_the_decision_to_the_next_and_two_make_it_once()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer));
        desk.Fixture.Clock.Advance(TimeSpan.FromHours(1));
        var made = await Task.WhenAll(desk.Another().RunAsync(Cancellation), desk.Another().RunAsync(Cancellation), desk.CompleteAsync());
        made.Sum().ShouldBe(1);
        ((await desk.Mail.LicensesAsync()), (await desk.LettersAsync(reference)).Count).ShouldBe((1, 1));
        (await desk.Fixture.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_that_is_cut_off_in_the_middle_is_made_whole_by_the_next_sweep()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer));
        desk.Fixture.Clock.Advance(SendDecision.Delay);
        await Should.ThrowAsync<OperationCanceledException>(() => desk.Fixture.Center.WriteAsync(async db =>
        {
            await desk.Get<MakeDecision>().WithinAsync(db, await db.RequestDrafts.SingleAsync(Cancellation), Cancellation);
            throw new OperationCanceledException();
        }, Cancellation));
        ((await desk.Mail.LicensesAsync()), (await desk.LettersAsync(reference)).Count).ShouldBe((0, 0));
        (await desk.CompleteAsync()).ShouldBe(1);
        ((await desk.Mail.LicensesAsync()), (await desk.LettersAsync(reference)).Count).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("en", "no license could be given", "A license was given")]
    [InlineData("ru", "лицензия не выдана", "С этим пинкодом лицензия уже выдана")]
    public async Task What_the_rules_refuse_is_said_in_the_customers_language_and_recorded_when_a_clerk_sends_it(string language, string says, string why)
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(desk.Mail.Clean());
        var reference = await desk.RoutineAsync(
            desk.Mail.Request() with { Computer = Issuing.RestorationCenter.Parameters with { Host = "another" } }, text: language == "ru" ? "Добрый день" : "Good day");
        (await desk.RefusalsAsync()).ShouldBeEmpty();
        await desk.DecideAsync(reference, DeskAct.Answer);
        (await desk.RefusalsAsync()).ShouldBe(["use-restoration"]);
        (await desk.ShowAsync(reference)).Thread.Single(i => i.Detail == "refused" && i.Letter is not null).Letter!.Text.ShouldNotBeNull().ShouldSatisfyAllConditions(
            t => t.ShouldContain(says), t => t.ShouldNotContain("{{"), t => (language == "ru" ? t.Contains(why, StringComparison.Ordinal) : t.Contains("Restoration", StringComparison.Ordinal)).ShouldBeTrue());
        (await desk.RowAsync(reference)).DecisionReason.ShouldBe("use-restoration");
    }

    [Fact]
    public async Task A_refusal_of_the_clerks_own_spends_nothing_and_enters_no_refusal_of_the_rules()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.DecideAsync(reference, DeskAct.Refuse, "not-owner");
        ((await desk.Mail.LicensesAsync()), (await desk.RefusalsAsync()).Count).ShouldBe((0, 0));
        (await desk.RowAsync(reference)).ShouldSatisfyAllConditions(r => r.Decision.ShouldBe("refused"), r => r.DecisionReason.ShouldBe("not-owner"), r => r.State.ShouldBe(RequestState.Done));
    }

    [Fact]
    public async Task What_a_customer_answers_to_a_question_returns_to_the_clerk_who_asked()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await desk.DecideAsync(reference, DeskAct.Ask, null, "request-file", "kit-number");
        (await desk.RowAsync(reference)).State.ShouldBe(RequestState.Waiting);
        await desk.Mail.Send.RunAsync(Cancellation);
        var question = desk.Mail.Sent.Single().Message;
        question.TextBody.ShouldNotBeNull().ShouldContain("request file");

        desk.Fixture.Clock.Advance(TimeSpan.FromDays(2));
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp + $"In-Reply-To: <{question.MessageId}>\r\n", text: "It is 075312509"));
        var back = (await desk.Get<ListRequests>().RunAsync(RequestDesk.Oleg, new RequestFilter(RequestTab.Mine), 0, Cancellation)).Requests.ShouldHaveSingleItem();
        (back.Reference, back.NewReply, back.HolderId, back.Reason).ShouldBe((reference, true, RequestDesk.Oleg.Id, "replied"));
        (await desk.ClaimAsync(RequestDesk.Nina, reference)).Mine.ShouldBeFalse();

        // Looked at, it is not new any more; asked again, the second question is a letter of its own.
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        (await desk.ShowAsync(reference)).Summary.NewReply.ShouldBeFalse();
        await desk.DecideAsync(reference, DeskAct.Ask, null, "company");
        (await desk.LettersAsync(reference)).Select(o => o.Kind).ShouldBe(["asked", "asked+2"]);
    }

    [Fact]
    public async Task A_letter_with_unfilled_fields_does_not_go_out()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        var draft = await desk.DraftAsync(reference, DeskAct.Answer);
        draft.Text.ShouldContain("{{ answer }}");
        var sending = await desk.SendAsync(reference, draft);
        (sending.End, sending.Unfilled.Single()).ShouldBe((SendEnd.Unfilled, "answer"));
        (await desk.PassAsync()).ShouldBe(0);
        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Ask))).Unfilled.ShouldBe(["checklist"]);
        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Refuse, "other"))).Unfilled.ShouldBe(["explanation"]);

        var written = draft with { Text = draft.Text.Replace("{{ answer }}", "Choose Restoration in the program.", StringComparison.Ordinal) };
        (await desk.SendAsync(reference, written)).End.ShouldBe(SendEnd.Sent);
        (await desk.PassAsync()).ShouldBe(1);
        (await desk.RowAsync(reference)).Decision.ShouldBe("replied");
    }

    [Fact]
    public async Task A_request_that_changed_since_it_was_opened_is_not_decided_and_the_draft_is_kept()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync(headers: "Message-ID: <q@vector.example>\r\n");
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        var seen = await desk.ShowAsync(reference);
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: [{reference}]", text: "Never mind, it works"));
        var draft = await desk.DraftAsync(reference, DeskAct.Refuse, "not-ours") with { Text = "Dear Anna, ..." };
        var sending = await desk.SendAsync(reference, draft, seen: seen);
        (sending.End, sending.Since.Single().Kind).ShouldBe((SendEnd.Changed, "replied"));
        (await desk.PassAsync()).ShouldBe(0);
        var now = await desk.ShowAsync(reference);
        (now.Summary.State, now.Draft!.Input.Text).ShouldBe((RequestState.Open, "Dear Anna, ..."));

        // Seen, it can go out.
        (await desk.SendAsync(reference, draft, seen: now)).End.ShouldBe(SendEnd.Sent);
    }

    [Fact]
    public async Task What_a_colleague_took_over_is_not_decided_behind_the_colleagues_back()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        var seen = await desk.ShowAsync(reference);
        await desk.ClaimAsync(RequestDesk.Nina, reference, RequestDesk.Oleg.Id);
        await desk.Get<SaveDraft>().RunAsync(RequestDesk.Nina, reference, new DraftInput(DeskAct.Ask, null, [], false, "s", "Nina writes"), Cancellation);
        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer), seen: seen)).Since.ShouldHaveSingleItem().Kind.ShouldBe("taken-over");
        (await desk.ShowAsync(reference)).Draft!.Input.Text.ShouldBe("Nina writes");
        (await desk.Get<SaveDraft>().RunAsync(RequestDesk.Oleg, reference, new DraftInput(DeskAct.Answer, null, [], false, "s", "Oleg writes"), Cancellation)).ShouldBeFalse();
        (await desk.PassAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_within_the_ten_seconds_stops_the_letter_and_says_so()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer));
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: [{reference}]", text: "Please wait with it"));
        (await desk.PassAsync()).ShouldBe(0);
        (await desk.Mail.LicensesAsync()).ShouldBe(0);
        (await desk.ShowAsync(reference)).Draft.ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.Stopped.ShouldBe("changed"), d => d.DueAt.ShouldBeNull());
    }

    [Fact]
    public async Task When_the_rules_say_something_else_by_then_nothing_goes_out()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var seen = await desk.ShowAsync(reference);
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer), seen: seen);

        // The PIN is spent on another computer meanwhile.
        await desk.Mail.Center.SendAsync(Operation.Initial, Method.Automatic, 1, computer: Issuing.RestorationCenter.Parameters with { Host = "elsewhere" });
        (await desk.PassAsync()).ShouldBe(0);
        (await desk.ShowAsync(reference)).ShouldSatisfyAllConditions(v => v.Draft!.Stopped.ShouldBe("overtaken"), v => v.Rules.Verdict.ShouldBe("refused:use-restoration"), v => v.Summary.State.ShouldBe(RequestState.Open));
        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer), seen: seen)).End.ShouldBe(SendEnd.Overtaken);
    }

    [Fact]
    public async Task A_clerk_can_answer_to_the_address_on_record_and_to_no_third_one()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(desk.Mail.Clean());
        var reference = await desk.RoutineAsync(from: "Mallory <mallory@elsewhere.example>");
        (await desk.ShowAsync(reference)).ShouldSatisfyAllConditions(v => v.Rules.Verdict.ShouldBe("repeated"), v => v.AddressOnRecord.ShouldBe(MailDesk.Customer));
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer) with { ToRecord = true });
        (await desk.PassAsync()).ShouldBe(1);
        (await desk.ShowAsync(reference)).Thread.Last(i => i.Letter is not null).Letter!.To.ShouldBe(MailDesk.Customer);
        (await desk.Mail.LicensesAsync()).ShouldBe(1);

        var question = await desk.QuestionAsync();
        (await desk.SendAsync(question, new DraftInput(DeskAct.Answer, null, [], ToRecord: true, "s", "t"))).End.ShouldBe(SendEnd.NoAddress);
    }

    [Fact]
    public async Task What_is_over_or_on_its_way_is_not_decided_twice()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var (draft, seen) = (await desk.DraftAsync(reference, DeskAct.Answer), await desk.ShowAsync(reference));
        await desk.SendAsync(reference, draft, seen: seen);
        (await desk.SendAsync(reference, draft, seen: seen)).End.ShouldBe(SendEnd.Over);
        (await desk.Get<SaveDraft>().RunAsync(RequestDesk.Oleg, reference, draft with { Text = "late word" }, Cancellation)).ShouldBeFalse();
        (await desk.PassAsync()).ShouldBe(1);
        (await desk.SendAsync(reference, draft)).End.ShouldBe(SendEnd.Over);
        (await desk.LettersAsync(reference)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_license_whose_letter_came_back_is_sent_again_with_the_same_bytes()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.DecideAsync(reference, DeskAct.Answer);
        desk.Mail.Ends.Enqueue(new OperatorConsole.Mail.Outgoing.Handed(OperatorConsole.Mail.Outgoing.Handover.Never, "smtp-550"));
        await desk.Mail.Send.RunAsync(Cancellation);
        var back = await desk.ShowAsync(reference);
        (back.Summary.State, back.Summary.Reason, back.Summary.HolderId, back.Rules.Verdict).ShouldBe((RequestState.Open, "send-failed", RequestDesk.Oleg.Id, "repeated"));
        await desk.DecideAsync(reference, DeskAct.Answer);
        await desk.Mail.Send.RunAsync(Cancellation);
        desk.Mail.LicenseIn(desk.Mail.Sent.Single().Message);
        ((await desk.Mail.LicensesAsync()), string.Join(' ', (await desk.LettersAsync(reference)).Select(o => o.Kind))).ShouldBe((1, "license license+2"));
    }

    [Fact]
    public async Task Neither_a_draft_nor_an_address_stands_in_the_database_in_plain_text()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync(text: "gooseberry");
        await desk.Get<SaveDraft>().RunAsync(RequestDesk.Oleg, reference, new DraftInput(DeskAct.Refuse, "other", [], false, "persimmon", "elderflower"), Cancellation);
        foreach (var word in new[] { "gooseberry", "persimmon", "elderflower", MailDesk.Customer, desk.Mail.Center.Pin(1).Digits })
        {
            Data.DatabaseScan.Count(desk.Fixture, System.Text.Encoding.UTF8.GetBytes(word)).ShouldBe(0, word);
        }
    }
}

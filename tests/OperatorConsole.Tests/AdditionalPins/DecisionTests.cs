using Data.Acquisitions;
using Data.AdditionalPins;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Tests.Issuing;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>What a decision does, when, how often, and what stops it.</summary>
public sealed class DecisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approved_pin_joins_its_set_and_is_mailed_and_announced_and_nothing_of_it_is_there_before_ten_seconds()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        var result = await desk.DecideAsync(number, PinAct.Approve);
        result.Result.ShouldBe(PinDecided.Pending);
        desk.Clock.Advance(TimeSpan.FromSeconds(9));
        (await desk.Get<CompletePinDecisions>().RunAsync(Cancellation)).ShouldBe(0);
        (await desk.AdditionalAsync()).ShouldBeEmpty();

        (await desk.SweepAsync()).ShouldBe(1);
        (await desk.SweepAsync()).ShouldBe(0);
        var pin = (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        var history = (await desk.Mail.Center.LoadAsync()).History;
        history.StateOf(pin.Code).ShouldBe(PinState.Unused);
        history.Kit.SetOf(pin.Code)!.Position.ShouldBe(1);
        history.Facts.OfType<AdditionalPinJoined>().ShouldHaveSingleItem().Pin.ShouldBe(pin.Code);
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer]);
        desk.Mail.Sent.Count(s => s.To == MailDesk.Customer && s.Message.Subject!.StartsWith("An additional PIN code", StringComparison.Ordinal)).ShouldBe(1);
        var row = await desk.RowAsync(number);
        (row.State, row.Decision, row.DecidedBy).ShouldBe((RequestState.Done, "approved", PinDesk.Olga.Id));
        var entry = await desk.ReadAsync(db => db.Ledger.SingleAsync(e => e.Kind == LedgerKind.AdditionalPinJoined, Cancellation));
        (entry.ActorId, entry.SecondActorId).ShouldBe((PinDesk.Olga.Id, null));
        (await desk.Mail.Center.Fixture.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task The_new_pin_restores_the_license_on_the_repaired_computer_as_any_spare_does()
    {
        await using var desk = await PinDesk.StartAsync();
        await desk.DecideAsync(await desk.AskedAsync(), PinAct.Approve);
        await desk.SweepAsync();
        var pin = (await desk.AdditionalAsync()).Single().Code;
        await desk.IssueAsync(desk.Mail.Request(3, Operation.RestoreWithSpare) with
        {
            Pin = pin,
            CurrentPin = desk.Mail.Center.Pin(3),
            Computer = RestorationCenter.Parameters with { Motherboard = "other" },
        });
        (await desk.Mail.Center.LoadAsync()).History.LiveOn(pin).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_new_pin_restores_a_dictated_license_by_telephone()
    {
        await using var desk = await PinDesk.StartAsync(byFile: false);
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve, with: d => d with { ToAsking = true });
        await desk.Get<AgreeToPinDecision>().RunAsync(PinDesk.Vera, number, agree: true, Cancellation);
        await desk.SweepAsync();
        var (kit, pin) = (desk.Kit, (await desk.AdditionalAsync()).Single().Code);
        var code = Licensing.Dictation.RequestCode.For(Operation.RestoreWithSpare, kit.Number, pin, desk.Mail.Center.Pin(3), 314391, RestorationCenter.OtherBoard with { Os = 7 });
        (await desk.Mail.Center.DictateAsync(code)).Weighed.Decision.ShouldBeOfType<Granted>();
        (await desk.Mail.Center.LoadAsync()).History.LiveOn(pin).ShouldNotBeNull();
    }

    [Fact]
    public async Task Taken_back_in_time_nothing_happened_and_too_late_it_stands()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        (await desk.Get<UndoPinDecision>().RunAsync(PinDesk.Oleg, number, Cancellation)).ShouldBeFalse();
        (await desk.Get<UndoPinDecision>().RunAsync(PinDesk.Olga, number, Cancellation)).ShouldBeTrue();
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();

        await desk.DecideAsync(number, PinAct.Approve);
        desk.Clock.Advance(TimeSpan.FromSeconds(10));
        (await desk.Get<UndoPinDecision>().RunAsync(PinDesk.Olga, number, Cancellation)).ShouldBeFalse();
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_tells_the_owner_why_and_a_stranger_nothing()
    {
        await using var desk = await PinDesk.StartAsync();
        desk.Get<StatedViolations>().Facts = new([new KitCase("VR1", desk.Clock.GetUtcNow())], []);
        var (own, strange) = (await desk.AskedAsync(), await desk.AskedAsync(desk.Letter(reason: "new disk"), "Somebody <somebody@vector.example>"));
        foreach (var number in new[] { own, strange })
        {
            (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.Forbidden);
            (await desk.DecideAsync(number, PinAct.Refuse)).Result.ShouldBe(PinDecided.ReasonWanted);
            (await desk.DecideAsync(number, PinAct.Refuse, with: d => d with { Refusal = PinRefusal.Violation })).Result.ShouldBe(PinDecided.Pending);
        }

        await desk.SweepAsync();
        await desk.Mail.Send.RunAsync(Cancellation);
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        Refusal(MailDesk.Customer).ShouldContain("history");
        Refusal("somebody@vector.example").ShouldNotContain("history");
        (await desk.RowAsync(own)).DecisionReason.ShouldBe("violation");

        string Refusal(string to) => desk.Mail.Sent.Single(s => s.To == to && s.Message.TextBody!.Contains("no additional PIN code was given", StringComparison.Ordinal)).Message.TextBody!;
    }

    [Fact]
    public async Task Words_with_a_gap_that_nobody_filled_go_to_nobody()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        (await desk.DecideAsync(number, PinAct.Approve, with: d => d with { Words = "We call you on {{ day }}." })).Result.ShouldBe(PinDecided.Unfilled);
        (await desk.DecideAsync(number, PinAct.Approve, with: d => d with { Words = "We call you on Monday." })).Result.ShouldBe(PinDecided.Pending);
    }

    [Fact]
    public async Task What_differs_from_the_suggestion_needs_a_word_for_it()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync(desk.Letter().Replace("Vector Ltd.", "Vector Plus", StringComparison.Ordinal));
        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.NoteWanted);
        (await desk.DecideAsync(number, PinAct.Approve, with: d => d with { Note = "the company was renamed, extract of the register" })).Result.ShouldBe(PinDecided.Pending);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_clerk_did_not_see_stops_a_decision_and_an_answer_meanwhile_does_too()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        var seen = (await desk.RowAsync(number)).Stamp;
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: {(await desk.RowAsync(number)).Reference}", text: "We found a PIN, thank you"));
        (await desk.DecideAsync(number, PinAct.Approve, with: d => d with { Seen = seen })).Result.ShouldBe(PinDecided.Changed);

        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.Pending);
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: {(await desk.RowAsync(number)).Reference}", text: "Really, do not send it"));
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        var stopped = (await desk.DecisionsAsync()).Single();
        (stopped.State, stopped.Reason).ShouldBe((PinDecisionState.Stopped, "changed"));
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Open);
    }

    [Fact]
    public async Task A_violation_that_is_decided_in_the_last_second_stops_it()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        desk.Get<StatedViolations>().Facts = new([new KitCase("VR1", desk.Clock.GetUtcNow())], []);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        (await desk.DecisionsAsync()).Single().Reason.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_letter_that_came_back_reopens_the_request_and_sending_again_sends_the_same_pin()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).Count.ShouldBe(1);
        var pin = (await desk.AdditionalAsync()).Single();
        var id = desk.Mail.Sent.First(s => s.Message.TextBody!.Contains(pin.Code.Spoken, StringComparison.Ordinal)).Message.MessageId!;
        await desk.Mail.TakeAsync(LoopCases.Bounce(id));
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Open);
        (await desk.DossierAsync(number)).Given.ShouldBe(pin.Code.Masked);

        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.Forbidden);
        (await desk.DecideAsync(number, PinAct.Resend)).Result.ShouldBe(PinDecided.Pending);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer, MailDesk.Customer]);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Done);
    }

    [Fact]
    public async Task A_word_of_thanks_reopens_the_request_and_closing_it_sends_nothing()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        (await desk.Get<ClosePinRequest>().RunAsync(PinDesk.Olga, number, Cancellation)).ShouldBeFalse();
        await desk.DecideAsync(number, PinAct.Approve);
        await desk.SweepAsync();
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: {(await desk.RowAsync(number)).Reference}", text: "Thank you"));
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Open);
        var letters = (await desk.Mail.OutboxAsync()).Count;
        (await desk.Get<ClosePinRequest>().RunAsync(PinDesk.Olga, number, Cancellation)).ShouldBeTrue();
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Done);
        (await desk.Mail.OutboxAsync()).Count.ShouldBe(letters);
    }

    [Fact]
    public async Task Every_act_is_in_the_journal_and_no_pin_is()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.Get<TakePinRequest>().RunAsync(PinDesk.Olga, number, takeOver: false, Cancellation);
        await desk.DecideAsync(number, PinAct.Approve);
        await desk.Get<UndoPinDecision>().RunAsync(PinDesk.Olga, number, Cancellation);
        await desk.Get<TakePinRequest>().HandOverAsync(PinDesk.Olga, number, PinDesk.Oleg.Id, Cancellation);
        await desk.DecideAsync(number, PinAct.Approve, PinDesk.Oleg);
        await desk.SweepAsync();
        var journal = await desk.ReadAsync(db => db.Journal.OrderBy(e => e.Sequence).ToListAsync(Cancellation));
        journal.Select(e => e.Act).Where(a => a.Contains("pin", StringComparison.Ordinal) || a.Contains("request-", StringComparison.Ordinal))
            .ShouldBe(["request-claimed", "pin-request-decided", "pin-decision-undone", "request-handed-over", "pin-request-decided", "additional-pin-joined"]);
        var pin = (await desk.AdditionalAsync()).Single().Code;
        journal.ShouldAllBe(e => !e.Text.Contains(pin.Digits, StringComparison.Ordinal));
        Data.DatabaseScan.Count(desk.Mail.Center.Fixture, System.Text.Encoding.UTF8.GetBytes(pin.Digits)).ShouldBe(0);
        Data.DatabaseScan.Count(desk.Mail.Center.Fixture, System.Text.Encoding.UTF8.GetBytes(pin.Spoken)).ShouldBe(0);
    }

    [Fact]
    public async Task Similar_decisions_show_how_they_ended()
    {
        await using var desk = await PinDesk.StartAsync();
        desk.Get<StatedViolations>().Facts = new([new KitCase("VR1", desk.Clock.GetUtcNow())], []);
        var first = await desk.AskedAsync();
        await desk.DecideAsync(first, PinAct.Refuse, with: d => d with { Refusal = PinRefusal.Violation });
        await desk.SweepAsync();
        var similar = (await desk.DossierAsync(await desk.AskedAsync(desk.Letter(reason: "a disk")))).Similar.ShouldHaveSingleItem();
        (similar.Number, similar.Act, similar.Reason, similar.By, similar.AsSuggested).ShouldBe((first, "refuse", "violation", "Olga Belova", true));
        desk.Get<StatedViolations>().Facts = ViolationFacts.None;
        (await desk.DossierAsync(await desk.AskedAsync(desk.Letter(reason: "a board")))).Similar.ShouldBeEmpty();
    }
}

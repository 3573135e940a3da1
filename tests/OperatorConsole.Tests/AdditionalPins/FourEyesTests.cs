using Data.Acquisitions;
using Data.Mail;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>When two people are needed, who they may be, and where a PIN code never goes.</summary>
public sealed class FourEyesTests
{
    private const string Stranger = "somebody@vector.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_observation_needs_a_supervisor_who_is_another_person()
    {
        await using var desk = await ObservedAsync();
        var number = await desk.AskedAsync();
        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.AwaitsSecond);
        (await desk.SweepAsync()).ShouldBe(0);
        await Should.ThrowAsync<NotAllowedException>(() => AgreeAsync(desk, number, PinDesk.Oleg));
        var agreed = await AgreeAsync(desk, number, PinDesk.Vera);
        agreed.Result.ShouldBe(PinDecided.Pending);
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).Count.ShouldBe(1);
        var entry = await desk.ReadAsync(db => db.Ledger.SingleAsync(e => e.Kind == LedgerKind.AdditionalPinJoined, Cancellation));
        (entry.ActorId, entry.SecondActorId).ShouldBe((PinDesk.Olga.Id, PinDesk.Vera.Id));
    }

    [Fact]
    public async Task Nobody_agrees_to_what_one_decided_entered_or_corrected_oneself()
    {
        await using var desk = await ObservedAsync();
        var own = await desk.AskedAsync();
        await desk.DecideAsync(own, PinAct.Approve, PinDesk.Vera);
        (await AgreeAsync(desk, own, PinDesk.Vera)).Result.ShouldBe(PinDecided.OwnRequest);

        var said = new PinAsked { Kit = desk.Kit.Number.Digits, Company = "Vector", Pin = desk.Mail.Center.Pin(3).Digits, Reason = "new board" };
        var entered = await desk.Get<EnterPinRequest>().RunAsync(PinDesk.Vera, new CallerAsks(said, "Anna", "", "en"), Cancellation);
        await desk.Get<TakePinRequest>().HandOverAsync(PinDesk.Vera, entered, PinDesk.Olga.Id, Cancellation);
        await desk.DecideAsync(entered, PinAct.Approve);
        (await AgreeAsync(desk, entered, PinDesk.Vera)).Result.ShouldBe(PinDecided.OwnRequest);

        var corrected = await desk.AskedAsync(desk.Letter(reason: "new disk"));
        await desk.Get<CorrectPinDetails>().RunAsync(PinDesk.Vera, corrected, said, Cancellation);
        await desk.Get<TakePinRequest>().ReleaseAsync(PinDesk.Vera, corrected, Cancellation);
        await desk.DecideAsync(corrected, PinAct.Approve);
        (await AgreeAsync(desk, corrected, PinDesk.Vera)).Result.ShouldBe(PinDecided.OwnRequest);

        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        (await AgreeAsync(desk, corrected, PinDesk.Boris)).Result.ShouldBe(PinDecided.Pending);
    }

    [Fact]
    public async Task A_supervisor_who_decided_and_took_back_does_not_become_a_second_pair_of_eyes_for_oneself()
    {
        await using var desk = await ObservedAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve, PinDesk.Vera);
        (await desk.Get<UndoPinDecision>().RunAsync(PinDesk.Vera, number, Cancellation)).ShouldBeTrue();
        await desk.DecideAsync(number, PinAct.Approve, PinDesk.Vera);
        (await AgreeAsync(desk, number, PinDesk.Vera)).Result.ShouldBe(PinDecided.OwnRequest);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_who_does_not_agree_returns_the_request_to_its_clerk()
    {
        await using var desk = await ObservedAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        (await AgreeAsync(desk, number, PinDesk.Vera, agree: false)).Result.ShouldBe(PinDecided.Declined);
        (await AgreeAsync(desk, number, PinDesk.Boris)).Result.ShouldBe(PinDecided.Gone);
        var row = await desk.RowAsync(number);
        (row.State, row.ClaimedBy, row.NewReply).ShouldBe((RequestState.Open, PinDesk.Olga.Id, true));
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_requester_who_has_left_counts_for_nobody()
    {
        await using var desk = await ObservedAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        await desk.Mail.Center.Fixture.Center.WriteAsync(
            async db => (await db.Users.SingleAsync(u => u.Id == PinDesk.Olga.Id, Cancellation)).DisabledAt = desk.Clock.GetUtcNow(), Cancellation);
        (await AgreeAsync(desk, number, PinDesk.Vera)).Result.ShouldBe(PinDecided.Changed);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pin_goes_to_the_address_on_record_whoever_asks_and_a_second_person_agrees_to_that_too()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync(from: $"Somebody <{Stranger}>");
        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.AwaitsSecond);
        await AgreeAsync(desk, number, PinDesk.Vera);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer]);
    }

    [Fact]
    public async Task An_address_that_only_the_mail_named_gets_a_pin_by_nobody_s_word_alone()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync(from: $"Somebody <{Stranger}>");
        (await desk.DecideAsync(number, PinAct.Approve, PinDesk.Vera, d => d with { ToAsking = true })).Result.ShouldBe(PinDecided.AwaitsSecond);
        (await AgreeAsync(desk, number, PinDesk.Vera)).Result.ShouldBe(PinDecided.OwnRequest);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBeEmpty();

        (await AgreeAsync(desk, number, PinDesk.Boris)).Result.ShouldBe(PinDecided.Pending);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([Stranger]);

        // The owner hears of it where the Center always wrote to, and the approved address is the one from now on.
        desk.Mail.Sent.Single(s => s.To == MailDesk.Customer && s.Message.Subject!.StartsWith("An additional PIN code", StringComparison.Ordinal))
            .Message.TextBody!.ShouldContain("another address");
        (await desk.Mail.Center.LoadAsync()).History.Live.Single().AddressOnRecord.ShouldBe(Stranger);
    }

    [Fact]
    public async Task A_dictated_license_has_no_address_and_gets_one_by_a_supervisor()
    {
        await using var desk = await PinDesk.StartAsync(byFile: false);
        var number = await desk.AskedAsync();
        (await desk.DecideAsync(number, PinAct.Approve)).Result.ShouldBe(PinDecided.NoAddress);
        (await desk.DecideAsync(number, PinAct.Approve, with: d => d with { ToAsking = true })).Result.ShouldBe(PinDecided.AwaitsSecond);
        await AgreeAsync(desk, number, PinDesk.Vera);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer]);
        (await desk.Mail.Center.LoadAsync()).History.Live.Single().AddressOnRecord.ShouldBe(MailDesk.Customer);
    }

    [Fact]
    public async Task Sending_again_to_another_address_needs_a_supervisor_too()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync(from: $"Somebody <{Stranger}>");
        await desk.DecideAsync(number, PinAct.Approve);
        await AgreeAsync(desk, number, PinDesk.Vera);
        await desk.SweepAsync();
        await desk.Mail.Send.RunAsync(Cancellation);
        await desk.Mail.TakeAsync(LoopCases.Bounce(desk.Mail.Sent.Single(s => s.Message.Subject!.Contains("PIN code for kit", StringComparison.Ordinal) && s.Message.Subject!.Contains("R-", StringComparison.Ordinal)).Message.MessageId!));

        (await desk.DecideAsync(number, PinAct.Resend, with: d => d with { ToAsking = true })).Result.ShouldBe(PinDecided.AwaitsSecond);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer]);
        await AgreeAsync(desk, number, PinDesk.Vera);
        await desk.SweepAsync();
        (await desk.PinLettersAsync()).ShouldBe([MailDesk.Customer, Stranger]);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_needs_a_second_person_only_since_a_moment_ago_waits_for_one()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        desk.Get<StatedViolations>().Facts = new([], [new KitCase("VR4", desk.Clock.GetUtcNow())]);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldBeEmpty();
        (await desk.DecisionsAsync()).Single().Reason.ShouldBe("second-needed");
    }

    private static async Task<PinDesk> ObservedAsync()
    {
        var desk = await PinDesk.StartAsync();
        desk.Get<StatedViolations>().Facts = new([], [new KitCase("VR4", desk.Clock.GetUtcNow())]);
        return desk;
    }

    private static Task<PinDecisionResult> AgreeAsync(PinDesk desk, int number, Acting by, bool agree = true) => desk.Get<AgreeToPinDecision>().RunAsync(by, number, agree, Cancellation);
}

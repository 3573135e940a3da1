using Data.Mail;
using Licensing.AdditionalPins;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Tests.AdditionalPins;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 42 with what must not be spent twice: a PIN code.</summary>
public sealed class SendingPinCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_42_silence_after_the_last_byte_of_a_letter_with_a_pin_code_sends_the_same_pin_code_again_and_there_is_one()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.Mail.Send.RunAsync(Cancellation);
        await desk.DecideAsync(number, PinAct.Approve);
        await desk.SweepAsync();
        var pin = (await desk.AdditionalAsync()).ShouldHaveSingleItem().Code;
        for (var silence = 0; silence < 3; silence++)
        {
            desk.Mail.Ends.Enqueue(new Handed(Handover.Uncertain, "no-answer"));
        }

        // Whatever else is due goes out as well; the sweep of decisions has nothing to decide any more.
        for (var look = 0; look < 6; look++)
        {
            await desk.Mail.Send.RunAsync(Cancellation);
            await desk.SweepAsync();
            desk.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var letters = desk.Mail.Sent.Where(s => s.Message.TextBody!.Contains(pin.Spoken, StringComparison.Ordinal)).ToList();
        letters.Count.ShouldBeGreaterThan(1);
        letters.Select(s => s.Message.MessageId).Distinct().Count().ShouldBe(1);
        letters.Select(s => s.Message.ToString()).Distinct().Count().ShouldBe(1);
        letters.ShouldAllBe(s => s.To == MailDesk.Customer);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem().Code.ShouldBe(pin);
        (await desk.DecisionsAsync()).Count.ShouldBe(1);
        (await desk.Mail.OutboxAsync()).Count(o => o.Kind == "pin").ShouldBe(1);
        (await desk.Mail.OutboxAsync()).ShouldAllBe(o => o.State == OutboxState.Sent);
    }
}

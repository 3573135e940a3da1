using Data.Mail;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Tests.Issuing;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>A letter that asks for an additional PIN code becomes a dossier.</summary>
public sealed class IntakeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_becomes_a_dossier_with_what_it_says_and_a_suggestion()
    {
        await using var desk = await PinDesk.StartAsync();
        var file = await desk.DossierAsync(await desk.AskedAsync());

        (file.Asked.Kit, file.Asked.Company, file.Asked.Reason).ShouldBe((desk.Kit.Number.Digits, "Vector Ltd.", "the motherboard burned down"));
        file.Asked.Pin.ShouldBe(desk.Mail.Center.Pin(3).Masked);
        file.Asked.Missing.ShouldBeEmpty();
        file.Review.Suggestion.Act.ShouldBe(PinAct.Approve);
        file.Review.SecondBecause.ShouldBeEmpty();
        file.Sets.Single().Pins.Select(p => p.State).ShouldBe([PinState.Replaced, PinState.Replaced, PinState.Used]);
        file.Sets.Single().Pins.Single(p => p.Asked).Pin.ShouldBe(file.Asked.Pin);
        file.History.Count.ShouldBe(4);
        (file.Letters.Single().Text, file.Letters.Single().File).ShouldBe((desk.Letter().Replace(desk.Mail.Center.Pin(3).Spoken, file.Asked.Pin, StringComparison.Ordinal), false));
    }

    [Fact]
    public async Task No_pin_code_of_the_letter_is_anywhere_in_what_a_page_gets()
    {
        await using var desk = await PinDesk.StartAsync();
        var pin = desk.Mail.Center.Pin(3);
        var number = await desk.AskedAsync(desk.Letter(reason: $"PIN {pin.Digits} does not work, new disk"));
        var shown = System.Text.Json.JsonSerializer.Serialize(await desk.DossierAsync(number) with { Review = null! });
        shown.ShouldNotContain(pin.Digits);
        shown.ShouldNotContain(pin.Spoken);
        foreach (var secret in new[] { pin.Digits, pin.Spoken, "does not work" })
        {
            Data.DatabaseScan.Count(desk.Mail.Center.Fixture, System.Text.Encoding.UTF8.GetBytes(secret)).ShouldBe(0, secret);
        }
    }

    [Fact]
    public async Task A_file_in_the_first_letter_is_held_against_kit_pin_and_story()
    {
        await using var desk = await PinDesk.StartAsync();
        var changed = RestorationCenter.Parameters with { Motherboard = "Gigabyte B650", Bios = "UEFI AMI 2" };
        var file = await desk.DossierAsync(await desk.AskedAsync(files: ("request.licreq", desk.File(changed))));
        file.Review.Findings.Single(f => f.Rule == PinRule.RequestFile).Code.ShouldBe("file-fits");
        file.Review.Findings.Single(f => f.Rule == PinRule.HardwareStory).Code.ShouldBe("story-fits");
        file.Changes.Select(c => (c.Code, c.Old, c.New)).ShouldContain(("motherboard", "ASUS B550", "GIGABYTE B650"));
        file.Letters.Single().File.ShouldBeTrue();
        (await desk.Mail.RequestsAsync()).Single().Kind.ShouldBe(RequestKind.AdditionalPins);
    }

    [Fact]
    public async Task A_file_that_can_be_answered_is_answered_whatever_the_subject_says()
    {
        await using var desk = await PinDesk.StartAsync();
        var outcome = await desk.Mail.TakeAsync(MailDesk.Mail(
            MailDesk.Stamp, subject: "Request for additional PIN codes", text: desk.Letter(), files: ("request.licreq", desk.File(RestorationCenter.Parameters))));
        outcome.State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_the_answer_brings_it_and_returns_to_its_clerk()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync($"Kit number: {desk.Kit.Number.Digits}\nWe need a PIN code.");
        var file = await desk.DossierAsync(number);
        file.Asked.Missing.ShouldBe([AskedField.Company, AskedField.Pin, AskedField.Reason]);
        file.Review.Suggestion.Act.ShouldBe(PinAct.Ask);
        file.Review.Suggestion.Ask.ShouldBe([AskFor.Company, AskFor.Pin, AskFor.Reason]);

        await desk.DecideAsync(number, PinAct.Ask, with: d => d with { Ask = [.. file.Review.Suggestion.Ask, AskFor.RequestFile] });
        (await desk.SweepAsync()).ShouldBe(1);
        (await desk.RowAsync(number)).State.ShouldBe(RequestState.Waiting);
        await desk.Mail.Send.RunAsync(Cancellation);
        var (to, question) = desk.Mail.Sent.Single(s => s.Message.TextBody!.Contains("request file", StringComparison.Ordinal));
        to.ShouldBe(MailDesk.Customer);

        var outcome = await desk.Mail.TakeAsync(MailDesk.Mail(
            MailDesk.Stamp + $"In-Reply-To: <{question.MessageId}>\r\n", subject: "Re: question", text: desk.Letter(),
            files: ("r.licreq", desk.File(RestorationCenter.Parameters with { Motherboard = "other" }))));
        outcome.Reason.ShouldBe("replied");
        var row = await desk.RowAsync(number);
        (row.State, row.ClaimedBy, row.NewReply).ShouldBe((RequestState.Open, PinDesk.Olga.Id, true));
        var answered = await desk.DossierAsync(number);
        answered.Asked.Missing.ShouldBeEmpty();
        answered.Review.Suggestion.Act.ShouldBe(PinAct.Approve);
        answered.Review.Findings.Single(f => f.Rule == PinRule.HardwareStory).Code.ShouldBe("story-fits");
        answered.Letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_sender_s_answer_returns_the_request_and_changes_nothing_of_it()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync($"Kit number: {desk.Kit.Number.Digits}\nWe need a PIN code.");
        await desk.DecideAsync(number, PinAct.Ask, with: d => d with { Ask = [AskFor.Pin] });
        await desk.SweepAsync();
        await desk.Mail.Send.RunAsync(Cancellation);
        var question = desk.Mail.Sent[^1].Message;
        await desk.Mail.TakeAsync(MailDesk.Mail($"In-Reply-To: <{question.MessageId}>\r\n", subject: "Re: question", from: "Thief <thief@else.example>", text: desk.Letter()));
        var file = await desk.DossierAsync(number);
        file.State.ShouldBe(RequestState.Open);
        file.Asked.Missing.ShouldContain(AskedField.Pin);
        file.Letters[^1].SameSender.ShouldBeFalse();
        file.From.ShouldBe(MailDesk.Customer);
    }

    [Fact]
    public async Task A_clerk_enters_a_caller_s_request_and_puts_right_what_was_misread()
    {
        await using var desk = await PinDesk.StartAsync();
        var said = new PinAsked { Kit = desk.Kit.Number.Digits, Company = "Vector", Pin = desk.Mail.Center.Pin(1).Digits, Reason = "new board" };
        var number = await desk.Get<EnterPinRequest>().RunAsync(PinDesk.Olga, new CallerAsks(said, "Anna", "", "ru"), Cancellation);
        var file = await desk.DossierAsync(number);
        (file.EnteredBy, file.ClerkId, file.From, file.Language).ShouldBe(("Olga Belova", PinDesk.Olga.Id, "", "ru"));
        file.Review.Findings.Single(f => f.Rule == PinRule.PinUsed).Code.ShouldBe("pin-replaced");

        (await desk.Get<CorrectPinDetails>().RunAsync(PinDesk.Oleg, number, said, Cancellation)).ShouldBeFalse();
        (await desk.Get<CorrectPinDetails>().RunAsync(PinDesk.Olga, number, said with { Pin = desk.Mail.Center.Pin(3).Digits }, Cancellation)).ShouldBeTrue();
        (await desk.DossierAsync(number)).Review.Suggestion.Act.ShouldBe(PinAct.Approve);
        (await desk.Get<CorrectPinDetails>().RunAsync(PinDesk.Olga, number, said with { Pin = "" }, Cancellation)).ShouldBeTrue();
        (await desk.DossierAsync(number)).Asked.Pin.ShouldBe(desk.Mail.Center.Pin(3).Masked);
    }
}

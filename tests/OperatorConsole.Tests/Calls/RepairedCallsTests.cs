using Licensing.Dictation;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

/// <summary>Mis-heard codes are asked for again, counted, and not without end; a call has one operator at a time.</summary>
public sealed class RepairedCallsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repair_is_counted_by_place_and_by_what_was_taken_for_what()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.EnteredAsync(Dictated.Misheard(right, 10, 224));
        var wrong = (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>();
        wrong.Questions[0].Positions.ShouldBe([10]);
        wrong.Fits(10, 220).ShouldBeTrue();
        wrong.Fits(10, 221).ShouldBeFalse();

        await desk.SaveAsync(reference, right);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        (await desk.ReadAsync(db => Task.FromResult(db.MisheardPlaces.Single()))).ShouldSatisfyAllConditions(p => p.Position.ShouldBe(10), p => p.Count.ShouldBe(1));
        (await desk.ReadAsync(db => Task.FromResult(db.MisheardPairs.Single()))).ShouldSatisfyAllConditions(p => p.Typed.ShouldBe(224), p => p.Corrected.ShouldBe(220));
    }

    [Fact]
    public async Task After_three_repairs_the_whole_code_is_taken_anew_even_in_another_call_of_the_kit()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.TakeAsync();
        for (var repair = 0; repair < 3; repair++)
        {
            await desk.SaveAsync(reference, Dictated.Misheard(right, 10, 224));
            (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>().RepairsUsedUp.ShouldBeFalse();
            await desk.SaveAsync(reference, right);
            (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        }

        var again = await desk.EnteredAsync(Dictated.Misheard(right, 10, 224));
        var last = (await desk.VerifyAsync(again)).ShouldBeOfType<CodeWrong>();
        (last.RepairsUsedUp, last.Questions.Count).ShouldBe((true, 0));
    }

    [Fact]
    public async Task A_pin_that_does_not_check_is_asked_for_while_row_two_is_dictated()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        AskCaller.Early(right[..18]).ShouldBeEmpty();
        var group = (Dictated.Groups(right)[3] + 1) % Groups.Modulus;
        AskCaller.Early(Dictated.Misheard(right, 4, group)[..18]).ShouldNotBeEmpty();
        AskCaller.Early(Dictated.Misheard(right, 4, group)[..17]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_was_mistyped_is_explained()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, answer) = await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        var typed = answer.Answer.Line(1);
        typed[2] = Enumerable.Range(0, Groups.Modulus).Where(g => g != typed[2]).MinBy(g => GroupCost.Of(g, typed[2]));
        var said = Checks.Line(1, typed, answer.RequestCheckSum);
        var result = (await desk.Get<RecordLine>().RunAsync(CallDesk.Anna, reference, 1, said, Cancellation)).ShouldNotBeNull();
        result.Explained.ShouldContain(s => s.Kind == SuggestionKind.Group && s.Positions[0] == 3 && s.Values[0] == typed[2]);
    }

    [Fact]
    public async Task Whoever_takes_an_open_call_over_is_the_only_one_who_acts_in_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.RightAsync(Dictated.By(kit, Dictated.First(kit)));
        (await TakeOverAsync(null)).ShouldBe(Resumption.KitWanted, "the reference alone reveals nothing");
        (await TakeOverAsync("123456789")).ShouldBe(Resumption.KitDiffers);
        (await desk.LoadAsync(reference)).OperatorId.ShouldBe(CallDesk.Anna.Id);
        (await TakeOverAsync(kit.Number.Digits)).ShouldBe(Resumption.Resumed);
        await Should.ThrowAsync<CallTakenOverException>(() => desk.IssueAsync(reference));
        (await desk.Get<IssueAnswer>().RunAsync(CallDesk.Oleg, reference, Cancellation)).ShouldNotBeNull();
        (await TakeOverAsync(kit.Number.Digits)).ShouldBe(Resumption.NotWaiting);
        (await desk.ReadAsync(db => Task.FromResult(db.Journal.Count(e => e.Act == "call-kit-differs")))).ShouldBe(1);

        Task<Resumption> TakeOverAsync(string? kitSaid) => desk.Get<TakeOverCall>().RunAsync(CallDesk.Oleg, reference, kitSaid, Cancellation);
    }

    [Fact]
    public async Task A_call_that_knows_no_kit_yet_is_taken_over_without_one()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        (await desk.Get<TakeOverCall>().RunAsync(CallDesk.Oleg, reference, null, Cancellation)).ShouldBe(Resumption.Resumed);
    }

    [Fact]
    public async Task The_limit_of_repairs_holds_where_the_wrong_group_is_in_the_PIN_itself()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        var inPin = Dictated.Misheard(right, 4, (Dictated.Groups(right)[3] + 1) % Groups.Modulus);
        var reference = await desk.TakeAsync();
        for (var repair = 0; repair < 3; repair++)
        {
            await desk.SaveAsync(reference, inPin);
            (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>().RepairsUsedUp.ShouldBeFalse();
            await desk.SaveAsync(reference, right);
            (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        }

        var again = await desk.EnteredAsync(inPin);
        (await desk.VerifyAsync(again)).ShouldBeOfType<CodeWrong>().RepairsUsedUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_group_of_the_PIN_that_was_put_right_in_row_two_is_counted_and_is_no_repair()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        var group = Dictated.Groups(right)[3];
        var other = (group + 1) % Groups.Modulus;
        var reference = await desk.TakeAsync();
        await desk.SaveAsync(reference, Dictated.Misheard(right, 4, other)[..18]);
        // Typed over digit by digit: what stands there in between was never heard.
        await desk.SaveAsync(reference, Dictated.Misheard(right, 4, (group + 100) % Groups.Modulus)[..18]);
        await desk.SaveAsync(reference, right[..18]);
        await desk.SaveAsync(reference, right);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        (await desk.ReadAsync(db => Task.FromResult(db.MisheardPlaces.Single()))).ShouldSatisfyAllConditions(p => p.Position.ShouldBe(4), p => p.Count.ShouldBe(1));
        (await desk.ReadAsync(db => Task.FromResult(db.MisheardPairs.Single()))).ShouldSatisfyAllConditions(p => p.Typed.ShouldBe(other), p => p.Corrected.ShouldBe(group));
        (await desk.ReadAsync(db => Task.FromResult(db.Calls.Single().Repairs))).ShouldBe(0);
    }

    [Theory]
    [InlineData("rows changed places")]
    [InlineData("a row was typed twice")]
    [InlineData("two groups changed places")]
    [InlineData("another code was dictated")]
    public async Task What_was_no_slip_of_the_ear_is_a_repair_and_is_not_counted_as_one(string what)
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var right = Dictated.By(kit, Dictated.First(kit));
        var wrong = what switch
        {
            "rows changed places" => right[..12] + right[24..36] + right[12..24] + right[36..],
            "a row was typed twice" => right[..24] + right[12..24] + right[36..],
            "two groups changed places" => right[..24] + right[27..30] + right[24..27] + right[30..],
            _ => Dictated.Misheard(Dictated.By(kit, Dictated.Second(kit), Dictated.OtherComputer), 12, 3),
        };
        var reference = await desk.EnteredAsync(wrong);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>();
        await desk.SaveAsync(reference, right);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        (await desk.ReadAsync(db => Task.FromResult((db.MisheardPlaces.Count(), db.MisheardPairs.Count(), db.Calls.Single().Repairs)))).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task A_dropped_call_is_opened_by_its_kit_number_and_a_slip_is_taken_back_without_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, _) = await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.DropAsync(reference);
        (await desk.ResumeAsync(reference, null, CallDesk.Oleg)).ShouldBe(Resumption.KitWanted);
        (await desk.ResumeAsync(reference, "123456789", CallDesk.Anna)).ShouldBe(Resumption.KitDiffers);
        (await desk.ResumeAsync(reference, null, CallDesk.Anna)).ShouldBe(Resumption.Resumed);

        await desk.DropAsync(reference);
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        (await desk.ResumeAsync(reference, null, CallDesk.Anna)).ShouldBe(Resumption.KitWanted);
        (await desk.ResumeAsync(reference, kit.Number.Digits, CallDesk.Oleg)).ShouldBe(Resumption.Resumed);
    }
}

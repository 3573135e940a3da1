using Data.Calls;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class CodeEntryTests
{
    [Fact]
    public async Task A_message_that_was_overtaken_changes_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        (await desk.SaveAsync(reference, "110746", sequence: 7)).ShouldNotBeNull();
        (await desk.SaveAsync(reference, "110", sequence: 6)).ShouldBeNull();
        (await desk.SaveAsync(reference, "", sequence: 7)).ShouldBeNull();
        var call = await desk.LoadAsync(reference);
        call.Digits.ShouldBe("110746");
        call.Sequence.ShouldBe(7);
        (await desk.Get<SaveDigits>().RunAsync(CallDesk.Anna, reference, 3, "110", TestContext.Current.CancellationToken)).ShouldBe(new SavedDigits(null, 7), "a field that lags behind goes on from there");
    }

    [Theory]
    [InlineData("110746185", "110746185")]
    [InlineData("11 746 85", "11 746 85")]
    [InlineData("   746", "   746")]
    [InlineData("110-746\n185", "110746185")]
    [InlineData("11O746", "11746")]
    [InlineData("١١٠746", "746")]
    public async Task What_was_typed_is_kept_gaps_and_all(string typed, string kept)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        await desk.SaveAsync(reference, typed);
        (await desk.LoadAsync(reference)).Digits.ShouldBe(kept);
    }

    [Fact]
    public async Task More_than_a_whole_code_is_kept_and_judged_by_nobody()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit)) + "123456";
        var reference = await desk.EnteredAsync(digits);
        (await desk.VerifyAsync(reference)).ShouldBeNull();
        (await desk.LoadAsync(reference)).Digits.ShouldBe(digits);
    }

    [Fact]
    public async Task A_wrong_code_stays_in_the_field_to_the_digit()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var wrong = Dictated.Misheard(Dictated.By(kit, Dictated.First(kit)), 9, 995);
        var reference = await desk.EnteredAsync(wrong);
        (await desk.VerifyAsync(reference)).ShouldBeOfType<CodeWrong>();
        (await desk.LoadAsync(reference)).Digits.ShouldBe(wrong);
        await desk.DropAsync(reference);
        (await desk.LoadAsync(reference)).Digits.ShouldBe(wrong);
    }

    [Fact]
    public async Task Only_complete_groups_that_can_be_right_are_counted()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        await desk.SaveAsync(reference, "110746 85997" + "12");
        (await desk.ReadAsync(db => Task.FromResult(db.Calls.Single().Groups))).ShouldBe(2);
    }

    [Fact]
    public async Task A_code_with_a_gap_or_an_impossible_group_gets_no_verdict()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        foreach (var typed in new[] { digits[..50], string.Concat(digits.AsSpan(0, 20), " ", digits.AsSpan(21)), Dictated.Misheard(digits, 4, 997) })
        {
            (await desk.VerifyAsync(await desk.EnteredAsync(typed))).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_corrected_code_is_entry_again_until_it_is_judged()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.RightAsync(digits);
        await desk.SaveAsync(reference, Dictated.Misheard(digits, 2, 5));
        (await desk.StateAsync(reference)).ShouldBe(CallState.Entering);
        (await desk.IssueAsync(reference)).ShouldBeNull();
        (await desk.LoadAsync(reference)).Answer.ShouldBeNull();
    }

    [Fact]
    public async Task Once_the_answer_is_out_the_code_stands_for_good()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var (reference, _) = await desk.AnsweredAsync(digits);
        (await desk.SaveAsync(reference, "")).ShouldBeNull();
        (await desk.SaveAsync(reference, Dictated.By(kit, Dictated.Second(kit)))).ShouldBeNull();
        var call = await desk.LoadAsync(reference);
        call.Digits.ShouldBe(digits);
        call.State.ShouldBe(CallState.ReadingBack);
    }

    [Fact]
    public async Task A_call_that_does_not_exist_is_named()
    {
        await using var desk = await CallDesk.StartAsync();
        (await Should.ThrowAsync<NoSuchCallException>(() => desk.SaveAsync("261124-9-9", "110"))).Message.ShouldContain("261124-9-9");
        (await desk.Get<LoadCall>().RunAsync(CallDesk.Anna, "261124-9-9", TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}

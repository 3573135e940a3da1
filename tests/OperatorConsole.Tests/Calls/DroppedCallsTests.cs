using Data.Calls;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class DroppedCallsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CallState.Entering)]
    [InlineData(CallState.Verified)]
    [InlineData(CallState.ReadingBack)]
    public async Task A_caller_who_comes_back_finds_the_call_as_it_was(CallState state)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, state);
        var before = await desk.LoadAsync(reference);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        (await desk.DropAsync(reference)).ShouldBeTrue();
        (await desk.StateAsync(reference)).ShouldBe(CallState.Dropped);
        (await desk.DropAsync(reference)).ShouldBeFalse();
        desk.Clock.Advance(TimeSpan.FromHours(2));
        (await desk.ResumeAsync(reference, CallDesk.Oleg)).ShouldBe(Resumption.Resumed);

        var after = await desk.LoadAsync(reference);
        (after.State, after.Digits, after.Sequence, after.StartedAt).ShouldBe((state, before.Digits, before.Sequence, before.StartedAt));
        after.Answer?.Answer.ToDigits().ShouldBe(before.Answer?.Answer.ToDigits());
        (after.Answer?.Line).ShouldBe(before.Answer?.Line);
        after.Operator.ShouldBe("Oleg Belov");
    }

    [Fact]
    public async Task A_reference_alone_does_not_open_a_call_that_knows_its_kit()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, CallState.ReadingBack);
        await desk.DropAsync(reference);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        (await desk.ResumeAsync(reference, kitSaid: null, CallDesk.Oleg)).ShouldBe(Resumption.KitWanted);
        (await desk.ResumeAsync(reference, (await desk.KitAsync()).Number.Digits, CallDesk.Oleg)).ShouldBe(Resumption.KitDiffers);
        (await desk.StateAsync(reference)).ShouldBe(CallState.Dropped);
    }

    [Theory]
    [InlineData(CallState.Completed)]
    [InlineData(CallState.Refused)]
    public async Task A_call_that_is_over_can_be_neither_dropped_nor_opened_again(CallState state)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, state);
        (await desk.DropAsync(reference)).ShouldBeFalse();
        await desk.ResumeAsync(reference);
        (await desk.EndAsync(reference)).ShouldBeFalse();
        (await desk.StateAsync(reference)).ShouldBe(state);
    }

    [Fact]
    public async Task The_next_group_takes_a_dropped_call_up()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        await desk.SaveAsync(reference, "110746");
        await desk.DropAsync(reference);
        (await desk.SaveAsync(reference, "110746185")).ShouldNotBeNull();
        var call = await desk.LoadAsync(reference);
        (call.State, call.Digits).ShouldBe((CallState.Entering, "110746185"));
    }

    [Fact]
    public async Task The_next_checksum_takes_a_dropped_read_back_up()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, answer) = await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.SayAsync(reference, 1, answer.Expected(1));
        await desk.DropAsync(reference);
        (await desk.SayAsync(reference, 2, answer.Expected(2))).ShouldStandAt(3);
        (await desk.StateAsync(reference)).ShouldBe(CallState.ReadingBack);
    }

    [Fact]
    public async Task A_call_ends_with_its_reason_and_takes_nothing_more()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        var reference = await desk.RightAsync(digits);
        (await desk.EndAsync(reference)).ShouldBeTrue();
        var call = await desk.LoadAsync(reference);
        (call.State, call.Reason, call.EndedAt).ShouldBe((CallState.Refused, EndCall.NotIssued, desk.Clock.GetUtcNow()));
        (await desk.SaveAsync(reference, "1")).ShouldBeNull();
        (await desk.IssueAsync(reference)).ShouldBeNull();
        (await desk.LoadAsync(reference)).Digits.ShouldBe(digits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_whose_answer_is_out_cannot_be_ended_without_a_license(bool dropped)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, CallState.ReadingBack);
        if (dropped)
        {
            await desk.DropAsync(reference);
        }

        (await desk.EndAsync(reference)).ShouldBeFalse();
        (await desk.LoadAsync(reference)).Answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task Five_minutes_without_a_key_drop_a_call_and_a_day_abandons_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var quiet = await InAsync(desk, CallState.ReadingBack);
        var done = await InAsync(desk, CallState.Completed);
        desk.Clock.Advance(TimeSpan.FromMinutes(4));
        var busy = await desk.TakeAsync();
        (await SweepAsync(desk)).ShouldBe((0, 0));

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SweepAsync(desk)).ShouldBe((1, 0));
        (await desk.StateAsync(quiet)).ShouldBe(CallState.Dropped);
        (await desk.StateAsync(busy)).ShouldBe(CallState.Entering);
        var entries = await JournalAsync(desk);
        (await SweepAsync(desk)).ShouldBe((0, 0));
        (await JournalAsync(desk)).ShouldBe(entries);

        desk.Clock.Advance(TimeSpan.FromHours(24));
        (await SweepAsync(desk)).ShouldBe((0, 2));
        (await desk.StateAsync(quiet)).ShouldBe(CallState.Abandoned);
        (await desk.LoadAsync(quiet)).EndedAt.ShouldBe(desk.Clock.GetUtcNow());
        (await desk.StateAsync(done)).ShouldBe(CallState.Completed);
        (await SweepAsync(desk)).ShouldBe((0, 0));
        (await desk.ResumeAsync(quiet)).ShouldBe(Resumption.NotWaiting);
        (await desk.StateAsync(quiet)).ShouldBe(CallState.Abandoned);
    }

    [Fact]
    public async Task A_call_that_the_sweep_dropped_comes_back_as_it_was()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, CallState.Verified);
        desk.Clock.Advance(TimeSpan.FromMinutes(6));
        await SweepAsync(desk);
        await desk.ResumeAsync(reference);
        (await desk.StateAsync(reference)).ShouldBe(CallState.Verified);
        (await desk.IssueAsync(reference)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Enter_at_a_verdict_that_the_sweep_dropped_takes_the_call_up_and_issues()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await InAsync(desk, CallState.Verified);
        desk.Clock.Advance(TimeSpan.FromMinutes(6));
        await SweepAsync(desk);
        (await desk.StateAsync(reference)).ShouldBe(CallState.Dropped);
        (await desk.IssueAsync(reference)).ShouldNotBeNull();
        (await desk.StateAsync(reference)).ShouldBe(CallState.ReadingBack);
        (await desk.ReadAsync(db => db.Calls.Select(c => c.DroppedFrom).SingleAsync(Cancellation))).ShouldBeNull();
        (await desk.ReadAsync(db => db.Journal.CountAsync(e => e.Act == "call-resumed", Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task Enter_in_a_call_that_was_dropped_over_an_unjudged_code_issues_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var reference = await desk.EnteredAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.DropAsync(reference);
        (await desk.IssueAsync(reference)).ShouldBeNull();
    }

    [Fact]
    public async Task The_day_of_waiting_counts_from_the_drop()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.DropAsync(reference);
        desk.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await SweepAsync(desk)).ShouldBe((0, 0));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        (await SweepAsync(desk)).ShouldBe((0, 1));
    }

    private static async Task<string> InAsync(CallDesk desk, CallState state)
    {
        var kit = await desk.KitAsync();
        var digits = Dictated.By(kit, Dictated.First(kit));
        switch (state)
        {
            case CallState.Entering:
                return await desk.EnteredAsync(digits[..21]);
            case CallState.Verified:
                return await desk.RightAsync(digits);
            case CallState.ReadingBack:
                var (reference, answer) = await desk.AnsweredAsync(digits);
                for (var line = 1; line <= 3; line++)
                {
                    await desk.SayAsync(reference, line, answer.Expected(line));
                }

                return reference;
            case CallState.Completed:
                return await desk.FinishedAsync(digits);
            default:
                var ended = await desk.RightAsync(digits);
                (await desk.EndAsync(ended)).ShouldBeTrue();
                return ended;
        }
    }

    private static Task<(int Dropped, int Abandoned)> SweepAsync(CallDesk desk) => desk.Get<CloseQuietCalls>().RunAsync(Cancellation);

    private static Task<int> JournalAsync(CallDesk desk) => desk.ReadAsync(db => db.Journal.CountAsync(Cancellation));
}

using Data.Calls;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class ReadBackTests
{
    private const int Total = ReadBackAnswer.Total;

    [Fact]
    public async Task A_right_checksum_moves_on_and_a_wrong_one_does_not()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await AnsweredAsync(desk);
        (await desk.SayAsync(reference, 1, Other(answer.Expected(1)))).ShouldStandAt(1, matched: false);
        (await desk.SayAsync(reference, 1, answer.Expected(1))).ShouldStandAt(2);
        (await desk.LoadAsync(reference)).Answer.ShouldNotBeNull().Line.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_that_is_opened_again_is_recorded_and_moves_nothing()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await AnsweredAsync(desk);
        for (var line = 1; line <= 4; line++)
        {
            await desk.SayAsync(reference, line, answer.Expected(line));
        }

        (await desk.SayAsync(reference, 2, answer.Expected(2))).ShouldStandAt(5);
        (await desk.SayAsync(reference, 3, Other(answer.Expected(3)))).ShouldStandAt(5, matched: false);
        (await SaidAsync(desk)).Select(said => said.Line).ShouldBe([1, 2, 3, 4, 2, 3]);
    }

    [Fact]
    public async Task What_the_caller_said_is_kept_as_it_was_said()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await AnsweredAsync(desk);
        var wrong = Other(answer.Expected(1));
        await desk.SayAsync(reference, 1, wrong);
        await desk.SayAsync(reference, 1, answer.Expected(1));
        (await SaidAsync(desk)).ShouldBe([(1, wrong, false), (1, answer.Expected(1), true)]);
    }

    [Fact]
    public async Task The_total_completes_the_call_and_nothing_else_does()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await AnsweredAsync(desk);
        (await desk.SayAsync(reference, Total, answer.Expected(Total))).ShouldStandAt(1);
        for (var line = 1; line < Total; line++)
        {
            (await desk.SayAsync(reference, line, answer.Expected(line))).ShouldNotBeNull().Completed.ShouldBeFalse();
        }

        (await desk.SayAsync(reference, Total, Other(answer.Expected(Total)))).ShouldStandAt(Total, matched: false);
        desk.Clock.Advance(TimeSpan.FromSeconds(30));
        (await desk.SayAsync(reference, Total, answer.Expected(Total))).ShouldStandAt(Total + 1, completed: true);
        var call = await desk.LoadAsync(reference);
        (call.State, call.EndedAt).ShouldBe((CallState.Completed, desk.Clock.GetUtcNow()));
        (await desk.SayAsync(reference, Total, answer.Expected(Total))).ShouldBeNull();
    }

    [Fact]
    public async Task One_checksum_that_arrives_twice_moves_on_once()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await AnsweredAsync(desk);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SayAsync(reference, 1, answer.Expected(1))));
        (await desk.LoadAsync(reference)).Answer.ShouldNotBeNull().Line.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_read_back_before_the_answer()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        (await desk.SayAsync(reference, 1, 380)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => desk.SayAsync(reference, 0, 380));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => desk.SayAsync(reference, Total + 1, 380));
    }

    private static int Other(int checksum) => (checksum + 1) % 997;

    private static async Task<(string Reference, ReadBackAnswer Answer)> AnsweredAsync(CallDesk desk)
    {
        var kit = await desk.KitAsync();
        return await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
    }

    private static Task<List<(int Line, int Said, bool Matched)>> SaidAsync(CallDesk desk) => desk.ReadAsync(async db =>
        (await db.CallEvents.Where(e => e.Kind == "line").OrderBy(e => e.Id).ToListAsync(TestContext.Current.CancellationToken))
            .ConvertAll(e => (e.Line!.Value, e.Said!.Value, e.Matched!.Value)));
}

internal static class LineResults
{
    /// <summary>Where a call stands after a checksum, and what became of it.</summary>
    public static void ShouldStandAt(this LineResult? result, int line, bool matched = true, bool completed = false)
    {
        var became = result.ShouldNotBeNull();
        (became.Line, became.Matched, became.Completed).ShouldBe((line, matched, completed));
    }
}

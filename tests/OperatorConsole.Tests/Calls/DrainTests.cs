using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

/// <summary>A console that is asked to stop: nobody who is being dictated to is cut off, and whoever is finds the very line again.</summary>
public sealed class DrainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_console_that_stops_takes_no_new_call_and_waits_until_the_read_back_is_over()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await desk.AnsweredAsync(await CodeAsync(desk));
        var stopping = desk.Get<DrainCalls>().DrainAsync(Cancellation);
        await Should.ThrowAsync<DrainingException>(() => desk.TakeAsync());
        for (var line = 1; line <= ReadBackAnswer.Total; line++)
        {
            stopping.IsCompleted.ShouldBeFalse();
            await desk.SayAsync(reference, line, answer.Expected(line));
        }

        await stopping.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        (await desk.StateAsync(reference)).ShouldBe(global::Data.Calls.CallState.Completed);
    }

    [Fact]
    public async Task After_its_time_it_stops_all_the_same_and_the_call_is_resumed_at_its_line()
    {
        await using var desk = await CallDesk.StartAsync();
        var (reference, answer) = await desk.AnsweredAsync(await CodeAsync(desk));
        await desk.SayAsync(reference, 1, answer.Expected(1));
        await desk.SayAsync(reference, 2, answer.Expected(2));
        var stopping = desk.Get<DrainCalls>().DrainAsync(Cancellation);
        stopping.IsCompleted.ShouldBeFalse();
        desk.Clock.Advance(TimeSpan.FromSeconds(21));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        (await desk.LoadAsync(reference)).Answer.ShouldNotBeNull().Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_read_back_that_waits_for_its_caller_anyway_keeps_nobody()
    {
        await using var desk = await CallDesk.StartAsync();
        await desk.AnsweredAsync(await CodeAsync(desk));
        desk.Clock.Advance(TimeSpan.FromSeconds(31));
        await desk.Get<DrainCalls>().DrainAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
    }

    private static async Task<string> CodeAsync(CallDesk desk)
    {
        var kit = await desk.KitAsync();
        return Dictated.By(kit, Dictated.First(kit));
    }
}

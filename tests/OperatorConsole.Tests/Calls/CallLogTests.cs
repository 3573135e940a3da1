using Data.Calls;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class CallLogTests
{
    [Fact]
    public async Task Calls_are_listed_newest_first_a_page_at_a_time()
    {
        await using var desk = await CallDesk.StartAsync();
        var taken = new List<string>();
        for (var call = 0; call < 30; call++)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(10));
            taken.Add(await desk.TakeAsync());
        }

        taken.Reverse();
        var first = await ListAsync(desk, new CallFilter());
        var second = await ListAsync(desk, new CallFilter(), page: 1);
        (first.Total, second.Total).ShouldBe((30, 30));
        first.Calls.Concat(second.Calls).Select(call => call.Reference).ShouldBe(taken);
        first.Calls.Count.ShouldBe(ListCalls.PageSize);
        (await ListAsync(desk, new CallFilter(), page: 2)).Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_holds_what_was_asked_for()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var early = await desk.TakeAsync(CallDesk.Oleg);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        var noon = desk.Clock.GetUtcNow();
        var dropped = await desk.TakeAsync();
        await desk.DropAsync(dropped);
        var done = await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));

        await ShouldHoldAsync(new CallFilter(CallState.Dropped), dropped);
        await ShouldHoldAsync(new CallFilter(CallState.Completed), done);
        await ShouldHoldAsync(new CallFilter(CallState.Refused));
        await ShouldHoldAsync(new CallFilter(OperatorId: CallDesk.Oleg.Id), early);
        await ShouldHoldAsync(new CallFilter(Since: noon, OperatorId: CallDesk.Anna.Id), done, dropped);
        await ShouldHoldAsync(new CallFilter(Find: kit.Number.Digits), done);
        await ShouldHoldAsync(new CallFilter(Find: " " + kit.Number.Digits[..4]), done);
        await ShouldHoldAsync(new CallFilter(Find: early), early);
        await ShouldHoldAsync(new CallFilter(Find: CallReference.Short(early)), early);
        await ShouldHoldAsync(new CallFilter(Find: "%"));
        await ShouldHoldAsync(new CallFilter(CallState.Dropped, Find: early));

        async Task ShouldHoldAsync(CallFilter filter, params string[] references)
        {
            var (calls, total) = await ListAsync(desk, filter);
            calls.Select(call => call.Reference).Order(StringComparer.Ordinal).ShouldBe(references.Order(StringComparer.Ordinal), filter.ToString());
            total.ShouldBe(references.Length);
        }
    }

    [Fact]
    public async Task A_line_tells_who_where_and_how_far()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var (reference, answer) = await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        await desk.SayAsync(reference, 1, answer.Expected(1));

        var line = (await ListAsync(desk, new CallFilter())).Calls.ShouldHaveSingleItem();

        (line.Reference, line.State, line.Kit, line.Product, line.Groups, line.Line, line.Operator)
            .ShouldBe((reference, CallState.ReadingBack, kit.Number.Digits, "Accounting Suite 8", 17, 2, "Anna Orlova"));
        (line.Reason, line.EndedAt).ShouldBe((null, null));
    }

    private static Task<(IReadOnlyList<CallSummary> Calls, int Total)> ListAsync(CallDesk desk, CallFilter filter, int page = 0) =>
        desk.Get<ListCalls>().RunAsync(CallDesk.Anna, filter, page, TestContext.Current.CancellationToken);
}

using Licensing.AdditionalPins;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Mail;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>The queue of additional PIN codes: every request is within reach, found by what people know of it, and read again only when something changed.</summary>
public sealed class PinQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_every_request_once_oldest_first()
    {
        await using var desk = await PinDesk.StartAsync();
        var numbers = new List<int>();
        for (var i = 0; i < ListPinRequests.PageSize + 2; i++)
        {
            numbers.Add(await desk.AskedAsync(desk.Letter(reason: $"board {i} burned down")));
        }

        var (first, second) = (await PageAsync(desk, page: 0), await PageAsync(desk, page: 1));
        first.Items.Concat(second.Items).Select(i => i.Number).ShouldBe(numbers);
        (first.Items.Count, second.Items.Count, first.Total).ShouldBe((ListPinRequests.PageSize, 2, numbers.Count));
    }

    [Fact]
    public async Task A_request_is_found_by_reference_by_digits_of_its_kit_and_by_a_part_of_its_company()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        await desk.AskedAsync("Company: Romashka\nReason: lost the box");
        foreach (var text in new[] { RequestReference.Of(number), desk.Kit.Number.Digits, desk.Kit.Number.Digits[..4], "vector" })
        {
            (await PageAsync(desk, text)).Items.ShouldHaveSingleItem(text).Number.ShouldBe(number);
        }

        (await PageAsync(desk, "nobody")).Total.ShouldBe(0);
        (await PageAsync(desk, "--")).Total.ShouldBe(0);
        (await PageAsync(desk, "nobody")).Counts[PinTab.Unclaimed].ShouldBe(2, "what is looked for does not change what the tabs hold");
    }

    [Fact]
    public async Task The_stamp_stays_while_nothing_happens_and_changes_with_every_decision()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        var stamp = (await PageAsync(desk)).Stamp;
        (await StampAsync()).ShouldBe(stamp);
        await desk.DecideAsync(number, PinAct.Approve);
        (await StampAsync()).ShouldNotBe(stamp);

        Task<string> StampAsync() => desk.Get<ListPinRequests>().StampAsync(PinDesk.Olga, Cancellation);
    }

    private static Task<PinQueue> PageAsync(PinDesk desk, string? find = null, int page = 0) =>
        desk.Get<ListPinRequests>().RunAsync(PinDesk.Olga, PinTab.Unclaimed, Cancellation, find, page);
}

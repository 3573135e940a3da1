using Licensing.Kits;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class TakingCallsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_numbered_from_one_on_each_day_of_the_centers_zone()
    {
        await using var desk = await CallDesk.StartAsync();
        desk.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 20, 59, 59, TimeSpan.Zero));
        (await desk.TakeAsync()).ShouldStartWith("261124-1-");
        (await desk.TakeAsync()).ShouldStartWith("261124-2-");
        // Midnight in Moscow; in London the day has three more hours.
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        (await desk.TakeAsync()).ShouldStartWith("261125-1-");
        desk.Clock.Advance(TimeSpan.FromHours(3));
        (await desk.TakeAsync()).ShouldStartWith("261125-2-");
    }

    [Fact]
    public async Task Twenty_calls_taken_at_once_have_twenty_numbers()
    {
        await using var desk = await CallDesk.StartAsync();
        var references = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.TakeAsync()));
        references.Select(reference => reference.Split('-')[1]).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 20).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reference_ends_with_a_check_digit_and_is_said_short()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        var parts = reference.Split('-');
        (parts[2][0] - '0').ShouldBe(Damm.CheckDigit(parts[0] + parts[1]));
        CallReference.Short(reference).ShouldBe($"24-1-{parts[2]}");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{1}")]
    [InlineData(" {1} ")]
    [InlineData("{2}")]
    public async Task A_call_is_found_by_either_form_of_its_reference_however_it_is_spaced(string form)
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        var brief = CallReference.Short(reference);
        var said = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, reference, brief, brief.Replace('-', ' '));
        (await desk.Get<FindCall>().RunAsync(CallDesk.Oleg, said, Cancellation)).ShouldBe(reference);
    }

    [Fact]
    public async Task Of_two_calls_with_one_short_form_the_newest_is_found()
    {
        await using var desk = await CallDesk.StartAsync();
        var older = await desk.TakeAsync();
        string newer;
        do
        {
            desk.Clock.SetUtcNow(desk.Clock.GetUtcNow().AddMonths(1));
            newer = await desk.TakeAsync();
        }
        while (CallReference.Short(newer) != CallReference.Short(older));

        (await desk.Get<FindCall>().RunAsync(CallDesk.Anna, CallReference.Short(older), Cancellation)).ShouldBe(newer);
        (await desk.Get<FindCall>().RunAsync(CallDesk.Anna, older, Cancellation)).ShouldBe(older);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("24")]
    [InlineData("24-1")]
    [InlineData("24-1-x")]
    [InlineData("24-99-1")]
    [InlineData("24-1-%")]
    [InlineData("24-9999999-1")]
    public async Task What_is_no_reference_of_a_call_finds_nothing(string? said)
    {
        await using var desk = await CallDesk.StartAsync();
        await desk.TakeAsync();
        (await desk.Get<FindCall>().RunAsync(CallDesk.Anna, said, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_check_digit_finds_nothing_in_either_form()
    {
        await using var desk = await CallDesk.StartAsync();
        var reference = await desk.TakeAsync();
        var wrong = reference[..^1] + ((reference[^1] - '0' + 1) % 10);
        (await desk.Get<FindCall>().RunAsync(CallDesk.Anna, wrong, Cancellation)).ShouldBeNull();
        (await desk.Get<FindCall>().RunAsync(CallDesk.Anna, CallReference.Short(wrong), Cancellation)).ShouldBeNull();
    }
}

using Licensing.Acquisitions;
using OperatorConsole.Features.Calls;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Issuing;

/// <summary>R0: guesses are slowed down; whoever has the right code is never locked out by those who guess.</summary>
public sealed class FailureBudgetTests
{
    [Fact]
    public async Task After_ten_wrong_attempts_on_a_kit_guesses_are_not_looked_at_and_a_right_code_is()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            (await ReasonAsync(desk, Dictated.WithWrongLink(kit, attempt))).ShouldBe(Reason.KitOrPin);
        }

        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 11))).ShouldBe(Reason.TooManyFailures);
        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 12))).ShouldBe(Reason.TooManyFailures);
        (await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)))).Answer.Line.ShouldBe(1);
    }

    [Fact]
    public async Task Attempts_are_forgotten_an_hour_after_each()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await ReasonAsync(desk, Dictated.WithWrongLink(kit, attempt));
            desk.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        // The first attempt is 50 minutes old, the second 45.
        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 11))).ShouldBe(Reason.TooManyFailures);
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 12))).ShouldBe(Reason.KitOrPin);
        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 13))).ShouldBe(Reason.TooManyFailures);
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        (await ReasonAsync(desk, Dictated.WithWrongLink(kit, 14))).ShouldBe(Reason.KitOrPin);
    }

    [Fact]
    public async Task One_kits_failures_do_not_count_for_another()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await ReasonAsync(desk, Dictated.WithWrongLink(kit, attempt));
        }

        (await ReasonAsync(desk, Dictated.WithWrongLink(await desk.KitAsync()))).ShouldBe(Reason.KitOrPin);
    }

    [Fact]
    public async Task Refusals_of_right_codes_use_nothing_of_the_budget()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        await desk.AnsweredAsync(Dictated.By(kit, Dictated.First(kit)));
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            (await ReasonAsync(desk, Dictated.By(kit, Dictated.First(kit), Dictated.Computer with { Board = attempt }))).ShouldBe(Reason.UseRestoration);
        }

        (await ReasonAsync(desk, Dictated.WithWrongLink(kit))).ShouldBe(Reason.KitOrPin);
    }

    private static async Task<Reason> ReasonAsync(CallDesk desk, string digits) =>
        (await desk.VerifyAsync(await desk.EnteredAsync(digits))).ShouldBeOfType<CodeRefused>().Reason;
}

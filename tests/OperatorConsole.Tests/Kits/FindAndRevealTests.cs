using Data.Staff;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Kits;

/// <summary>A kit is found by what people have of it; a PIN code of it is shown for a reason, and never unnoticed.</summary>
public sealed class FindAndRevealTests
{
    private static readonly Acting Max = new("max-id", "max", [Roles.Admin]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kit_is_found_by_number_by_pin_by_owner_and_by_product()
    {
        await using var desk = await CallDesk.StartAsync();
        var make = desk.Get<MakeKits>();
        var wanted = (await make.RunAsync(Max, "Payroll 3", DeliveryTemplates.Find("base")!, 1, "ООО «Ромашка»", Cancellation))[0];
        for (var i = 0; i < 3; i++)
        {
            await make.RunAsync(Max, "Accounting Suite 8", DeliveryTemplates.Find("base")!, 1, "ИП Петров", Cancellation);
        }

        foreach (var text in (string[])
        [
            wanted.Number.Digits, $" {wanted.Number.Digits[..3]} {wanted.Number.Digits[3..]} ", wanted.Pins.Last().Code.Digits, wanted.Pins.Last().Code.Spoken,
            "Payroll", "ромашка", "«Ромашка»",
        ])
        {
            var (kits, total) = await desk.Get<FindKits>().RunAsync(CallDesk.Anna, text, 0, Cancellation);
            kits.ShouldHaveSingleItem(text).Number.ShouldBe(wanted.Number.Digits);
            total.ShouldBe(1);
        }

        (await desk.Get<FindKits>().RunAsync(CallDesk.Anna, "", 0, Cancellation)).Total.ShouldBe(4);
        (await desk.Get<FindKits>().RunAsync(CallDesk.Anna, "nobody", 0, Cancellation)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_kit_that_was_registered_for_nobody_is_found_by_the_owner_of_its_first_acquisition()
    {
        await using var desk = await Violations.CaseDesk.StartAsync();
        var wanted = await desk.KitAsync();
        await desk.AskAsync(wanted, 1, computer: 1);
        await desk.AskAsync(await desk.KitAsync(), 1, computer: 2, owner: new() { LastName = "Ivanova" });
        (await desk.Get<FindKits>().RunAsync(CallDesk.Anna, "vector", 0, Cancellation)).Kits.ShouldHaveSingleItem().Number.ShouldBe(wanted.Number.Digits);
    }

    [Fact]
    public async Task A_pin_is_shown_for_a_reason_to_a_fresh_sign_in_and_the_journal_says_so_without_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var pin = kit.Sets[1].Pins[2].Code;
        var now = desk.Clock.GetUtcNow();
        (await AskAsync(now, " ")).ShouldBe((Reveal.ReasonWanted, null));
        (await AskAsync(now.AddMinutes(-6), "caller lost the letter")).ShouldBe((Reveal.SignInAgain, null));
        (await desk.ReadAsync(db => db.Journal.CountAsync(e => e.Act == "pins-revealed", Cancellation))).ShouldBe(0);

        (await AskAsync(now, "caller lost the letter")).ShouldBe((Reveal.Done, pin.Spoken));
        var entry = await desk.ReadAsync(db => db.Journal.SingleAsync(e => e.Act == "pins-revealed", Cancellation));
        entry.Actor.ShouldBe("max");
        entry.Text.ShouldContain(pin.Masked);
        entry.Text.ShouldContain("caller lost the letter");
        entry.Text.ShouldNotContain(pin.Digits);

        Task<(Reveal Result, string? Pin)> AskAsync(DateTimeOffset signedIn, string reason) => desk.Get<RevealPins>().RunAsync(Max, signedIn, kit.Number.Digits, 2, 3, reason, Cancellation);
    }

    [Fact]
    public async Task Twenty_pins_an_hour_are_enough_for_anybody()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        for (var i = 0; i < 20; i++)
        {
            (await AskAsync(Max)).ShouldBe(Reveal.Done);
        }

        (await AskAsync(Max)).ShouldBe(Reveal.TooMany);
        (await AskAsync(CallDesk.Vera)).ShouldBe(Reveal.Done);
        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        (await AskAsync(Max)).ShouldBe(Reveal.Done);

        async Task<Reveal> AskAsync(Acting by) =>
            (await desk.Get<RevealPins>().RunAsync(by, desk.Clock.GetUtcNow(), kit.Number.Digits, 1, 1, "for a test", Cancellation)).Result;
    }
}

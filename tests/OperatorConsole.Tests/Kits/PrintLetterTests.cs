using Data.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Kits;

/// <summary>The PIN letter as a controlled document, on paper and as a file alike.</summary>
public sealed class PrintLetterTests
{
    private static readonly Acting Max = new("max-id", "max", [Roles.Admin]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_letter_takes_one_person_and_the_journal_names_its_pins_masked()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var (print, letters) = (desk.Get<PrintLetter>(), kit.Number.Digits);
        var (ticket, wanting) = await print.AskAsync(Max, letters, "for the box", Cancellation);
        wanting.ShouldBeFalse();
        var letter = (await print.OpenAsync(Max, letters, ticket, Cancellation)).ShouldNotBeNull();
        letter.Kit.Pins.Select(p => p.Code).ShouldBe(kit.Pins.Select(p => p.Code));
        (letter.PrintedAt, letter.PrintedBy).ShouldBe((desk.Clock.GetUtcNow(), "max"));

        var entry = await desk.ReadAsync(db => db.Journal.SingleAsync(e => e.Act == "letter-printed", Cancellation));
        entry.Actor.ShouldBe("max");
        foreach (var pin in kit.Pins)
        {
            entry.Text.ShouldContain(pin.Code.Masked);
            entry.Text.ShouldNotContain(pin.Code.Digits);
        }
    }

    [Fact]
    public async Task A_reprint_opens_to_its_requester_alone_and_only_when_somebody_else_has_approved_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var number = (await desk.KitAsync()).Number.Digits;
        var print = desk.Get<PrintLetter>();
        await print.AskAsync(Max, number, "for the box", Cancellation);
        var (ticket, wanting) = await print.AskAsync(Max, number, "got wet", Cancellation);
        wanting.ShouldBeTrue();
        (await print.OpenAsync(Max, number, ticket, Cancellation)).ShouldBeNull();
        (await print.SaveAsync(Max, number, ticket, Cancellation)).ShouldBeNull();

        (await print.ApproveAsync(Max, ticket, Cancellation)).ShouldBeFalse();
        (await print.ApproveAsync(CallDesk.Vera, ticket, Cancellation)).ShouldBeTrue();
        (await print.SaveAsync(CallDesk.Vera, number, ticket, Cancellation)).ShouldBeNull();
        (await print.OpenAsync(Max, (await desk.KitAsync()).Number.Digits, ticket, Cancellation)).ShouldBeNull();
        (await print.SaveAsync(Max, number, ticket, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Each_file_has_its_entry_and_after_ten_minutes_there_is_none()
    {
        await using var desk = await CallDesk.StartAsync();
        var number = (await desk.KitAsync()).Number.Digits;
        var print = desk.Get<PrintLetter>();
        var (ticket, _) = await print.AskAsync(Max, number, "for the box", Cancellation);
        await print.OpenAsync(Max, number, ticket, Cancellation);
        await print.OpenAsync(Max, number, ticket, Cancellation);
        (await print.SaveAsync(Max, number, ticket, Cancellation)).ShouldNotBeNull();
        (await print.SaveAsync(Max, number, ticket, Cancellation)).ShouldNotBeNull();
        desk.Clock.Advance(TimeSpan.FromMinutes(10.5));
        (await print.SaveAsync(Max, number, ticket, Cancellation)).ShouldBeNull();
        (await print.OpenAsync(Max, number, ticket, Cancellation)).ShouldBeNull();
        (await desk.ReadAsync(db => db.Journal.Where(e => e.Act.StartsWith("letter-")).OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync(Cancellation)))
            .ShouldBe(["letter-asked", "letter-printed", "letter-saved", "letter-saved"]);
    }

    [Fact]
    public async Task The_console_hands_the_file_to_its_requester_and_to_nobody_else()
    {
        await using var console = await RunningConsole.StartAsync();
        foreach (var (name, role) in new[] { ("max", Roles.Admin), ("vera", Roles.Supervisor), ("anna", Roles.Operator) })
        {
            await console.HireAsync(name, role);
        }

        var kit = (await console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Payroll 3", Licensing.Kits.DeliveryTemplates.Find("base")!, 1, Cancellation))[0];
        using var visitor = console.Visit();
        var max = new Acting(await IdOfAsync("max"), "max", [Roles.Admin]);
        var (ticket, _) = await console.Services.GetRequiredService<PrintLetter>().AskAsync(max, kit.Number.Digits, "for the box", Cancellation);
        var path = $"/kits/{kit.Number.Digits}/letter.pdf?print={ticket}";

        (await visitor.GetAsync(path)).Location.ShouldStartWith("/sign-in");
        await visitor.SignInAsync("max");
        var file = await visitor.GetAsync(path + "&large=true");
        (file.Status, file.Headers["Content-Type"]).ShouldBe((System.Net.HttpStatusCode.OK, "application/pdf"));
        file.Headers["Cache-Control"].ShouldContain("no-store");
        file.Headers["Content-Disposition"].ShouldContain($"pin-codes-{kit.Number.Digits}.pdf");
        file.Text.ShouldStartWith("%PDF");
        (await visitor.GetAsync(path.Replace($"print={ticket}", "print=999", StringComparison.Ordinal))).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);

        using var other = console.Visit();
        await other.SignInAsync("vera");
        (await other.GetAsync(path)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var third = console.Visit();
        await third.SignInAsync("anna");
        (await third.GetAsync(path)).Text.ShouldNotStartWith("%PDF");

        async Task<string> IdOfAsync(string name)
        {
            var id = "";
            await console.ChangeAsync(name, (_, person) => Task.FromResult(id = person.Id));
            return id;
        }
    }
}

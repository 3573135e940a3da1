using System.Text.Json;
using Data.Acquisitions;
using Data.Mail;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Commands;

/// <summary><c>kits show</c>: what the page shows, in words and as JSON.</summary>
public sealed class KitShowCommandTests
{
    private static readonly string[] Members =
    [
        "kit", "product", "state", "sets", "history", "issuedAt", "owner", "computers", "stillValidOffline", "calls", "mails", "letters", "waiting",
    ];

    private static readonly Acting Max = new("max-id", "max", [Roles.Admin]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_kit_is_shown_with_its_pins_masked()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var json = (await ShowAsync(desk, kit, "--json")).Json;

        json.ShouldHaveExactly(Members);
        (json.Text("kit"), json.Text("product"), json.Text("state")).ShouldBe((kit.Number.Digits, "Accounting Suite 8", "normal"));
        foreach (var set in json.Each("sets"))
        {
            set.ShouldHaveExactly("type", "seats", "licenses", "choice", "pins");
            foreach (var pin in set.Each("pins"))
            {
                pin.ShouldHaveExactly("pin", "state", "origin");
                pin.Text("pin").ShouldNotBeNull().ShouldMatch(@"^… \d{3}$");
                (pin.Text("state"), pin.Text("origin")).ShouldBe(("unused", "kit"));
            }
        }

        var made = json.Each("history").ShouldHaveSingleItem();
        DateTimeOffset.Parse(made.Text("at")!, System.Globalization.CultureInfo.InvariantCulture).Offset.ShouldBe(TimeSpan.Zero);
        made.Text("kind").ShouldBe("kitMade");
        new[] { "method", "operation", "outcome", "reason", "pin" }.ShouldAllBe(member => made.GetProperty(member).ValueKind == JsonValueKind.Null);
        new[] { "computers", "stillValidOffline", "calls", "mails", "letters", "waiting" }.ShouldAllBe(member => !json.Each(member).Any());
        (await ShowAsync(desk, kit)).Output.ShouldContain("History");
    }

    [Fact]
    public async Task What_happened_by_every_channel_and_what_waits_is_told_in_json_and_in_words()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync("client-5");
        var call = await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        var moved = await desk.FinishedAsync(Dictated.By(kit, Dictated.Second(kit), Operation.RestoreWithSpare, Dictated.First(kit), Dictated.OtherComputer));
        await RefusedByFileAsync(desk, kit);
        await WriteInAsync(desk, kit);
        await desk.Get<PrintLetter>().AskAsync(Max, kit.Number.Digits, "for the box", Cancellation);
        await desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, kit.Number.Digits, LedgerKind.PinBlocked, kit.Sets[0].Pins[4].Code, "sold twice", "letter of the dealer", Cancellation);
        await desk.Get<ProposeCorrection>().RunAsync(CallDesk.Anna, kit.Number.Digits, new Wanted(LedgerKind.KitRefunded, "sent back", "parcel"), Cancellation);

        var shown = await ShowAsync(desk, kit, "--json");
        var json = shown.Json;
        json.ShouldHaveExactly(Members);
        json.Each("history").Select(h => (h.Text("kind"), h.Text("method"), h.Text("outcome"), h.Text("reason"), h.Text("pin"), h.Text("replacedPin"), h.Text("call"))).ShouldBe(
        [
            ("kitMade", null, null, null, null, null, null),
            ("request", "phone", "granted", null, Dictated.First(kit).Masked, null, call),
            ("request", "phone", "granted", null, Dictated.Second(kit).Masked, Dictated.First(kit).Masked, moved),
            ("request", "file", "refused", "use-restoration", Dictated.Second(kit).Masked, null, null),
            ("pinBlocked", null, null, null, kit.Sets[0].Pins[4].Code.Masked, null, null),
        ]);
        var blocked = json.Each("history").Last();
        (blocked.Text("actor"), blocked.GetProperty("grounds").Text("reason"), blocked.GetProperty("grounds").Text("evidence")).ShouldBe(("Vera Kim", "sold twice", "letter of the dealer"));
        var computer = json.Each("computers").ShouldHaveSingleItem();
        (computer.Text("pin"), computer.Text("method")).ShouldBe((Dictated.Second(kit).Masked, "phone"));
        json.Each("calls").Select(c => (c.Text("reference"), c.Text("state"))).ShouldBe([(moved, "completed"), (call, "completed")], ignoreOrder: true);
        json.Each("mails").Select(m => (m.Text("reference"), m.Text("kind"), m.Text("state"))).ShouldBe([("R-7-1", "additionalPins", "open")]);
        json.Each("letters").Select(l => (l.Text("requestedBy"), l.Text("reason"))).ShouldHaveSingleItem().Item2.ShouldBe("for the box");
        json.Each("waiting").Select(w => (w.Text("kind"), w.Text("requestedBy"), w.Text("reason"))).ShouldBe([("kitRefunded", "Anna Orlova", "sent back")]);

        var words = (await ShowAsync(desk, kit)).Output;
        foreach (var told in (string[])["Computers", "Waiting for a second person", "History", "Calls", "Mails", "Letters", call, "R-7-1", "sent back; parcel", "sold twice; letter of the dealer", "use-restoration", $"replaces {Dictated.First(kit).Masked}"])
        {
            words.ShouldContain(told);
        }

        foreach (var pin in kit.Pins)
        {
            (shown.Output + words).ShouldNotContain(pin.Code.Digits);
            (shown.Output + words).ShouldNotContain(pin.Code.Spoken);
        }
    }

    private static async Task<Ended> ShowAsync(CallDesk desk, Kit kit, params string[] options)
    {
        var ended = await CommandRun.BareAsync(["--data", desk.Database.Folder, "kits", "show", kit.Number.Digits, .. options]);
        return ended.ShouldBeDone();
    }

    private static Task RefusedByFileAsync(CallDesk desk, Kit kit)
    {
        var code = Licensing.Dictation.RequestCode.For(Operation.Initial, kit.Number, Dictated.Second(kit), Dictated.Second(kit), 314391, Dictated.Computer);
        return desk.Get<global::Data.Center>().WriteAsync(
            db => desk.Get<AnswerRequest>().RunAsync(
                db, Incoming.Dictated(code) with { Method = Method.File, Kit = kit.Number }, new RequestSource("", "system"), _ => throw new InvalidOperationException("It should have been refused.")),
            Cancellation);
    }

    private static Task WriteInAsync(CallDesk desk, Kit kit) => desk.Get<global::Data.Center>().WriteAsync(
        async db =>
        {
            var key = desk.Database.Owners.NewKey();
            db.OwnerKeys.Add(key);
            await db.SaveChangesAsync(Cancellation);
            db.Requests.Add(new RequestRow
            {
                Number = 7,
                Reference = "R-7-1",
                Name = Guid.CreateVersion7(desk.Clock.GetUtcNow()),
                Kind = RequestKind.AdditionalPins,
                State = RequestState.Open,
                Part = 1,
                KitId = await db.Kits.Where(k => k.Number == kit.Number.Digits).Select(k => k.Id).SingleAsync(Cancellation),
                OwnerKeyId = key.Id,
                SealedSender = [1],
                Language = "en",
                ArrivedAt = desk.Clock.GetUtcNow(),
                ChangedAt = desk.Clock.GetUtcNow(),
            });
        },
        Cancellation);
}

using Data.Acquisitions;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Kits;

public sealed class MakingKitsTests
{
    private static readonly Acting Max = new("max-id", "max", [Roles.Admin]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kits_and_their_pins_are_all_different_and_found_again()
    {
        await using var desk = await CallDesk.StartAsync();
        var kits = await desk.Get<MakeKits>().RunAsync(Max, "Payroll 3", DeliveryTemplates.Find("package-10-server")!, 5, Cancellation);
        kits.Select(kit => kit.Number.Digits).ShouldBeUnique();
        kits.SelectMany(kit => kit.Pins).Select(pin => pin.Code.Digits).ShouldBeUnique();
        foreach (var kit in kits)
        {
            var view = (await ShowAsync(desk, kit)).ShouldNotBeNull();
            (view.Kit, view.Product, view.State).ShouldBe((kit.Number.Digits, "Payroll 3", KitState.Normal));
            view.Sets.Select(set => (set.Type, set.Seats, set.Licenses, set.Choice, set.Pins.Count)).ShouldBe(
            [
                (LicenseType.SingleUser, 10, 10, "A", 30), (LicenseType.MultiUser, 10, 1, "A", 3), (LicenseType.Server, null, 1, null, 3),
            ]);
            view.Sets.SelectMany(set => set.Pins).Select(pin => pin.Pin).ShouldBe(kit.Pins.Select(pin => pin.Code.Masked));
            view.Sets.SelectMany(set => set.Pins).ShouldAllBe(pin => pin.State == PinState.Unused && pin.Origin == PinOrigin.Kit);
            view.History.ShouldHaveSingleItem().Kind.ShouldBe(LedgerKind.KitMade);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(MakeKits.Most + 1)]
    public async Task A_count_beyond_bounds_makes_nothing(int count)
    {
        await using var desk = await CallDesk.StartAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => desk.Get<MakeKits>().RunAsync(Max, "Payroll 3", DeliveryTemplates.Find("base")!, count, Cancellation));
        (await desk.ReadAsync(db => db.Kits.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task Kits_made_at_once_by_several_stay_apart()
    {
        await using var desk = await CallDesk.StartAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.KitAsync()));
        made.Select(kit => kit.Number.Digits).ShouldBeUnique();
        (await desk.ReadAsync(db => db.Pins.CountAsync(Cancellation))).ShouldBe(24);
        (await desk.Database.Verifier.VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_is_a_fact_with_its_reason_and_the_pin_masked()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var pin = Dictated.First(kit);
        (await ChangeAsync(desk, kit.Number.Digits, LedgerKind.PinBlocked, pin)).ShouldBeTrue();
        (await ChangeAsync(desk, kit.Number.Digits, LedgerKind.KitFrozen, null)).ShouldBeTrue();

        var view = (await ShowAsync(desk, kit)).ShouldNotBeNull();
        view.State.ShouldBe(KitState.Frozen);
        view.Sets[0].Pins.Select(p => p.State).ShouldBe([PinState.Blocked, PinState.Unused, PinState.Unused]);
        view.History.Select(fact => (fact.Kind, fact.Pin)).ShouldBe([(LedgerKind.KitMade, null), (LedgerKind.PinBlocked, pin.Masked), (LedgerKind.KitFrozen, null)]);
        var texts = await desk.ReadAsync(db => db.Journal.Where(e => e.Act == "kit-changed").Select(e => e.Text).ToListAsync(Cancellation));
        texts.Count.ShouldBe(2);
        texts.ShouldAllBe(text => !text.Contains("sold twice") && !text.Contains(pin.Digits));
        var loaded = await desk.ReadAsync(db => LoadedKit.ByNumberAsync(db, desk.Database.Vault, kit.Number.Digits));
        foreach (var grounds in new[] { loaded!.History.Facts.OfType<PinBlockChanged>().Single().Grounds, loaded.History.Facts.OfType<KitStateChanged>().Single().Grounds })
        {
            grounds.ShouldBe(new Grounds("sold twice", "letter of the dealer", CallDesk.Vera.Id, null));
        }
    }

    [Fact]
    public async Task A_change_that_changes_nothing_or_comes_after_the_closing_is_named_and_not_recorded()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var number = kit.Number.Digits;
        (await ObjectionAsync(LedgerKind.KitUnfrozen, null)).ShouldBe(CorrectionObjection.NothingChanges);
        (await ObjectionAsync(LedgerKind.PinUnblocked, Dictated.First(kit))).ShouldBe(CorrectionObjection.NothingChanges);
        (await ObjectionAsync(LedgerKind.KitClosed, null)).ShouldBeNull();
        (await ObjectionAsync(LedgerKind.KitFrozen, null)).ShouldBe(CorrectionObjection.KitIsClosed);
        (await ShowAsync(desk, kit))!.History.Select(fact => fact.Kind).ShouldBe([LedgerKind.KitMade, LedgerKind.KitClosed]);

        async Task<CorrectionObjection?> ObjectionAsync(LedgerKind change, PinCode? pin) =>
            (await desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, number, change, pin, "sold twice", "letter of the dealer", Cancellation)).Objection;
    }

    [Fact]
    public async Task What_is_not_there_or_belongs_elsewhere_is_not_changed()
    {
        await using var desk = await CallDesk.StartAsync();
        var kit = await desk.KitAsync();
        var other = await desk.KitAsync();
        (await ChangeAsync(desk, "000000000", LedgerKind.KitFrozen, null)).ShouldBeFalse();
        (await ChangeAsync(desk, kit.Number.Digits, LedgerKind.PinBlocked, Dictated.First(other))).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ChangeAsync(desk, kit.Number.Digits, LedgerKind.PinBlocked, null));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ChangeAsync(desk, kit.Number.Digits, LedgerKind.KitFrozen, Dictated.First(kit)));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ChangeAsync(desk, kit.Number.Digits, LedgerKind.Request, null));
        await Should.ThrowAsync<ArgumentException>(
            () => desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, kit.Number.Digits, LedgerKind.KitFrozen, null, " ", "a letter", Cancellation));
        await Should.ThrowAsync<ArgumentException>(
            () => desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, kit.Number.Digits, LedgerKind.KitFrozen, null, "sold twice", " ", Cancellation));
        (await desk.ReadAsync(db => db.Ledger.CountAsync(e => e.Kind != LedgerKind.KitMade, Cancellation))).ShouldBe(0);
        (await ShowAsync(desk, kit))!.State.ShouldBe(KitState.Normal);
        (await desk.Get<ShowKit>().RunAsync(Max, "000000000", Cancellation)).ShouldBeNull();
    }

    private static async Task<bool> ChangeAsync(CallDesk desk, string number, LedgerKind change, PinCode? pin) =>
        (await desk.Get<ChangeKit>().RunAsync(CallDesk.Vera, number, change, pin, "sold twice", "letter of the dealer", Cancellation)).Done;

    private static Task<KitView?> ShowAsync(CallDesk desk, Kit kit) => desk.Get<ShowKit>().RunAsync(Max, kit.Number.Digits, Cancellation);
}

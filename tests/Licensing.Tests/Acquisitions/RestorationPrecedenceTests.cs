using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;

namespace Licensing.Tests.Acquisitions;

/// <summary>Everything is wrong at once; each step takes the first objection away and meets the next.</summary>
public sealed class RestorationPrecedenceTests
{
    private static void Refuses(KitHistory kit, LicenseRequest request, Reason reason) =>
        Acquisition.Decide(kit, request, Budget.Full).ShouldBeRefused(reason);

    [Fact]
    public void Objections_to_a_spare_restoration_come_in_their_order()
    {
        // A license of the multi-user set, whose spare is said to be a used single-user PIN, dictated, by somebody else, from a frozen kit.
        var kit = Some.Kit("client-5");
        kit = kit.With(kit.IssuedInFull(1, set: 2, method: Method.Automatic));
        var multi = kit.Pin(1, set: 2);
        var request = kit.ByPhone(1, set: 1, Operation.RestoreWithSpare, "move") with { Link = kit.OtherLink(1), OwnerDigest = 1 };
        Fact[] frozenAndBlocked = [new KitStateChanged(Some.Noon, KitState.Frozen), new PinBlockChanged(Some.Noon, multi, Blocked: true)];
        var moved = kit.Moved(1, 2, set: 2, key: "move");

        Refuses(kit.With([moved, .. frozenAndBlocked]), request, Reason.KitOrPin);
        request = request with { Link = PinLink.Of(kit.Kit.Number, multi) };
        Refuses(kit.With([moved, .. frozenAndBlocked]), request, Reason.LicenseMoved);
        Refuses(kit.With(frozenAndBlocked), request, Reason.KitFrozen);
        Refuses(kit.With(frozenAndBlocked[1]), request, Reason.PinBlocked);
        Refuses(kit, request, Reason.PhoneSingleUserOnly);
        request = request with { Method = Method.File, Link = null, CurrentPin = kit.Pin(2, set: 2) };
        Refuses(kit, request, Reason.PinVoid);
        request = request with { Pin = multi };
        Refuses(kit, request, Reason.NothingToRestore);
        request = request with { CurrentPin = multi };
        Refuses(kit, request, Reason.OtherMethod);
        request = request with { Method = Method.Automatic, Owner = Some.Company with { Email = "other@vector.example" }, Computer = CanonicalComputer.From(Some.Parameters) };
        Refuses(kit, request, Reason.OwnerDiffers);
        request = request with { Owner = Some.Company };
        Refuses(kit, request, Reason.SpareNotUsable);
        request = request with { Pin = kit.Pin(2, set: 2) };
        Refuses(kit, request, Reason.SamePinWouldDo);
        Acquisition.Decide(kit, request with { Unchanged = false }, Budget.Full).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void Objections_to_a_restoration_with_the_same_pin_come_in_their_order()
    {
        var kit = Some.Kit("base");
        var issued = kit.Issued(1);
        var request = kit.ByPhone(1, operation: Operation.Restore) with { OwnerDigest = 1, Sketch = Some.OtherBoard, Method = Method.Automatic };

        Refuses(kit, request, Reason.NothingToRestore);
        kit = kit.With(issued);
        Refuses(kit, request, Reason.OtherMethod);
        request = request with { Method = Method.Phone };
        Refuses(kit, request, Reason.OwnerDiffers);
        request = request with { OwnerDigest = Some.Owner };
        Refuses(kit, request, Reason.ComputerChanged);
        Acquisition.Decide(kit, request with { Sketch = Some.Computer }, Budget.Full).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void The_order_of_the_reasons_is_that_of_precedence() =>
        Enum.GetValues<Reason>().Select(r => r.Code()).ShouldBe([
            "too-many-failures", "kit-or-pin", "license-moved", "kit-frozen", "kit-closed", "pin-blocked", "phone-single-user-only", "pin-void",
            "no-license-left", "use-restoration", "nothing-to-restore", "other-method", "owner-differs", "computer-changed", "spare-not-usable", "same-pin-would-do",
        ]);
}

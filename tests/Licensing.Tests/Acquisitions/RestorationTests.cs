using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Owners;

namespace Licensing.Tests.Acquisitions;

public sealed class RestorationTests
{
    private static Decision Decide(KitHistory kit, LicenseRequest request, MethodFamily family = MethodFamily.Exact) =>
        Acquisition.Decide(kit, request, Budget.Full, family);

    private static KitHistory Acquired(string template = "base")
    {
        var kit = Some.Kit(template);
        return kit.With(kit.Issued(pin: 1, license: 7));
    }

    [Fact]
    public void An_unchanged_computer_gets_its_license_again_with_the_same_pin()
    {
        var kit = Acquired();
        var granted = Decide(kit, kit.ByPhone(1, operation: Operation.Restore)).ShouldBeOfType<Granted>();
        (granted.License, granted.Pin, granted.From).ShouldBe((7L, kit.Pin(1), null));
        granted.Changes.Any.ShouldBeFalse();
    }

    [Fact]
    public void A_changed_computer_gets_the_same_license_on_a_spare_pin()
    {
        var kit = Acquired();
        var granted = Decide(kit, kit.SpareByPhone(current: 1, spare: 2)).ShouldBeOfType<Granted>();
        (granted.License, granted.Pin, granted.From).ShouldBe((7L, kit.Pin(2), kit.Pin(1)));
        granted.SamePinWouldDo.ShouldBeFalse();
        granted.Changes.Sketched.ShouldBe([SketchChange.BoardOrNetworkName]);
    }

    [Fact]
    public void A_move_replaces_the_old_pin_and_keeps_the_license()
    {
        var kit = Acquired();
        kit = kit.With(kit.Moved(from: 1, to: 2, license: 7));
        kit.StateOf(kit.Pin(1)).ShouldBe(PinState.Replaced);
        kit.StateOf(kit.Pin(2)).ShouldBe(PinState.Used);
        kit.LiveOn(kit.Pin(2))!.License.ShouldBe(7);
        kit.LiveIn(kit.Kit.Sets[0]).ShouldBe(1);
        kit.UnusedIn(kit.Kit.Sets[0]).ShouldBe(1);
    }

    [Fact]
    public void A_spare_restoration_dictated_again_is_the_same_request()
    {
        var kit = Acquired();
        kit = kit.With(kit.Moved(from: 1, to: 2, key: "move", license: 7));
        Decide(kit, kit.SpareByPhone(current: 1, spare: 2, key: "move")).ShouldBe(new Repeated(7));
    }

    [Fact]
    public void A_restoration_asked_again_is_answered_again_and_a_moved_one_is_not()
    {
        var kit = Acquired();
        var restored = kit.With(new LicenseRestored(Some.Noon, 7, kit.Pin(1), Method.Phone, "again", Some.Owner, Some.Computer));
        Decide(restored, kit.ByPhone(1, operation: Operation.Restore, key: "again")).ShouldBe(new Repeated(7));
        Decide(restored, kit.ByPhone(1, key: "first")).ShouldBe(new Repeated(7));

        var moved = restored.With(kit.Moved(from: 1, to: 2, license: 7));
        foreach (var request in (LicenseRequest[])[kit.ByPhone(1, operation: Operation.Restore, key: "again"), kit.ByPhone(1, key: "first")])
        {
            Decide(moved, request).ShouldBeRefused(Reason.LicenseMoved).Observations.ShouldBe([Observation.MovedAskedAgain]);
        }
    }

    [Fact]
    public void A_pin_that_carries_no_license_has_nothing_to_restore()
    {
        var kit = Some.Kit("base");
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore)).ShouldBeRefused(Reason.NothingToRestore).Observations.ShouldBeEmpty();
        Decide(kit, kit.SpareByPhone(current: 1, spare: 2)).ShouldBeRefused(Reason.NothingToRestore);
    }

    [Fact]
    public void A_replaced_pin_has_nothing_to_restore_and_is_noticed()
    {
        var kit = Acquired();
        kit = kit.With(kit.Moved(from: 1, to: 2, license: 7));
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore)).ShouldBeRefused(Reason.NothingToRestore).Observations.ShouldBe([Observation.ReplacedPinTried]);
        Decide(kit, kit.SpareByPhone(current: 1, spare: 3)).ShouldBeRefused(Reason.NothingToRestore);
        Decide(kit, kit.ByPhone(1)).ShouldBeRefused(Reason.UseRestoration).Observations.ShouldBe([Observation.ReplacedPinTried]);
    }

    [Theory]
    [InlineData(Method.Phone, Method.File, MethodFamily.Exact, false)]
    [InlineData(Method.File, Method.Phone, MethodFamily.Exact, false)]
    [InlineData(Method.File, Method.Automatic, MethodFamily.Exact, false)]
    [InlineData(Method.Automatic, Method.File, MethodFamily.Exact, false)]
    [InlineData(Method.Automatic, Method.Automatic, MethodFamily.Exact, true)]
    [InlineData(Method.File, Method.Automatic, MethodFamily.FileAndAutomatic, true)]
    [InlineData(Method.Automatic, Method.File, MethodFamily.FileAndAutomatic, true)]
    [InlineData(Method.Phone, Method.File, MethodFamily.FileAndAutomatic, false)]
    [InlineData(Method.File, Method.Phone, MethodFamily.FileAndAutomatic, false)]
    public void A_license_is_restored_by_the_method_of_its_acquisition(Method first, Method now, MethodFamily family, bool granted)
    {
        var kit = Some.Kit("base");
        kit = kit.With(first == Method.Phone ? kit.Issued(1) : kit.IssuedInFull(1, method: first));
        var request = now == Method.Phone ? kit.ByPhone(1, operation: Operation.Restore) : kit.ByFile(1, operation: Operation.Restore) with { Method = now };
        var decision = Decide(kit, request, family);
        if (granted)
        {
            decision.ShouldBeOfType<Granted>();
        }
        else
        {
            decision.ShouldBeRefused(Reason.OtherMethod).Observations.ShouldBe([Observation.MethodSwitched]);
        }
    }

    [Fact]
    public void The_method_of_the_acquisition_outlives_a_move()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1, method: Method.File));
        kit = kit.With(kit.Moved(1, 2) with { Method = Method.Automatic, Computer = CanonicalComputer.From(Some.Parameters) });
        Decide(kit, kit.ByFile(2, operation: Operation.Restore)).ShouldBeOfType<Granted>();
        Decide(kit, kit.ByFile(2, operation: Operation.Restore) with { Method = Method.Automatic }).ShouldBeRefused(Reason.OtherMethod);
    }

    [Fact]
    public void By_phone_another_owner_digest_is_refused()
    {
        var kit = Acquired();
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore) with { OwnerDigest = 1 }).ShouldBeRefused(Reason.OwnerDiffers).Observations.ShouldBe([Observation.OwnerDiffers]);
    }

    [Fact]
    public void By_file_the_owners_words_decide_whatever_the_digest_says()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1));
        var request = kit.ByFile(1, operation: Operation.Restore);
        Decide(kit, request with { Owner = Some.Company with { Organization = "  Vector\u00A0Ltd." } }).ShouldBeOfType<Granted>();
        Decide(kit, request with { Owner = Some.Company with { Organization = "vector Ltd." } }).ShouldBeRefused(Reason.OwnerDiffers);
        Decide(kit, request with { Owner = Some.Company with { Kind = OwnerKind.Individual } }).ShouldBeRefused(Reason.OwnerDiffers);
    }

    [Fact]
    public void Where_the_owner_was_erased_the_digest_decides()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1) with { Owner = null });
        var request = kit.ByFile(1, operation: Operation.Restore);
        Decide(kit, request).ShouldBeOfType<Granted>();
        Decide(kit, request with { OwnerDigest = 1 }).ShouldBeRefused(Reason.OwnerDiffers);
    }

    [Fact]
    public void A_changed_computer_is_refused_with_the_same_pin_and_staff_see_why()
    {
        var kit = Acquired();
        var refused = Decide(kit, kit.ByPhone(1, operation: Operation.Restore) with { Sketch = Some.Computer with { Ram = 8, Os = 1 } }).ShouldBeRefused(Reason.ComputerChanged);
        refused.Changes.Sketched.ShouldBe([SketchChange.Os, SketchChange.RamReduced]);
        refused.Changes.Kinds.ShouldBe(["os", "ram-reduced"]);
        refused.Observations.ShouldBe([Observation.UnchangedButChanged]);
        refused.Hints.ShouldBeEmpty();
    }

    [Fact]
    public void Without_an_unused_pin_a_refusal_tells_that_additional_ones_can_be_asked_for()
    {
        var kit = Acquired();
        kit = kit.With(kit.Moved(1, 2, license: 7, key: "a"), kit.Moved(2, 3, license: 7, key: "b"));
        Decide(kit, kit.ByPhone(3, operation: Operation.Restore)).ShouldBeRefused(Reason.ComputerChanged).Hints.ShouldBe([Hint.RequestAdditionalPins]);
        Decide(kit, kit.SpareByPhone(current: 3, spare: 2, sketch: Some.Computer)).ShouldBeRefused(Reason.SpareNotUsable).Hints.ShouldBe([Hint.RequestAdditionalPins]);
    }

    [Fact]
    public void Hardware_added_before_a_restoration_does_not_become_compulsory()
    {
        // Restored with more memory, then asked for with what it had at first.
        var kit = Acquired();
        kit = kit.With(new LicenseRestored(Some.Noon, 7, kit.Pin(1), Method.Phone, "more", Some.Owner, Some.Computer with { Ram = 12 }));
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore)).ShouldBeOfType<Granted>();
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore) with { Sketch = Some.Computer with { Ram = 8 } }).ShouldBeRefused(Reason.ComputerChanged);
    }

    [Fact]
    public void After_a_move_the_license_is_measured_against_the_computer_that_it_moved_to()
    {
        var kit = Acquired();
        kit = kit.With(kit.Moved(1, 2, license: 7));
        Decide(kit, kit.ByPhone(2, operation: Operation.Restore) with { Sketch = Some.OtherBoard }).ShouldBeOfType<Granted>();
        Decide(kit, kit.ByPhone(2, operation: Operation.Restore)).ShouldBeRefused(Reason.ComputerChanged);
    }

    [Fact]
    public void A_spare_that_is_used_replaced_or_of_another_set_is_not_usable()
    {
        var kit = Some.Kit("package-10-server");
        kit = kit.With(kit.Issued(1, license: 1, key: "a"), kit.Issued(2, license: 2, key: "b"));
        kit = kit.With(kit.Moved(2, 3, license: 2));
        Decide(kit, kit.SpareByPhone(current: 1, spare: 3)).ShouldBeRefused(Reason.SpareNotUsable);
        Decide(kit, kit.SpareByPhone(current: 1, spare: 2)).ShouldBeRefused(Reason.SpareNotUsable);
        Decide(kit, kit.SpareByPhone(current: 1, spare: 4)).ShouldBeOfType<Granted>();

        var server = kit.With(kit.IssuedInFull(1, set: 3, license: 3));
        Decide(server, server.SpareByFile(current: 1, spare: 4, Some.Parameters) with { CurrentPin = kit.Pin(1, set: 3) }).ShouldBeRefused(Reason.SpareNotUsable);
        Decide(server, server.SpareByFile(current: 1, spare: 1, Some.Parameters, set: 3)).ShouldBeRefused(Reason.SpareNotUsable);
    }

    [Fact]
    public void By_phone_an_unneeded_spare_is_granted_and_told_before()
    {
        var kit = Acquired();
        var granted = Decide(kit, kit.SpareByPhone(current: 1, spare: 2, sketch: Some.Computer)).ShouldBeOfType<Granted>();
        granted.SamePinWouldDo.ShouldBeTrue();
        granted.Observations.ShouldBe([Observation.SpareNotNeeded]);
    }

    [Theory]
    [InlineData(Method.File)]
    [InlineData(Method.Automatic)]
    public void Without_an_operator_an_unneeded_spare_is_kept_back_once(Method method)
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1, method: method));
        var request = kit.SpareByFile(current: 1, spare: 2, Some.Parameters) with { Method = method };
        Decide(kit, request).ShouldBeRefused(Reason.SamePinWouldDo);
        Decide(kit, request with { Unchanged = false }).ShouldBeOfType<Granted>().SamePinWouldDo.ShouldBeTrue();
        Decide(kit, kit.SpareByFile(1, 2, Some.Parameters with { Host = "other" }) with { Method = method }).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void A_current_pin_of_another_kit_is_answered_as_an_unknown_one()
    {
        var (kit, other) = (Some.Kit("base"), Some.Kit("base"));
        kit = kit.With(kit.IssuedInFull(1));
        Decide(kit, kit.SpareByFile(1, 2, Some.Parameters) with { CurrentPin = other.Pin(1) }).ShouldBeRefused(Reason.KitOrPin);
        Decide(kit, kit.SpareByFile(1, 2, Some.Parameters) with { CurrentPin = null }).ShouldBeRefused(Reason.KitOrPin);
    }

    [Fact]
    public void A_license_cannot_be_moved_away_from_a_blocked_pin()
    {
        var kit = Acquired();
        kit = kit.With(new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: true));
        Decide(kit, kit.SpareByPhone(1, 2)).ShouldBeRefused(Reason.PinBlocked);
    }

    [Fact]
    public void A_used_pin_taken_for_another_computer_is_noticed()
    {
        var kit = Acquired();
        Decide(kit, kit.ByPhone(1)).ShouldBeRefused(Reason.UseRestoration).Observations.ShouldBeEmpty();
        Decide(kit, kit.ByPhone(1) with { Sketch = Some.OtherBoard }).ShouldBeRefused(Reason.UseRestoration).Observations.ShouldBe([Observation.LaunchOnOtherComputer]);
    }

    [Fact]
    public void Every_observation_has_a_code_of_its_own_that_finds_it_again()
    {
        var all = Enum.GetValues<Observation>();
        all.Select(o => o.Code()).Distinct().Count().ShouldBe(all.Length);
        all.ShouldAllBe(o => Observations.Find(o.Code()) == o);
        Observations.Find("").ShouldBeNull();
    }
}

using Licensing.Acquisitions;
using Licensing.Kits;

namespace Licensing.Tests.Acquisitions;

public sealed class AcquisitionTests
{
    private static Decision Decide(KitHistory? kit, LicenseRequest request) => Acquisition.Decide(kit, request, Budget.Full);

    [Fact]
    public void The_first_request_with_an_unused_pin_is_granted()
    {
        var kit = Some.Kit("base");
        Decide(kit, kit.ByPhone(pin: 2)).ShouldBe(new Granted(kit.Kit.Sets[0], kit.Pin(2)));
    }

    [Fact]
    public void A_pin_of_no_kit_is_refused()
    {
        var kit = Some.Kit("base");
        Decide(null, kit.ByPhone(pin: 1)).ShouldBeRefused(Reason.KitOrPin);
    }

    [Fact]
    public void A_pin_of_another_kit_is_answered_as_an_unknown_one()
    {
        var (kit, other) = (Some.Kit("base"), Some.Kit("base"));
        Decide(kit, other.ByPhone(pin: 1)).ShouldBeRefused(Reason.KitOrPin);
    }

    [Fact]
    public void A_mistyped_kit_number_is_answered_as_an_unknown_pin()
    {
        var kit = Some.Kit("base");
        Decide(kit, kit.ByFile(pin: 1) with { Kit = KitNumber.FromBody("12345678") }).ShouldBeRefused(Reason.KitOrPin);
    }

    [Theory]
    [InlineData(Operation.Initial)]
    [InlineData(Operation.Restore)]
    public void A_link_that_does_not_fit_the_pin_is_answered_as_an_unknown_pin(Operation operation)
    {
        var kit = Some.Kit("base");
        Decide(kit, kit.ByPhone(pin: 1, operation: operation) with { Link = kit.OtherLink(1) }).ShouldBeRefused(Reason.KitOrPin);
    }

    [Fact]
    public void A_spare_s_link_names_another_pin_of_the_kit()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(pin: 1));
        var spare = kit.ByPhone(pin: 2, operation: Operation.RestoreWithSpare);
        Decide(kit, spare with { Link = PinLink.Of(kit.Kit.Number, kit.Pin(1)) }).ShouldBeOfType<Granted>().From.ShouldBe(kit.Pin(1));
        Decide(kit, spare).ShouldBeRefused(Reason.KitOrPin);
    }

    [Fact]
    public void An_exhausted_budget_refuses_guesses_but_never_a_right_pin()
    {
        var kit = Some.Kit("base");
        var none = new Budget(0);
        Acquisition.Decide(null, kit.ByPhone(pin: 1), none).ShouldBeRefused(Reason.TooManyFailures);
        Acquisition.Decide(kit, kit.ByPhone(pin: 1) with { Link = kit.OtherLink(1) }, none).ShouldBeRefused(Reason.TooManyFailures);
        Acquisition.Decide(kit, kit.ByPhone(pin: 1), none).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void The_same_request_again_gets_the_same_license_whatever_has_changed_since()
    {
        var kit = Some.Kit("client-5");
        kit = kit.With(
            kit.Issued(pin: 1, key: "same", license: 7),
            new KitStateChanged(Some.Noon, KitState.Frozen),
            new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: true));
        Decide(kit, kit.ByPhone(pin: 1, key: "same")).ShouldBe(new Repeated(7));
    }

    [Fact]
    public void The_same_request_whose_pin_carries_another_license_now_has_moved()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(pin: 1, key: "same", license: 7), kit.Issued(pin: 1, key: "later", license: 8));
        Decide(kit, kit.ByPhone(pin: 1, key: "same")).ShouldBeRefused(Reason.LicenseMoved);
    }

    [Theory]
    [InlineData(KitState.Frozen, Reason.KitFrozen)]
    [InlineData(KitState.Closed, Reason.KitClosed)]
    public void A_frozen_or_closed_kit_gives_nothing_new(KitState state, Reason reason)
    {
        var kit = Some.Kit("base");
        Decide(kit.With(new KitStateChanged(Some.Noon, state)), kit.ByPhone(pin: 1)).ShouldBeRefused(reason);
    }

    [Fact]
    public void A_thawed_kit_gives_again()
    {
        var kit = Some.Kit("base");
        kit = kit.With(new KitStateChanged(Some.Noon, KitState.Frozen), new KitStateChanged(Some.Noon, KitState.Normal));
        Decide(kit, kit.ByPhone(pin: 1)).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void A_blocked_pin_is_refused_until_the_block_is_taken_back()
    {
        var kit = Some.Kit("base");
        var blocked = kit.With(new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: true));
        Decide(blocked, kit.ByPhone(pin: 1)).ShouldBeRefused(Reason.PinBlocked);
        Decide(blocked, kit.ByPhone(pin: 2)).ShouldBeOfType<Granted>();
        Decide(blocked.With(new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: false)), kit.ByPhone(pin: 1)).ShouldBeOfType<Granted>();
    }

    [Theory]
    [InlineData("client-50", 1)]
    [InlineData("server", 1)]
    [InlineData("client-5", 2)]
    public void By_phone_only_single_user_licenses_are_given(string template, int set)
    {
        var kit = Some.Kit(template);
        Decide(kit, kit.ByPhone(pin: 1, set)).ShouldBeRefused(Reason.PhoneSingleUserOnly);
        Decide(kit, kit.ByFile(pin: 1, set)).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void The_first_license_voids_the_other_set_of_the_choice_for_good()
    {
        var kit = Some.Kit("client-5");
        var single = kit.With(kit.Issued(pin: 1, set: 1));
        Decide(single, kit.ByFile(pin: 1, set: 2)).ShouldBeRefused(Reason.PinVoid);
        single.StateOf(kit.Pin(1, set: 2)).ShouldBe(PinState.Void);

        var multi = kit.With(kit.Issued(pin: 1, set: 2, method: Method.File));
        Decide(multi, kit.ByPhone(pin: 1, set: 1)).ShouldBeRefused(Reason.PinVoid);
    }

    [Fact]
    public void A_server_set_beside_a_choice_is_untouched_by_it()
    {
        var kit = Some.Kit("package-10-server");
        Decide(kit.With(kit.Issued(pin: 1, set: 1)), kit.ByFile(pin: 1, set: 3)).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void A_spare_pin_is_not_a_further_license()
    {
        var kit = Some.Kit("base");
        Decide(kit.With(kit.Issued(pin: 1)), kit.ByPhone(pin: 2)).ShouldBeRefused(Reason.NoLicenseLeft);
    }

    [Fact]
    public void A_set_of_five_gives_five_licenses_and_no_sixth()
    {
        var kit = Some.Kit("client-5");
        for (var pin = 1; pin <= 5; pin++)
        {
            Decide(kit, kit.ByPhone(pin)).ShouldBeOfType<Granted>();
            kit = kit.With(kit.Issued(pin, key: $"request {pin}", license: pin));
        }

        Decide(kit, kit.ByPhone(pin: 6)).ShouldBeRefused(Reason.NoLicenseLeft);
    }

    [Fact]
    public void A_used_pin_with_another_request_is_a_restoration()
    {
        var kit = Some.Kit("base");
        Decide(kit.With(kit.Issued(pin: 1)), kit.ByPhone(pin: 1)).ShouldBeRefused(Reason.UseRestoration);
    }

    [Fact]
    public void Guards_object_in_the_order_of_their_precedence()
    {
        // Everything is wrong at once; each step takes the first objection away and meets the next.
        var kit = Some.Kit("client-5");
        var chosenSingle = kit.With(kit.Issued(pin: 1, set: 1));
        var request = kit.ByPhone(pin: 1, set: 2);
        var blocked = new PinBlockChanged(Some.Noon, kit.Pin(1, set: 2), Blocked: true);

        Decide(chosenSingle.With(blocked, new KitStateChanged(Some.Noon, KitState.Frozen)), request with { Link = kit.OtherLink(1, 2) }).ShouldBeRefused(Reason.KitOrPin);
        Decide(chosenSingle.With(blocked, new KitStateChanged(Some.Noon, KitState.Frozen)), request).ShouldBeRefused(Reason.KitFrozen);
        Decide(chosenSingle.With(blocked), request).ShouldBeRefused(Reason.PinBlocked);
        Decide(chosenSingle, request).ShouldBeRefused(Reason.PhoneSingleUserOnly);
        Decide(chosenSingle, request with { Method = Method.File }).ShouldBeRefused(Reason.PinVoid);
    }

    [Fact]
    public void A_void_pin_is_void_before_it_has_nothing_to_restore()
    {
        var kit = Some.Kit("client-5");
        kit = kit.With(kit.Issued(pin: 1, set: 2, method: Method.File));
        Decide(kit, kit.ByPhone(pin: 1, operation: Operation.Restore)).ShouldBeRefused(Reason.PinVoid);
    }

    [Fact]
    public void Every_reason_has_a_code_of_its_own_that_finds_it_again()
    {
        var reasons = Enum.GetValues<Reason>();
        reasons.Select(r => r.Code()).Distinct().Count().ShouldBe(reasons.Length);
        reasons.ShouldAllBe(r => Reasons.Find(r.Code()) == r);
        Reasons.Find("no-such-reason").ShouldBeNull();
        Hint.RequestAdditionalPins.Code().ShouldBe("request-additional-pins");
    }
}

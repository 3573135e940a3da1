using Licensing.Acquisitions;
using Licensing.Computers;

namespace Licensing.Tests.Acquisitions;

public sealed class CorrectionTests
{
    private const long Entry = 50;

    private static Decision Decide(KitHistory kit, LicenseRequest request) => Acquisition.Decide(kit, request, Budget.Full);

    private static AcquisitionAnnulled Annulled(long license, long number = Entry) => new(Some.Noon.AddDays(1), license, Some.Grounds) { Number = number };

    private static CorrectionUndone Undone(long number = Entry) => new(Some.Noon.AddDays(2), number, Some.Grounds) { Number = 99 };

    private static KitHistory WithAllowed(KitHistory kit, Fact fact)
    {
        Corrections.Allowed(kit, fact).ShouldBeNull();
        return kit.With(fact);
    }

    [Fact]
    public void An_annulled_acquisition_opens_its_pin_again()
    {
        var kit = Some.Kit("base");
        kit = WithAllowed(kit.With(kit.Issued(1)), Annulled(1));
        kit.StateOf(kit.Pin(1)).ShouldBe(PinState.Unused);
        Decide(kit, kit.ByPhone(1, key: "another")).ShouldBeOfType<Granted>().License.ShouldBeNull();
        Decide(kit, kit.ByPhone(1, operation: Operation.Restore)).ShouldBeRefused(Reason.NothingToRestore);
    }

    [Fact]
    public void Annulment_opens_the_pins_that_the_license_left_behind_too()
    {
        var kit = Some.Kit("base");
        kit = WithAllowed(kit.With(kit.Issued(1), kit.Moved(1, 2)), Annulled(1));
        kit.UnusedIn(kit.Kit.Sets[0]).ShouldBe(3);
    }

    [Fact]
    public void Annulling_the_first_acquisition_reopens_the_choice_and_annulling_a_later_one_does_not()
    {
        var kit = Some.Kit("client-5");
        kit = kit.With(kit.Issued(1, license: 1, key: "a"), kit.Issued(2, license: 2, key: "b"));
        var multi = kit.Pin(1, set: 2);
        var later = WithAllowed(kit, Annulled(2));
        later.IsVoid(multi).ShouldBeTrue();

        var both = WithAllowed(later, Annulled(1, number: 51));
        both.IsVoid(multi).ShouldBeFalse();
        both.DecidedAgainstBy(kit.Kit.Sets[1]).ShouldBe([kit.Kit.Sets[0]]);
        Decide(both, kit.ByFile(1, set: 2)).ShouldBeOfType<Granted>();
    }

    [Fact]
    public void While_another_license_of_the_set_stands_the_choice_stands()
    {
        var kit = Some.Kit("client-5");
        kit = WithAllowed(kit.With(kit.Issued(1, license: 1, key: "a"), kit.Issued(2, license: 2, key: "b")), Annulled(1));
        kit.IsVoid(kit.Pin(1, set: 2)).ShouldBeTrue();
    }

    [Fact]
    public void The_request_of_an_annulled_acquisition_is_decided_anew_and_takes_its_license_up_again()
    {
        var kit = Some.Kit("base");
        kit = WithAllowed(kit.With(kit.Issued(1, license: 7, key: "same")), Annulled(7));
        Decide(kit, kit.ByPhone(1, key: "same")).ShouldBeOfType<Granted>().License.ShouldBe(7);
        Decide(kit.With(kit.Issued(2, license: 8, key: "other")), kit.ByPhone(1, key: "same")).ShouldBeRefused(Reason.NoLicenseLeft);

        var again = kit.With(kit.Issued(1, license: 7, key: "same"));
        Decide(again, kit.ByPhone(1, key: "same")).ShouldBe(new Repeated(7));
        Corrections.Allowed(again, Undone()).ShouldBe(CorrectionObjection.NothingToUndo);
    }

    [Fact]
    public void An_annulled_license_is_listed_as_valid_offline_until_the_annulment_is_taken_back()
    {
        var kit = Some.Kit("base");
        kit = WithAllowed(kit.With(kit.Issued(1), kit.Moved(1, 2)), Annulled(1));
        var listed = kit.OfflineStillValid.ShouldHaveSingleItem();
        (listed.License.License, listed.License.Pin).ShouldBe((1L, kit.Pin(2)));

        kit = WithAllowed(kit, Undone());
        kit.OfflineStillValid.ShouldBeEmpty();
        kit.StateOf(kit.Pin(1)).ShouldBe(PinState.Replaced);
        kit.LiveOn(kit.Pin(2))!.License.ShouldBe(1);
    }

    [Fact]
    public void An_annulment_cannot_be_taken_back_when_its_place_is_taken()
    {
        var kit = Some.Kit("client-5");
        kit = WithAllowed(kit.With(kit.Issued(1)), Annulled(1));
        Corrections.Allowed(kit.With(kit.Issued(1, license: 2, key: "b")), Undone()).ShouldBe(CorrectionObjection.OvertakenSince);
        Corrections.Allowed(kit.With(kit.Issued(1, set: 2, license: 2, key: "b")), Undone()).ShouldBe(CorrectionObjection.OvertakenSince);
        Corrections.Allowed(kit.With(kit.Issued(2, license: 2, key: "b")), Undone()).ShouldBeNull();
    }

    [Fact]
    public void What_was_taken_back_comes_back_as_it_was_whatever_happened_between()
    {
        // Another license used the PIN meanwhile and was annulled itself.
        var kit = Some.Kit("base");
        kit = WithAllowed(kit.With(kit.Issued(1, license: 1, key: "a")), Annulled(1));
        kit = WithAllowed(kit.With(kit.Issued(1, license: 2, key: "b")), Annulled(2, number: 51));
        kit = WithAllowed(kit, Undone());
        kit.LiveOn(kit.Pin(1))!.License.ShouldBe(1);
        Decide(kit, kit.ByPhone(1, key: "a")).ShouldBe(new Repeated(1));
    }

    [Fact]
    public void A_restoration_repeats_the_corrected_owner_and_no_longer_the_first_one()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1));
        var married = Some.Company with { LastName = "Sokolova" };
        var corrected = WithAllowed(kit, new OwnerCorrected(Some.Noon, 1, 5, Some.Grounds) { Owner = married, Number = Entry });
        var request = kit.ByFile(1, operation: Operation.Restore);
        Decide(corrected, request).ShouldBeRefused(Reason.OwnerDiffers);
        Decide(corrected, request with { Owner = married }).ShouldBeOfType<Granted>();
        Decide(WithAllowed(corrected, Undone()), request).ShouldBeOfType<Granted>();
        corrected.LiveWith(1)!.AddressOnRecord.ShouldBe("anna@vector.example");
    }

    [Fact]
    public void A_transferred_kit_holds_its_live_licenses_against_the_new_owner()
    {
        var kit = Some.Kit("client-5");
        kit = kit.With(kit.Issued(1, license: 1, key: "a"), kit.Issued(2, license: 2, key: "b"));
        var moved = WithAllowed(kit, new KitTransferred(Some.Noon, 5, Some.Grounds) { Number = Entry });
        foreach (var pin in (int[])[1, 2])
        {
            Decide(moved, kit.ByPhone(pin, operation: Operation.Restore)).ShouldBeRefused(Reason.OwnerDiffers);
            Decide(moved, kit.ByPhone(pin, operation: Operation.Restore) with { OwnerDigest = 5 }).ShouldBeOfType<Granted>();
            Decide(WithAllowed(moved, Undone()), kit.ByPhone(pin, operation: Operation.Restore)).ShouldBeOfType<Granted>();
        }
    }

    [Fact]
    public void A_later_correction_of_the_same_thing_is_taken_back_first()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(1), new OwnerCorrected(Some.Noon, 1, 5, Some.Grounds) { Number = Entry }, new KitTransferred(Some.Noon, 6, Some.Grounds) { Number = 51 });
        Corrections.Allowed(kit, Undone(Entry)).ShouldBe(CorrectionObjection.LaterOneFirst);
        kit = WithAllowed(kit, Undone(51));
        kit.LiveWith(1)!.OwnerDigest.ShouldBe(5);
        kit = WithAllowed(kit, Undone(Entry));
        kit.LiveWith(1)!.OwnerDigest.ShouldBe(Some.Owner);
    }

    [Fact]
    public void A_refund_closes_the_kit_lists_its_licenses_and_can_be_taken_back()
    {
        var kit = Some.Kit("client-5");
        kit = WithAllowed(kit.With(kit.Issued(1)), new KitRefunded(Some.Noon, Some.Grounds) { Number = Entry });
        kit.State.ShouldBe(KitState.Closed);
        Decide(kit, kit.ByPhone(2)).ShouldBeRefused(Reason.KitClosed);
        kit.OfflineStillValid.ShouldHaveSingleItem().License.License.ShouldBe(1);
        Corrections.Allowed(kit, Annulled(1, 51)).ShouldBe(CorrectionObjection.KitIsClosed);
        Corrections.Allowed(kit, new KitStateChanged(Some.Noon, KitState.Normal)).ShouldBe(CorrectionObjection.KitIsClosed);

        kit = WithAllowed(kit, Undone());
        kit.State.ShouldBe(KitState.Normal);
        kit.OfflineStillValid.ShouldBeEmpty();
    }

    [Fact]
    public void Same_computer_replaces_what_the_license_is_measured_against()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.IssuedInFull(1));
        var updated = CanonicalComputer.From(Some.Parameters with { OsInstallDate = "1800000000" });
        var request = kit.ByFile(1, operation: Operation.Restore) with { Computer = updated };
        Decide(kit, request).ShouldBeRefused(Reason.ComputerChanged);

        var accepted = WithAllowed(kit, new ComputerAccepted(Some.Noon, 1, Sketch.Of(updated, kit.Kit.Number), Some.Grounds) { Computer = updated, Number = Entry });
        Decide(accepted, request).ShouldBeOfType<Granted>();
        Decide(accepted, kit.ByFile(1, operation: Operation.Restore)).ShouldBeRefused(Reason.ComputerChanged);
        Decide(WithAllowed(accepted, Undone()), request).ShouldBeRefused(Reason.ComputerChanged);
    }

    [Fact]
    public void What_was_accepted_for_one_pin_cannot_be_taken_back_after_the_license_moved_on()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(1), new ComputerAccepted(Some.Noon, 1, Some.OtherBoard, Some.Grounds) { Number = Entry }, kit.Moved(1, 2, sketch: Some.Computer));
        Corrections.Allowed(kit, Undone()).ShouldBe(CorrectionObjection.OvertakenSince);
        kit.With(Undone()).LiveWith(1)!.Sketch.ShouldBe(Some.Computer);
    }

    [Fact]
    public void A_correction_needs_reason_evidence_and_two_people()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(1));
        Objection(Some.Grounds with { Reason = " " }).ShouldBe(CorrectionObjection.NoGrounds);
        Objection(Some.Grounds with { Evidence = "" }).ShouldBe(CorrectionObjection.NoGrounds);
        Objection(Some.Grounds with { SecondBy = null }).ShouldBe(CorrectionObjection.NotTwoPeople);
        Objection(Some.Grounds with { SecondBy = Some.Grounds.By }).ShouldBe(CorrectionObjection.NotTwoPeople);

        CorrectionObjection? Objection(Grounds grounds) => Corrections.Allowed(kit, Annulled(1) with { Grounds = grounds });
    }

    [Fact]
    public void A_correction_of_nothing_is_objected_to()
    {
        var kit = Some.Kit("base");
        kit = kit.With(kit.Issued(1));
        Corrections.Allowed(kit, Annulled(2)).ShouldBe(CorrectionObjection.NoSuchLicense);
        Corrections.Allowed(kit, new OwnerCorrected(Some.Noon, 1, Some.Owner, Some.Grounds)).ShouldBe(CorrectionObjection.NothingChanges);
        Corrections.Allowed(kit, new ComputerAccepted(Some.Noon, 1, Some.Computer, Some.Grounds)).ShouldBe(CorrectionObjection.NothingChanges);
        Corrections.Allowed(kit, Undone(4)).ShouldBe(CorrectionObjection.NothingToUndo);
        Corrections.Allowed(kit, new PinBlockChanged(Some.Noon, Some.Kit("base").Pin(1), Blocked: true)).ShouldBe(CorrectionObjection.NoSuchPin);
        Corrections.Allowed(kit, new PinBlockChanged(Some.Noon, kit.Pin(1), Blocked: false)).ShouldBe(CorrectionObjection.NothingChanges);
        Corrections.Allowed(kit, new KitStateChanged(Some.Noon, KitState.Normal)).ShouldBe(CorrectionObjection.NothingChanges);
        Corrections.Allowed(kit, new KitStateChanged(Some.Noon, KitState.Frozen)).ShouldBeNull();
    }

    [Fact]
    public void Owner_details_can_be_tried_three_times_in_thirty_days_for_a_license()
    {
        Fact[] tried = [new OwnerTried(Some.Noon, 1), new OwnerTried(Some.Noon.AddDays(10), 1), new OwnerTried(Some.Noon.AddDays(10), 2), new OwnerTried(Some.Noon.AddDays(20), 1)];
        OwnerAttempts.Left([], 1, Some.Noon).ShouldBe(3);
        OwnerAttempts.Left(tried, 1, Some.Noon.AddDays(21)).ShouldBe(0);
        OwnerAttempts.Left(tried, 2, Some.Noon.AddDays(21)).ShouldBe(2);
        OwnerAttempts.Left(tried, 1, Some.Noon.AddDays(30)).ShouldBe(1);
    }
}

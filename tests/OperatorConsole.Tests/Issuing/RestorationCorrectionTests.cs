using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Issuing;

public sealed class RestorationCorrectionTests
{
    [Fact]
    public async Task An_annulled_acquisition_frees_its_pin_and_is_listed_as_valid_offline()
    {
        await using var center = await RestorationCenter.WithAsync("client-5");
        var license = (await center.DictateAsync(center.Code(Operation.Initial, 1))).Answer!.LicenseId;
        var corrected = await center.CorrectAsync(new AcquisitionAnnulled(default, license, center.Grounds));

        corrected.Objection.ShouldBeNull();
        corrected.OfflineStillValid.ShouldHaveSingleItem().License.License.ShouldBe(license);
        (await center.ReadAsync(db => db.Licenses.SingleAsync())).LivePinId.ShouldBeNull();
        var history = (await center.LoadAsync()).History;
        history.IsVoid(center.Pin(1, set: 2)).ShouldBeFalse();
        var fact = history.Facts.OfType<AcquisitionAnnulled>().Single();
        fact.Grounds.ShouldBe(center.Grounds with { By = RestorationCenter.Requester, SecondBy = "supervisor-1" });
        fact.Number.ShouldBe(corrected.Entry);
        var entry = await center.ReadAsync(db => db.Journal.OrderBy(j => j.Sequence).LastAsync());
        (entry.Act, entry.Actor).ShouldBe(("kit-corrected", "supervisor"));
        entry.Text.ShouldContain("\"requester\":\"second\"");
    }

    [Fact]
    public async Task The_request_of_an_annulled_acquisition_gets_its_license_and_its_answer_again()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var code = center.Code(Operation.Initial, 1);
        var first = await center.DictateAsync(code);
        await center.CorrectAsync(new AcquisitionAnnulled(default, first.Answer!.LicenseId, center.Grounds));
        var again = await center.DictateAsync(code);

        again.Weighed.Decision.ShouldBeOfType<Granted>();
        (again.Answer!.Id, again.Answer.LicenseId).ShouldBe((first.Answer.Id, first.Answer.LicenseId));
        center.Said(again.Answer).ShouldBe(center.Said(first.Answer));
        var kit = await center.LoadAsync();
        kit.History.LiveOn(center.Pin(1))!.License.ShouldBe(first.Answer.LicenseId);
        (await center.ReadAsync(db => db.Licenses.SingleAsync())).LivePinId.ShouldBe(kit.PinRowOf(center.Pin(1)).Id);
    }

    [Fact]
    public async Task An_annulment_taken_back_puts_the_license_on_its_pin_again()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var first = await center.DictateAsync(center.Code(Operation.Initial, 1));
        await center.DictateAsync(center.Code(Operation.RestoreWithSpare, 2, current: 1, sketch: RestorationCenter.OtherBoard));
        var annulled = await center.CorrectAsync(new AcquisitionAnnulled(default, first.Answer!.LicenseId, center.Grounds));
        var undone = await center.CorrectAsync(new CorrectionUndone(default, annulled.Entry, center.Grounds));

        undone.Objection.ShouldBeNull();
        undone.OfflineStillValid.ShouldBeEmpty();
        var kit = await center.LoadAsync();
        kit.History.StateOf(center.Pin(1)).ShouldBe(PinState.Replaced);
        (await center.ReadAsync(db => db.Licenses.SingleAsync())).LivePinId.ShouldBe(kit.PinRowOf(center.Pin(2)).Id);
        (await center.CorrectAsync(new CorrectionUndone(default, annulled.Entry, center.Grounds))).Objection.ShouldBe(CorrectionObjection.NothingToUndo);
    }

    [Fact]
    public async Task A_transferred_kit_seals_its_new_owner_with_a_key_of_its_own()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, Method.File, 1);
        var buyer = new OwnerDetails { Organization = "Meridian" };
        (await center.CorrectAsync(new KitTransferred(default, buyer.DigestFor(center.Kit.Number), center.Grounds) { Owner = buyer })).Objection.ShouldBeNull();

        (await center.SendAsync(Operation.Restore, Method.File, 1)).Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.OwnerDiffers);
        (await center.SendAsync(Operation.Restore, Method.File, 1, owner: buyer)).Weighed.Decision.ShouldBeOfType<Granted>();
        (await center.ReadAsync(db => db.OwnerKeys.CountAsync())).ShouldBe(2);
        var kit = await center.LoadAsync();
        kit.Row.SealedOwner.ShouldNotBeNull();
        kit.Ledger.Single(e => e.Kind == LedgerKind.KitTransferred).OwnerKeyId.ShouldBe(kit.Row.OwnerKeyId);
    }

    [Fact]
    public async Task Same_computer_and_owner_corrections_are_read_back_and_decided_on()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var license = (await center.SendAsync(Operation.Initial, Method.File, 1)).Answer!.LicenseId;
        var (host, married) = (RestorationCenter.Parameters with { Host = "vega" }, RestorationCenter.Company with { LastName = "Sokolova" });
        var vega = CanonicalComputer.From(host);
        await center.CorrectAsync(new ComputerAccepted(default, license, Sketch.Of(vega, center.Kit.Number), center.Grounds) { Computer = vega });
        await center.CorrectAsync(new OwnerCorrected(default, license, married.DigestFor(center.Kit.Number), center.Grounds) { Owner = married });
        (await center.SendAsync(Operation.Restore, Method.File, 1, computer: host, owner: married)).Weighed.Decision.ShouldBeOfType<Granted>();
    }

    [Fact]
    public async Task A_refunded_kit_is_closed_in_every_channel()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.CorrectAsync(new KitRefunded(default, center.Grounds));
        (await center.DictateAsync(center.Code(Operation.Initial, 1))).Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.KitClosed);
    }

    [Fact]
    public async Task Nobody_corrects_alone_and_an_unknown_person_is_nobody()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var license = (await center.DictateAsync(center.Code(Operation.Initial, 1))).Answer!.LicenseId;
        var correction = new AcquisitionAnnulled(default, license, center.Grounds);
        var number = center.Kit.Number.Digits;
        var cancellation = TestContext.Current.CancellationToken;
        var alone = new Acting(RestorationCenter.Requester, "second", [global::Data.Staff.Roles.Supervisor]);

        (await center.Correct.RunAsync(alone, RestorationCenter.Requester, number, correction, cancellation))!.Objection.ShouldBe(CorrectionObjection.NotTwoPeople);
        (await center.Correct.RunAsync(center.Supervisor, "nobody", number, correction, cancellation))!.Objection.ShouldBe(CorrectionObjection.NotTwoPeople);
        (await center.Correct.RunAsync(center.Supervisor, RestorationCenter.Requester, "123", correction, cancellation)).ShouldBeNull();
        await Should.ThrowAsync<NotAllowedException>(() => center.Correct.RunAsync(
            new Acting("admin-1", "admin", [global::Data.Staff.Roles.Admin]), RestorationCenter.Requester, number, correction, cancellation));
        (await center.ReadAsync(db => db.Ledger.CountAsync(e => e.Kind == LedgerKind.AcquisitionAnnulled))).ShouldBe(0);
    }
}

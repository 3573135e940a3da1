using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Mail;

/// <summary>Every move of a license is announced at the address on record, by whatever channel it came.</summary>
public sealed class MoveAnnouncementTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_over_the_internet_is_announced_as_one_by_file_is()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.Center.SendAsync(Operation.Initial, Method.Automatic, 1);
        await desk.Center.SendAsync(Operation.RestoreWithSpare, Method.Automatic, 2, current: 1, computer: RestorationCenter.Parameters with { Host = "vega" });
        (await AnnouncedAsync(desk)).ShouldHaveSingleItem().ShouldBe((RestorationCenter.Company.Email, desk.Center.Pin(2).Masked));
    }

    [Fact]
    public async Task A_move_by_telephone_is_announced_where_a_supervisor_approved_an_address_and_kept_as_untold_where_there_is_none()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var license = (await desk.Center.DictateAsync(desk.Center.Code(Operation.Initial, 1))).Answer!.LicenseId;
        await MovedAsync(2, 1, 314391);
        (await AnnouncedAsync(desk)).ShouldBeEmpty();
        (await desk.Center.ReadAsync(db => db.Announcements.SingleAsync(Cancellation))).ShouldSatisfyAllConditions(a => a.LicenseId.ShouldBe(license), a => a.Untold.ShouldBeTrue());

        var known = RestorationCenter.Company with { Email = "approved@vector.example" };
        await desk.Center.CorrectAsync(new OwnerCorrected(default, license, known.DigestFor(desk.Center.Kit.Number), desk.Center.Grounds) { Owner = known });
        await MovedAsync(3, 2, known.DigestFor(desk.Center.Kit.Number));
        (await AnnouncedAsync(desk)).ShouldHaveSingleItem().ShouldBe(("approved@vector.example", desk.Center.Pin(3).Masked));

        async Task MovedAsync(int spare, int current, int owner) => (await desk.Center.DictateAsync(
            desk.Center.Code(Operation.RestoreWithSpare, spare, current, RestorationCenter.OtherBoard with { Os = spare }, owner))).Weighed.Decision.ShouldBeOfType<Granted>();
    }

    [Fact]
    public async Task After_a_transfer_the_new_owner_is_told_and_the_old_one_is_not()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.Center.SendAsync(Operation.Initial, Method.File, 1);
        var buyer = new Licensing.Owners.OwnerDetails { Organization = "Meridian", Email = "buyer@meridian.example" };
        await desk.Center.CorrectAsync(new KitTransferred(default, buyer.DigestFor(desk.Center.Kit.Number), desk.Center.Grounds) { Owner = buyer });
        await desk.Center.SendAsync(Operation.RestoreWithSpare, Method.File, 2, current: 1, computer: RestorationCenter.Parameters with { Host = "vega" }, owner: buyer);
        (await AnnouncedAsync(desk)).ShouldHaveSingleItem().ShouldBe(("buyer@meridian.example", desk.Center.Pin(2).Masked));
    }

    [Fact]
    public async Task What_does_not_move_is_not_announced()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.Center.SendAsync(Operation.Initial, Method.File, 1);
        await desk.Center.SendAsync(Operation.Restore, Method.File, 1);
        (await desk.Center.SendAsync(Operation.RestoreWithSpare, Method.File, 2, current: 1)).Weighed.Decision.ShouldBeOfType<Refused>();
        (await desk.Center.ReadAsync(db => db.Announcements.CountAsync(Cancellation))).ShouldBe(0);
    }

    // To whom, and the last group of the PIN that is named.
    private static async Task<List<(string To, string Pin)>> AnnouncedAsync(MailDesk desk)
    {
        desk.Sent.Clear();
        await desk.Announce.RunAsync(Cancellation);
        await desk.Announce.RunAsync(Cancellation);
        await desk.Send.RunAsync(Cancellation);
        return [.. desk.Sent.Select(s => (s.To, desk.Center.Kit.Pins.Single(p => s.Message.TextBody!.Contains(p.Code.Masked, StringComparison.Ordinal)).Code.Masked))];
    }
}

using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Computers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Issuing;

namespace OperatorConsole.Tests.Issuing;

public sealed class RestorationByPhoneTests
{
    private static Refused RefusalIn(Answered answered) => answered.Weighed.Decision.ShouldBeOfType<Refused>();

    [Fact]
    public async Task The_same_pin_gives_the_same_license_on_an_unchanged_computer()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var first = await center.DictateAsync(center.Code(Operation.Initial, 1));
        var restored = await center.DictateAsync(center.Code(Operation.Restore, 1, sketch: RestorationCenter.Acquired with { Ram = 12 }));

        restored.Weighed.Decision.ShouldBeOfType<Granted>();
        restored.Answer!.LicenseId.ShouldBe(first.Answer!.LicenseId);
        center.Said(restored.Answer).ShouldNotBe(center.Said(first.Answer));
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Announcements.AnyAsync())).ShouldBeFalse();
        (await center.ReadAsync(db => db.Journal.OrderBy(j => j.Sequence).Select(j => j.Act).LastAsync())).ShouldBe("license-restored");
    }

    [Fact]
    public async Task A_spare_pin_moves_the_license_and_queues_the_announcement()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var first = await center.DictateAsync(center.Code(Operation.Initial, 1));
        var moved = await center.DictateAsync(center.Code(Operation.RestoreWithSpare, 2, current: 1, sketch: RestorationCenter.OtherBoard));

        moved.Answer!.LicenseId.ShouldBe(first.Answer!.LicenseId);
        var kit = await center.LoadAsync();
        kit.History.StateOf(center.Pin(1)).ShouldBe(PinState.Replaced);
        kit.History.LiveOn(center.Pin(2))!.Sketch.ShouldBe(RestorationCenter.OtherBoard);
        var license = await center.ReadAsync(db => db.Licenses.SingleAsync());
        license.LivePinId.ShouldBe(kit.PinRowOf(center.Pin(2)).Id);
        var announcement = await center.ReadAsync(db => db.Announcements.SingleAsync());
        (announcement.LicenseId, announcement.Kind, announcement.SentAt).ShouldBe((license.Id, AnnouncementKind.LicenseMoved, null));
    }

    [Fact]
    public async Task A_changed_computer_is_refused_with_what_changed_and_the_ledger_keeps_what_was_noticed()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.DictateAsync(center.Code(Operation.Initial, 1));
        var refused = RefusalIn(await center.DictateAsync(center.Code(Operation.Restore, 1, sketch: RestorationCenter.OtherBoard)));

        refused.Reason.ShouldBe(Reason.ComputerChanged);
        refused.Changes.Sketched.ShouldBe([SketchChange.BoardOrNetworkName]);
        var entry = await center.ReadAsync(db => db.Ledger.OrderBy(e => e.Id).LastAsync());
        (entry.Reason, entry.Observations).ShouldBe(("computer-changed", "unchanged-but-changed"));
        (await center.LoadAsync()).History.Facts.OfType<RequestRefused>().Single().Observations.ShouldBe([Observation.UnchangedButChanged]);
    }

    [Fact]
    public async Task After_a_move_the_old_code_is_refused_and_the_new_one_answered_again()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var initial = center.Code(Operation.Initial, 1);
        var spare = center.Code(Operation.RestoreWithSpare, 2, current: 1, sketch: RestorationCenter.OtherBoard);
        await center.DictateAsync(initial);
        var moved = await center.DictateAsync(spare);

        RefusalIn(await center.DictateAsync(initial)).Reason.ShouldBe(Reason.LicenseMoved);
        var again = await center.DictateAsync(spare);
        again.Weighed.Decision.ShouldBe(new Repeated(moved.Answer!.LicenseId));
        center.Said(again.Answer!).ShouldBe(center.Said(moved.Answer));
        (await center.ReadAsync(db => db.Announcements.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_restoration_dictated_again_gets_its_own_answer_byte_for_byte()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        var initial = center.Code(Operation.Initial, 1);
        var restore = center.Code(Operation.Restore, 1);
        var first = await center.DictateAsync(initial);
        var restored = await center.DictateAsync(restore);
        center.Said((await center.DictateAsync(restore)).Answer!).ShouldBe(center.Said(restored.Answer!));
        center.Said((await center.DictateAsync(initial)).Answer!).ShouldBe(center.Said(first.Answer!));
    }

    [Fact]
    public async Task A_link_that_names_no_pin_of_the_kit_is_answered_as_an_unknown_pin()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.DictateAsync(center.Code(Operation.Initial, 1));
        var code = center.Code(Operation.RestoreWithSpare, 2, current: 1);
        var links = center.Kit.Pins.Select(p => Licensing.Kits.PinLink.Of(center.Kit.Number, p.Code)).ToHashSet();
        RefusalIn(await center.DictateAsync(code with { Link = Enumerable.Range(0, 997).First(l => !links.Contains(l)) })).Reason.ShouldBe(Reason.KitOrPin);
        RefusalIn(await center.DictateAsync(code with { OwnerDigest = 1 })).Reason.ShouldBe(Reason.OwnerDiffers);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Twenty_spare_restorations_at_a_time_are_one_move(DatabaseProvider provider)
    {
        await using var center = await RestorationCenter.WithAsync("base", provider: provider);
        await center.DictateAsync(center.Code(Operation.Initial, 1));
        await using var other = center.Fixture.StartSecondConsole();
        var second = other.GetRequiredService<Center>();

        // Half of them name one spare, half the other; two consoles, each with its own gate.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => center.DictateAsync(
            center.Code(Operation.RestoreWithSpare, 2 + (i % 2), current: 1, sketch: RestorationCenter.OtherBoard), center: i % 4 < 2 ? null : second))));

        answers.Count(a => a.Weighed.Decision is Granted).ShouldBe(1);
        var said = answers.Where(a => a.Answer is not null).Select(a => center.Said(a.Answer!)).ToList();
        said.Count.ShouldBe(10);
        said.Distinct().Count().ShouldBe(1);
        answers.Where(a => a.Answer is null).ShouldAllBe(a => ((Refused)a.Weighed.Decision).Reason == Reason.NothingToRestore);
        (await center.ReadAsync(db => db.Announcements.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await center.LoadAsync()).History.Facts.OfType<LicenseMoved>().Count().ShouldBe(1);
    }
}

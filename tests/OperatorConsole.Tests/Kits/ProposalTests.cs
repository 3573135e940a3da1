using System.Text;
using Data.Acquisitions;
using Data.Kits;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Kits;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Kits;

public sealed class ProposalTests
{
    private static readonly OwnerDetails Newcomer = new() { Organization = "Meridian Orchard GmbH", LastName = "Zhuravleva", Email = "z@meridian.example" };

    private static readonly Acting Boris = new("boris-id", "boris", [Roles.Supervisor]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proposal_changes_nothing_until_another_person_approves_it()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, license) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.AcquisitionAnnulled, "wrong computer", "call") { License = license });

        (await HistoryAsync(desk, kit)).LiveWith(license).ShouldNotBeNull();
        var waiting = (await desk.Get<ListProposals>().RunAsync(CallDesk.Vera, null, Cancellation)).ShouldHaveSingleItem();
        (waiting.Id, waiting.Kit, waiting.RequestedBy, waiting.Reason, waiting.Evidence).ShouldBe((id, kit.Number.Digits, "Anna Orlova", "wrong computer", "call"));

        (await DecideAsync(desk, CallDesk.Vera, id)).End.ShouldBe(ProposalEnd.Approved);
        var history = await HistoryAsync(desk, kit);
        history.LiveWith(license).ShouldBeNull();
        history.OfflineStillValid.ShouldHaveSingleItem().License.License.ShouldBe(license);
        history.Facts.OfType<AcquisitionAnnulled>().Single().Grounds.ShouldBe(new Grounds("wrong computer", "call", CallDesk.Anna.Id, CallDesk.Vera.Id));
        (await desk.Get<ListProposals>().RunAsync(CallDesk.Vera, null, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_approves_what_one_asked_for_oneself()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, license) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Vera, kit, new Wanted(LedgerKind.AcquisitionAnnulled, "wrong computer", "call") { License = license });

        (await DecideAsync(desk, CallDesk.Vera, id)).End.ShouldBe(ProposalEnd.OwnProposal);
        (await desk.Get<CorrectKit>().RunAsync(
            CallDesk.Vera, CallDesk.Vera.Id, kit.Number.Digits, new AcquisitionAnnulled(default, license, new Grounds("wrong computer", "call", "", null)), Cancellation))
            .ShouldNotBeNull().Objection.ShouldBe(CorrectionObjection.NotTwoPeople);
        (await HistoryAsync(desk, kit)).LiveWith(license).ShouldNotBeNull();
        (await desk.Get<ListProposals>().RunAsync(CallDesk.Vera, kit.Number.Digits, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_operator_cannot_approve_and_a_requester_who_has_left_counts_for_nobody()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, license) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.AcquisitionAnnulled, "wrong computer", "call") { License = license });
        await Should.ThrowAsync<NotAllowedException>(() => DecideAsync(desk, CallDesk.Oleg, id));

        await desk.Get<global::Data.Center>().WriteAsync(
            async db => (await db.Users.SingleAsync(u => u.Id == CallDesk.Anna.Id, Cancellation)).DisabledAt = desk.Clock.GetUtcNow(), Cancellation);
        (await DecideAsync(desk, CallDesk.Vera, id)).ShouldBe(new ProposalDecision(ProposalEnd.Objected, CorrectionObjection.NotTwoPeople));
        (await HistoryAsync(desk, kit)).LiveWith(license).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_supervisors_at_once_make_one_fact()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, _) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.KitRefunded, "sent back", "parcel"));
        var ends = await Task.WhenAll(DecideAsync(desk, CallDesk.Vera, id), DecideAsync(desk, Boris, id));

        ends.Select(e => e.End).ShouldBe([ProposalEnd.Approved, ProposalEnd.Gone], ignoreOrder: true);
        (await HistoryAsync(desk, kit)).Facts.OfType<KitRefunded>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Taking_a_correction_back_is_a_new_fact_of_two_people()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, _) = await LicensedAsync(desk);
        await DecideAsync(desk, CallDesk.Vera, await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.KitRefunded, "sent back", "parcel")));
        var refund = (await HistoryAsync(desk, kit)).StandingCorrections.ShouldHaveSingleItem();
        var undo = await ProposeAsync(desk, CallDesk.Vera, kit, new Wanted(LedgerKind.CorrectionUndone, "parcel was another's", "letter") { Undone = refund.Number });

        (await DecideAsync(desk, CallDesk.Vera, undo)).End.ShouldBe(ProposalEnd.OwnProposal);
        (await HistoryAsync(desk, kit)).State.ShouldBe(KitState.Closed);
        (await DecideAsync(desk, Boris, undo)).End.ShouldBe(ProposalEnd.Approved);
        var history = await HistoryAsync(desk, kit);
        history.State.ShouldBe(KitState.Normal);
        history.Facts.OfType<KitRefunded>().ShouldHaveSingleItem();
        history.StandingCorrections.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_at_once_and_what_stopped_making_sense_stays_waiting()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, license) = await LicensedAsync(desk);
        var annul = new Wanted(LedgerKind.AcquisitionAnnulled, "wrong computer", "call") { License = license };
        (await desk.Get<ProposeCorrection>().RunAsync(CallDesk.Anna, kit.Number.Digits, annul with { License = 999 }, Cancellation)).Objection.ShouldBe(CorrectionObjection.NoSuchLicense);
        (await desk.Get<ProposeCorrection>().RunAsync(CallDesk.Anna, kit.Number.Digits, annul with { Evidence = " " }, Cancellation)).Objection.ShouldBe(CorrectionObjection.NoGrounds);
        (await desk.Get<ProposeCorrection>().RunAsync(CallDesk.Anna, "000000000", annul, Cancellation)).Found.ShouldBeFalse();

        var (one, two) = (await ProposeAsync(desk, CallDesk.Anna, kit, annul), await ProposeAsync(desk, CallDesk.Oleg, kit, annul));
        (await DecideAsync(desk, CallDesk.Vera, one)).End.ShouldBe(ProposalEnd.Approved);
        (await DecideAsync(desk, CallDesk.Vera, two)).ShouldBe(new ProposalDecision(ProposalEnd.Objected, CorrectionObjection.NoSuchLicense));
        (await desk.Get<DecideProposal>().RunAsync(CallDesk.Vera, two, approve: false, Cancellation)).End.ShouldBe(ProposalEnd.Declined);
        (await DecideAsync(desk, CallDesk.Vera, two)).End.ShouldBe(ProposalEnd.Gone);
    }

    [Fact]
    public async Task The_proposed_owner_is_sealed_while_it_waits_and_gone_from_the_proposal_afterwards()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, license) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.KitTransferred, "Company sold quietly", "Contract 17 of May") { Owner = Newcomer });
        (await desk.Get<ListProposals>().RunAsync(CallDesk.Vera, kit.Number.Digits, Cancellation)).Single().Owner.ShouldBe(Newcomer);
        foreach (var secret in new[] { "Meridian", "Zhuravleva", "sold quietly", "Contract 17" })
        {
            DatabaseScan.Count(desk.Database, Encoding.UTF8.GetBytes(secret)).ShouldBe(0, secret);
        }


        (await DecideAsync(desk, CallDesk.Vera, id)).End.ShouldBe(ProposalEnd.Approved);
        var live = (await HistoryAsync(desk, kit)).LiveWith(license).ShouldNotBeNull();
        (live.Owner, live.OwnerDigest).ShouldBe((Newcomer, Newcomer.DigestFor(kit.Number)));
        var row = await desk.ReadAsync(db => db.Proposals.SingleAsync(Cancellation));
        (row.State, row.SealedOwner, row.OwnerKeyId, row.SealedComputer).ShouldBe((ProposalState.Approved, null, null, null));
    }

    [Fact]
    public async Task A_requester_takes_back_only_what_one_asked_for_oneself()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, _) = await LicensedAsync(desk);
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.KitRefunded, "sent back", "parcel"));
        (await desk.Get<ProposeCorrection>().WithdrawAsync(CallDesk.Oleg, id, Cancellation)).ShouldBeFalse();
        (await desk.Get<ProposeCorrection>().WithdrawAsync(CallDesk.Anna, id, Cancellation)).ShouldBeTrue();
        (await DecideAsync(desk, CallDesk.Vera, id)).End.ShouldBe(ProposalEnd.Gone);
    }

    [Fact]
    public async Task Open_pages_are_told_of_what_waits_and_of_how_it_ended()
    {
        await using var desk = await CallDesk.StartAsync();
        var (kit, _) = await LicensedAsync(desk);
        var told = new List<string>();
        desk.Get<KitFeed>().Changed += told.Add;
        var id = await ProposeAsync(desk, CallDesk.Anna, kit, new Wanted(LedgerKind.KitRefunded, "sent back", "parcel"));
        told.ShouldBe([kit.Number.Digits]);
        await DecideAsync(desk, CallDesk.Vera, id);
        told.ShouldBe([kit.Number.Digits, kit.Number.Digits]);
    }

    private static async Task<(Kit Kit, long License)> LicensedAsync(CallDesk desk)
    {
        var kit = await desk.KitAsync();
        await desk.FinishedAsync(Dictated.By(kit, Dictated.First(kit)));
        return (kit, (await HistoryAsync(desk, kit)).Live.Single().License);
    }

    private static async Task<long> ProposeAsync(CallDesk desk, Acting by, Kit kit, Wanted wanted)
    {
        var proposed = await desk.Get<ProposeCorrection>().RunAsync(by, kit.Number.Digits, wanted, Cancellation);
        proposed.Objection.ShouldBeNull();
        return proposed.Id;
    }

    private static Task<ProposalDecision> DecideAsync(CallDesk desk, Acting by, long id) => desk.Get<DecideProposal>().RunAsync(by, id, approve: true, Cancellation);

    private static async Task<KitHistory> HistoryAsync(CallDesk desk, Kit kit) =>
        (await desk.ReadAsync(db => LoadedKit.ByNumberAsync(db, desk.Database.Vault, kit.Number.Digits))).ShouldNotBeNull().History;
}

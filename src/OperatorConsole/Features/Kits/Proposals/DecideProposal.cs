using Data;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>How a look at a proposal ended.</summary>
public enum ProposalEnd
{
    /// <summary>It is a fact now.</summary>
    Approved,

    /// <summary>It was turned down.</summary>
    Declined,

    /// <summary>Nobody approves what one asked for oneself.</summary>
    OwnProposal,

    /// <summary>Somebody else was quicker, or it was taken back.</summary>
    Gone,

    /// <summary>It makes no sense any more.</summary>
    Objected,
}

/// <summary>What became of a proposal.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Objection">Why it makes no sense any more.</param>
public sealed record ProposalDecision(ProposalEnd End, CorrectionObjection? Objection = null);

/// <summary>A supervisor who did not ask for it approves a correction, or turns it down.</summary>
public sealed class DecideProposal(Center center, Vault vault, OwnerSealing owners, CorrectKit correct, JournalWriter journal, CenterClock clock, KitFeed feed)
{
    private readonly ProposalContent _content = new(vault, owners);

    /// <summary>Decides. The correction and the end of the proposal are one transaction.</summary>
    /// <param name="acting">A supervisor; to approve, not the one who asked for it.</param>
    /// <param name="proposal">Its number.</param>
    /// <param name="approve">Whether it is approved.</param>
    public async Task<ProposalDecision> RunAsync(Acting acting, long proposal, bool approve, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var (decision, number) = await center.WriteAsync(async db =>
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == proposal, cancellation) is not { State: ProposalState.Waiting } row)
            {
                return (new ProposalDecision(ProposalEnd.Gone), (string?)null);
            }

            var kit = await db.Kits.Where(k => k.Id == row.KitId).Select(k => k.Number).SingleAsync(cancellation);
            if (!approve)
            {
                row.Settle(ProposalState.Declined, acting.Id, clock.Now);
                await journal.AppendAsync(db, acting.Name, "correction-declined", kit, new { proposal });
                return (new ProposalDecision(ProposalEnd.Declined), kit);
            }

            return (await ApproveAsync(db, acting, row, kit), kit);
        }, cancellation);
        if (number is not null)
        {
            feed.Tell(number);
        }

        return decision;
    }

    private async Task<ProposalDecision> ApproveAsync(CenterDb db, Acting acting, ProposalRow row, string number)
    {
        if (row.RequestedById == acting.Id)
        {
            return new ProposalDecision(ProposalEnd.OwnProposal);
        }

        var wanted = await _content.OpenAsync(db, row);
        var kit = (await LoadedKit.ByNumberAsync(db, vault, number))!;
        if (_content.Correction(kit, wanted, new Grounds(wanted.Reason, wanted.Evidence, row.RequestedById, acting.Id)) is not { } correction)
        {
            // The owner that it names was erased since.
            return new ProposalDecision(ProposalEnd.Objected, CorrectionObjection.OvertakenSince);
        }

        if (await correct.WithinAsync(db, acting, row.RequestedById, number, correction) is not { Objection: null } corrected)
        {
            return new ProposalDecision(ProposalEnd.Objected, Corrections.Allowed(kit.History, correction) ?? CorrectionObjection.NotTwoPeople);
        }

        row.EntryId = corrected.Entry;
        row.Settle(ProposalState.Approved, acting.Id, clock.Now);
        return new ProposalDecision(ProposalEnd.Approved);
    }
}

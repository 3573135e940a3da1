using Data.Kits;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>How a proposal ends, said once.</summary>
internal static class Settling
{
    // What it carried stands in the ledger now, or nowhere: a declined proposal keeps no personal data.
    internal static void Settle(this ProposalRow proposal, ProposalState state, string by, DateTimeOffset at)
    {
        (proposal.State, proposal.DecidedById, proposal.DecidedAt) = (state, by, at);
        (proposal.SealedOwner, proposal.OwnerKeyId, proposal.SealedComputer) = (null, null, null);
        proposal.Stamp = Guid.CreateVersion7(at);
    }
}

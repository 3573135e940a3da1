using Data.Acquisitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Kits;

/// <summary>How far a proposed correction has come.</summary>
public enum ProposalState
{
    /// <summary>A second person has not looked at it yet.</summary>
    Waiting,

    /// <summary>Approved, and a fact of the ledger since.</summary>
    Approved,

    /// <summary>Turned down.</summary>
    Declined,

    /// <summary>Taken back by whoever asked for it.</summary>
    Withdrawn,
}

/// <summary>A correction of a kit that one person asks for and another one must approve. Nothing of it counts until then.</summary>
public sealed class ProposalRow
{
    public long Id { get; set; }
    public required long KitId { get; set; }

    /// <summary>The fact that it becomes when it is approved.</summary>
    public required LedgerKind Kind { get; set; }
    public long? LicenseId { get; set; }

    /// <summary>The ledger entry to take back.</summary>
    public long? UndoneId { get; set; }

    /// <summary>The ledger entry of a request whose computer is to be accepted.</summary>
    public long? SeenId { get; set; }
    public required string RequestedById { get; set; }
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }
    public required byte[] SealedReason { get; set; }
    public required byte[] SealedEvidence { get; set; }

    /// <summary>The right owner as JSON, sealed with the owner's key; gone once it is decided.</summary>
    public byte[]? SealedOwner { get; set; }
    public long? OwnerKeyId { get; set; }

    /// <summary>The computer now as JSON; gone once it is decided.</summary>
    public byte[]? SealedComputer { get; set; }
    public ProposalState State { get; set; }
    public string? DecidedById { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The ledger entry that it became.</summary>
    public long? EntryId { get; set; }
    public Guid Stamp { get; set; }
}

internal sealed class ProposalMapping : IEntityTypeConfiguration<ProposalRow>
{
    public void Configure(EntityTypeBuilder<ProposalRow> proposal)
    {
        proposal.ToTable("Proposals");
        proposal.Property(p => p.RequestedById).HasMaxLength(450);
        proposal.Property(p => p.DecidedById).HasMaxLength(450);
        proposal.Property(p => p.Stamp).IsConcurrencyToken();
        proposal.HasIndex(p => p.KitId);
        proposal.HasIndex(p => new { p.State, p.Id });
        proposal.HasOne<KitRow>().WithMany().HasForeignKey(p => p.KitId).OnDelete(DeleteBehavior.Restrict);
    }
}

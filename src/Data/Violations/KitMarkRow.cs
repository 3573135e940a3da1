using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Violations;

/// <summary>What a mark is of.</summary>
public enum MarkKind
{
    /// <summary>An adapter of a computer.</summary>
    Computer,

    /// <summary>An owner's name, whatever its spelling.</summary>
    Owner,
}

/// <summary>A keyed hash by which kits that share a computer or an owner are found, without opening what is sealed. Made from the ledger, and again from it whenever that is needed.</summary>
public sealed class KitMarkRow
{
    public long Id { get; set; }

    /// <summary>The ledger entry.</summary>
    public required long EntryId { get; set; }
    public required long KitId { get; set; }
    public required MarkKind Kind { get; set; }

    /// <summary>Vault look-up, label <c>computer-mark</c> or <c>owner-mark</c>.</summary>
    public required byte[] Mark { get; set; }
}

internal sealed class KitMarkMapping : IEntityTypeConfiguration<KitMarkRow>
{
    public void Configure(EntityTypeBuilder<KitMarkRow> mark)
    {
        mark.ToTable("KitMarks");
        mark.Property(m => m.Mark).HasMaxLength(32);
        mark.HasIndex(m => new { m.EntryId, m.Kind, m.Mark }).IsUnique();
        mark.HasIndex(m => new { m.Mark, m.Kind });
        mark.HasIndex(m => m.KitId);
        mark.HasOne<Kits.KitRow>().WithMany().HasForeignKey(m => m.KitId).OnDelete(DeleteBehavior.Restrict);
    }
}

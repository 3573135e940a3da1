using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Privacy;

/// <summary>The key that seals one owner's personal data. Destroying it erases the owner; ledger and digests stay.</summary>
public sealed class OwnerKeyRow
{
    public long Id { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }

    /// <summary>The key, sealed by the vault; null once destroyed.</summary>
    public byte[]? SealedKey { get; set; }
    public required DateTimeOffset MadeAt { get; set; }
    public DateTimeOffset? DestroyedAt { get; set; }
}

internal sealed class OwnerKeyMapping : IEntityTypeConfiguration<OwnerKeyRow>
{
    public void Configure(EntityTypeBuilder<OwnerKeyRow> key)
    {
        key.ToTable("OwnerKeys");
        key.Property(k => k.SealedKey).HasMaxLength(128);
        key.HasIndex(k => k.Name).IsUnique();
    }
}

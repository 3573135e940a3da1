using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Kits;

/// <summary>One printing of a kit's PIN letter. The first needs one person, every further one a second who approves it.</summary>
public sealed class LetterRow
{
    public long Id { get; set; }
    public required long KitId { get; set; }
    public required string RequestedById { get; set; }
    public required DateTimeOffset RequestedAt { get; set; }
    public required string Reason { get; set; }

    /// <summary>Who approved a reprint; null for the first printing and while nobody has.</summary>
    public string? ApprovedById { get; set; }

    /// <summary>When it was opened; a letter is opened once, and for some minutes.</summary>
    public DateTimeOffset? PrintedAt { get; set; }
    public Guid Stamp { get; set; }
}

internal sealed class LetterMapping : IEntityTypeConfiguration<LetterRow>
{
    public void Configure(EntityTypeBuilder<LetterRow> letter)
    {
        letter.ToTable("Letters");
        letter.Property(l => l.RequestedById).HasMaxLength(450);
        letter.Property(l => l.ApprovedById).HasMaxLength(450);
        letter.Property(l => l.Reason).HasMaxLength(400);
        letter.Property(l => l.Stamp).IsConcurrencyToken();
        letter.HasIndex(l => l.KitId);
        letter.HasOne<KitRow>().WithMany().HasForeignKey(l => l.KitId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Acquisitions;

/// <summary>What the address on record is told.</summary>
public enum AnnouncementKind
{
    /// <summary>A license moved to a spare PIN.</summary>
    LicenseMoved,

    /// <summary>An additional PIN joined a set.</summary>
    AdditionalPinJoined,
}

/// <summary>Something that the owner of a license is told by mail: queued in the transaction of the act, sent later.</summary>
public sealed class AnnouncementRow
{
    public long Id { get; set; }
    public required long KitId { get; set; }
    public required long LicenseId { get; set; }
    public required AnnouncementKind Kind { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>When its letter was put into the outbox, or nobody was found to be told; null while it waits.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>There is no address on record: nobody was told.</summary>
    public bool Untold { get; set; }
}

internal sealed class AnnouncementMapping : IEntityTypeConfiguration<AnnouncementRow>
{
    public void Configure(EntityTypeBuilder<AnnouncementRow> announcement)
    {
        announcement.ToTable("Announcements");
        announcement.HasIndex(a => new { a.SentAt, a.Id });
        announcement.HasIndex(a => a.KitId);
        announcement.HasOne<Kits.KitRow>().WithMany().HasForeignKey(a => a.KitId).OnDelete(DeleteBehavior.Restrict);
        announcement.HasOne<LicenseRow>().WithMany().HasForeignKey(a => a.LicenseId).OnDelete(DeleteBehavior.Restrict);
    }
}

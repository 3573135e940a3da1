using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>Where an outgoing letter stands.</summary>
public enum OutboxState
{
    /// <summary>It goes out at the next sweep after <see cref="OutboxRow.NotBefore"/>.</summary>
    Waiting,

    /// <summary>Handed over; the other side said so.</summary>
    Sent,

    /// <summary>The other side refused it for good, or we gave up: a person's turn.</summary>
    Failed,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>Taken back before it went out.</summary>
    Withdrawn,
}

/// <summary>A letter with its bytes and its Message-ID fixed: whoever sends it, however often, sends the same.</summary>
public sealed class OutboxRow
{
    public long Id { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }

    /// <summary>The request that it answers; null for an announcement.</summary>
    public long? RequestId { get; set; }
    public long? AnnouncementId { get; set; }

    /// <summary>The case that it asks about.</summary>
    public long? CaseId { get; set; }

    /// <summary>Stable code: <c>license</c>, <c>received</c>, <c>refused</c>, <c>asked</c>, <c>pin</c>, <c>moved</c> ... Once a request.</summary>
    public required string Kind { get; set; }

    /// <summary>Vault look-up of its Message-ID, label <c>message-id</c>.</summary>
    public required byte[] IdLookup { get; set; }

    /// <summary>Vault look-up of the one recipient's address, label <c>mail-address</c>.</summary>
    public required byte[] RecipientLookup { get; set; }
    public required long OwnerKeyId { get; set; }
    public required byte[] SealedRecipient { get; set; }

    /// <summary>The whole message; null after the time of keeping.</summary>
    public byte[]? SealedBytes { get; set; }
    public required OutboxState State { get; set; }
    public required DateTimeOffset QueuedAt { get; set; }
    public required DateTimeOffset NotBefore { get; set; }
    public int Attempts { get; set; }

    /// <summary>An attempt ended without an answer after the last byte: the other side may have it.</summary>
    public bool Uncertain { get; set; }

    /// <summary>Stable code of the last failure.</summary>
    public string? Fault { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The node that sends it at the moment.</summary>
    public Guid? LeasedBy { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> letter)
    {
        letter.ToTable("Outbox");
        letter.Property(o => o.Kind).HasMaxLength(Conventions.CodeLength);
        letter.Property(o => o.Fault).HasMaxLength(Conventions.CodeLength);
        letter.Property(o => o.IdLookup).HasMaxLength(32);
        letter.Property(o => o.RecipientLookup).HasMaxLength(32);
        letter.Property(o => o.SealedRecipient).HasMaxLength(1024);
        letter.HasIndex(o => new { o.RequestId, o.Kind }).IsUnique();
        letter.HasIndex(o => o.AnnouncementId).IsUnique();
        letter.HasIndex(o => o.CaseId);
        letter.HasIndex(o => o.IdLookup).IsUnique();
        letter.HasIndex(o => new { o.State, o.NotBefore });
        letter.HasIndex(o => new { o.RecipientLookup, o.QueuedAt });
        letter.HasOne<RequestRow>().WithMany().HasForeignKey(o => o.RequestId).OnDelete(DeleteBehavior.Restrict);
        letter.HasOne<Acquisitions.AnnouncementRow>().WithMany().HasForeignKey(o => o.AnnouncementId).OnDelete(DeleteBehavior.Restrict);
        letter.HasOne<Privacy.OwnerKeyRow>().WithMany().HasForeignKey(o => o.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
    }
}

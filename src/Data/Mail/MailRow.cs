using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>How a message ended, or that it has not yet.</summary>
public enum MailState
{
    /// <summary>Stored raw, not yet understood.</summary>
    Stored,

    /// <summary>Answered by itself, with every request in it.</summary>
    Answered,

    /// <summary>A person's turn.</summary>
    Queued,

    /// <summary>Kept and never answered; the reason says why.</summary>
    Kept,

    /// <summary>Another copy of a message that is here already.</summary>
    Duplicate,

    /// <summary>Beyond the limits, or nothing could be made of it.</summary>
    Quarantined,
}

/// <summary>One message as it arrived. Stored before anything else happens to it.</summary>
public sealed class MailRow
{
    public long Id { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }
    public required long MailboxId { get; set; }

    /// <summary>What the mailbox calls it: UIDVALIDITY and UID, or the name of its file. Once a mailbox.</summary>
    public required string RemoteKey { get; set; }

    /// <summary>Key of whoever wrote it: destroyed, the message cannot be read any more.</summary>
    public required long OwnerKeyId { get; set; }

    /// <summary>The message, sealed; null for a duplicate, whose first copy has it, and after the time of keeping.</summary>
    public byte[]? SealedRaw { get; set; }

    /// <summary>Bytes of the message.</summary>
    public required int Size { get; set; }

    /// <summary>Vault look-up of the bytes, label <c>mail</c>.</summary>
    public required byte[] RawLookup { get; set; }

    /// <summary>Vault look-up of what follows the header, label <c>mail-body</c>.</summary>
    public required byte[] BodyLookup { get; set; }

    /// <summary>Vault look-up of the Message-ID, label <c>message-id</c>; null without one.</summary>
    public byte[]? IdLookup { get; set; }

    /// <summary>Our own time: what the message says of its date counts for nothing.</summary>
    public required DateTimeOffset ArrivedAt { get; set; }
    public required MailState State { get; set; }

    /// <summary>Stable code: why it was kept, queued or quarantined.</summary>
    public string? Reason { get; set; }

    /// <summary>The first copy.</summary>
    public long? DuplicateOfId { get; set; }

    /// <summary>An earlier message has the same Message-ID and says something else.</summary>
    public bool SameIdOtherBody { get; set; }

    /// <summary>Vault look-up of the sender's address, label <c>mail-address</c>; null until understood, or without one.</summary>
    public byte[]? SenderLookup { get; set; }

    /// <summary>Times that understanding it failed.</summary>
    public int Failures { get; set; }
    public DateTimeOffset? HandledAt { get; set; }
    public Guid Stamp { get; set; }
}

internal sealed class MailMapping : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> mail)
    {
        mail.ToTable("Mails");
        mail.Property(m => m.RemoteKey).HasMaxLength(200);
        mail.Property(m => m.RawLookup).HasMaxLength(32);
        mail.Property(m => m.BodyLookup).HasMaxLength(32);
        mail.Property(m => m.IdLookup).HasMaxLength(32);
        mail.Property(m => m.SenderLookup).HasMaxLength(32);
        mail.Property(m => m.Reason).HasMaxLength(Conventions.CodeLength);
        mail.Property(m => m.Stamp).IsConcurrencyToken();
        mail.HasIndex(m => new { m.MailboxId, m.RemoteKey }).IsUnique();
        mail.HasIndex(m => m.RawLookup);
        mail.HasIndex(m => m.IdLookup);
        mail.HasIndex(m => new { m.State, m.Id });
        mail.HasOne<MailboxRow>().WithMany().HasForeignKey(m => m.MailboxId).OnDelete(DeleteBehavior.Restrict);
        mail.HasOne<Privacy.OwnerKeyRow>().WithMany().HasForeignKey(m => m.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
        mail.HasOne<MailRow>().WithMany().HasForeignKey(m => m.DuplicateOfId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>A mailbox that is looked into, and how that went last.</summary>
public sealed class MailboxRow
{
    public long Id { get; set; }

    /// <summary>As the settings name it.</summary>
    public required string Name { get; set; }

    /// <summary>UIDVALIDITY that was seen last; null before the first look, and for a folder of files.</summary>
    public long? UidValidity { get; set; }
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>When a look last went well.</summary>
    public DateTimeOffset? WellAt { get; set; }

    /// <summary>Stable code of what is wrong; null while all is well.</summary>
    public string? Fault { get; set; }

    /// <summary>Looks that failed one after the other.</summary>
    public int Failures { get; set; }

    /// <summary>Not before this; rises with the failures.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    /// <summary>New messages that the last look found.</summary>
    public int Found { get; set; }

    /// <summary>How many of them it has taken by now.</summary>
    public int Taken { get; set; }

    /// <summary>The node that looks at the moment.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>Until when its lease counts; afterwards any node may look.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

internal sealed class MailboxMapping : IEntityTypeConfiguration<MailboxRow>
{
    public void Configure(EntityTypeBuilder<MailboxRow> mailbox)
    {
        mailbox.ToTable("Mailboxes");
        mailbox.Property(m => m.Name).HasMaxLength(100);
        mailbox.Property(m => m.Fault).HasMaxLength(Conventions.CodeLength);
        mailbox.HasIndex(m => m.Name).IsUnique();
    }
}

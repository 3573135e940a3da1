using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>What a customer wants of the Center in writing.</summary>
public enum RequestKind
{
    /// <summary>A license, by a request file.</summary>
    LicenseFile,

    /// <summary>Additional PIN codes.</summary>
    AdditionalPins,

    /// <summary>Something that only a person can tell.</summary>
    Other,
}

/// <summary>Whose turn it is.</summary>
public enum RequestState
{
    /// <summary>Ours.</summary>
    Open,

    /// <summary>The customer's, since something was asked for; or time's, since a clerk lets it wait.</summary>
    Waiting,

    /// <summary>Nobody's any more.</summary>
    Done,
}

/// <summary>One request in writing, answered by itself or waiting for a person.</summary>
public sealed class RequestRow
{
    public long Id { get; set; }

    /// <summary>Running number, from 1.</summary>
    public required int Number { get; set; }

    /// <summary><c>R-n-c</c>.</summary>
    public required string Reference { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }
    public required RequestKind Kind { get; set; }
    public required RequestState State { get; set; }

    /// <summary>Stable code: why it was not answered by itself; null when it was.</summary>
    public string? Reason { get; set; }

    /// <summary>What staff may know beyond the reason, a stable code or the path of a file's member.</summary>
    public string? Detail { get; set; }

    /// <summary>The message that brought it; null for one that a clerk entered.</summary>
    public long? MailId { get; set; }

    /// <summary>Which of the requests of that message it is, from 1.</summary>
    public required int Part { get; set; }
    public long? KitId { get; set; }
    public long? LicenseId { get; set; }

    /// <summary>Key under which its sealed columns lie.</summary>
    public required long OwnerKeyId { get; set; }

    /// <summary>Sender and subject as JSON.</summary>
    public required byte[] SealedSender { get; set; }

    /// <summary>The request file as it came.</summary>
    public byte[]? SealedFile { get; set; }

    /// <summary>Vault look-up of the request's canonical form, as in the ledger.</summary>
    public byte[]? RequestLookup { get; set; }

    /// <summary>Vault look-up of the sender's address, label <c>mail-address</c>.</summary>
    public byte[]? SenderLookup { get; set; }

    /// <summary>Language of the message, <c>en</c> or <c>ru</c>.</summary>
    public required string Language { get; set; }
    public required DateTimeOffset ArrivedAt { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public string? ClaimedBy { get; set; }

    /// <summary>The lease of whoever has it; afterwards anybody can take it.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>When it comes back by itself, where it waits for a time and not for the customer alone.</summary>
    public DateTimeOffset? WaitUntil { get; set; }

    /// <summary>The customer wrote again since somebody last looked.</summary>
    public bool NewReply { get; set; }

    /// <summary>Stable code of how it ended.</summary>
    public string? Decision { get; set; }

    /// <summary>Stable code of why.</summary>
    public string? DecisionReason { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid Stamp { get; set; }
}

/// <summary>One thing that happened to a request. Never changed, never deleted.</summary>
public sealed class RequestEventRow
{
    public long Id { get; set; }
    public required long RequestId { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string ActorId { get; set; }

    /// <summary>Stable code: <c>arrived</c>, <c>claimed</c>, <c>replied</c>, <c>sent</c>, <c>bounced</c> ...</summary>
    public required string Kind { get; set; }

    /// <summary>Stable code.</summary>
    public string? Detail { get; set; }

    /// <summary>The message that it tells of.</summary>
    public long? MailId { get; set; }

    /// <summary>A note of staff, sealed with the request's key; never sent to anybody.</summary>
    public byte[]? SealedText { get; set; }
}

internal sealed class RequestMapping : IEntityTypeConfiguration<RequestRow>, IEntityTypeConfiguration<RequestEventRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> request)
    {
        request.ToTable("Requests");
        request.Property(r => r.Reference).HasMaxLength(20).IsUnicode(false);
        request.Property(r => r.Reason).HasMaxLength(Conventions.CodeLength);
        request.Property(r => r.Detail).HasMaxLength(200);
        request.Property(r => r.Language).HasMaxLength(2).IsUnicode(false);
        request.Property(r => r.RequestLookup).HasMaxLength(32);
        request.Property(r => r.SenderLookup).HasMaxLength(32);
        request.Property(r => r.ClaimedBy).HasMaxLength(450);
        request.Property(r => r.DecidedBy).HasMaxLength(450);
        request.Property(r => r.Decision).HasMaxLength(Conventions.CodeLength);
        request.Property(r => r.DecisionReason).HasMaxLength(Conventions.CodeLength);
        request.Property(r => r.Stamp).IsConcurrencyToken();
        request.HasIndex(r => r.Number).IsUnique();
        request.HasIndex(r => r.Reference).IsUnique();
        request.HasIndex(r => new { r.MailId, r.Part }).IsUnique();
        request.HasIndex(r => new { r.State, r.ArrivedAt });
        request.HasIndex(r => r.KitId);
        request.HasIndex(r => r.RequestLookup);
        request.HasOne<MailRow>().WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Kits.KitRow>().WithMany().HasForeignKey(r => r.KitId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Acquisitions.LicenseRow>().WithMany().HasForeignKey(r => r.LicenseId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Privacy.OwnerKeyRow>().WithMany().HasForeignKey(r => r.OwnerKeyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RequestEventRow> happened)
    {
        happened.ToTable("RequestEvents", table => table.HasTrigger("RequestEventsAreAppendOnly"));
        happened.Property(e => e.ActorId).HasMaxLength(450);
        happened.Property(e => e.Kind).HasMaxLength(Conventions.CodeLength);
        happened.Property(e => e.Detail).HasMaxLength(Conventions.CodeLength);
        happened.HasIndex(e => new { e.RequestId, e.Id });
        happened.HasIndex(e => e.MailId);
        happened.HasOne<RequestRow>().WithMany().HasForeignKey(e => e.RequestId).OnDelete(DeleteBehavior.Restrict);
        happened.HasOne<MailRow>().WithMany().HasForeignKey(e => e.MailId).OnDelete(DeleteBehavior.Restrict);
    }
}

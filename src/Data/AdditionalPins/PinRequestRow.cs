using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.AdditionalPins;

/// <summary>What a request for an additional PIN code says, beside its <see cref="RequestRow"/>.</summary>
public sealed class PinRequestRow
{
    /// <summary>The request.</summary>
    public required long RequestId { get; set; }

    /// <summary>Kit, company, PIN and reason as JSON, sealed with the request's owner key.</summary>
    public required byte[] SealedAsked { get; set; }

    /// <summary>Who entered it for a caller; null for one that came by mail.</summary>
    public string? EnteredById { get; set; }

    /// <summary>Who put the details right last; null while they stand as they were read.</summary>
    public string? CorrectedById { get; set; }
}

/// <summary>How far a decision has come.</summary>
public enum PinDecisionState
{
    /// <summary>A supervisor who is not the one who decided must agree.</summary>
    AwaitsSecond,

    /// <summary>It takes effect when the time for taking it back is over.</summary>
    Pending,

    /// <summary>It took effect.</summary>
    Done,

    /// <summary>Taken back before it took effect.</summary>
    Undone,

    /// <summary>A supervisor did not agree.</summary>
    Declined,

    /// <summary>It stopped being right before it took effect: the request, or what speaks against it, changed.</summary>
    Stopped,
}

/// <summary>A decision about a request for an additional PIN code: nothing of it counts before it is done.</summary>
public sealed class PinDecisionRow
{
    public long Id { get; set; }
    public required long RequestId { get; set; }

    /// <summary>The request, while the decision is open: the engine itself refuses a second one.</summary>
    public long? OpenRequestId { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }

    /// <summary>Stable code: <c>approve</c>, <c>refuse</c>, <c>ask</c>.</summary>
    public required string Act { get; set; }
    public required PinDecisionState State { get; set; }
    public required string DecidedById { get; set; }
    public required DateTimeOffset DecidedAt { get; set; }

    /// <summary>The supervisor who agreed, or did not.</summary>
    public string? SecondById { get; set; }
    public DateTimeOffset? SecondAt { get; set; }

    /// <summary>When it takes effect; null while a second person has not agreed.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Stable code of why a second person must agree, parted by spaces; null where one is enough.</summary>
    public string? SecondBecause { get; set; }

    /// <summary>Reason of a refusal, or why it was stopped; a stable code.</summary>
    public string? Reason { get; set; }

    /// <summary>What the customer is asked for, stable codes parted by spaces.</summary>
    public string? AskFor { get; set; }

    /// <summary>What the rules suggested, a stable code.</summary>
    public required string Suggested { get; set; }

    /// <summary>Codes of the findings that did not speak for it, parted by spaces: similar decisions are found by them.</summary>
    public required string Against { get; set; }

    /// <summary>Words of the clerk's own to the customer, sealed with the request's owner key.</summary>
    public byte[]? SealedWords { get; set; }

    /// <summary>Why it differs from what was suggested, for staff, sealed likewise.</summary>
    public byte[]? SealedNote { get; set; }

    /// <summary>The address that a supervisor has to approve, sealed likewise; null: the one on record.</summary>
    public byte[]? SealedAddress { get; set; }

    /// <summary>Stamp of the request when it was decided: whatever happens to it meanwhile stops the decision.</summary>
    public required Guid RequestStamp { get; set; }

    /// <summary>The PIN that was drawn.</summary>
    public long? PinId { get; set; }

    /// <summary>The ledger entry of its joining.</summary>
    public long? EntryId { get; set; }
    public Guid Stamp { get; set; }
}

internal sealed class PinRequestMapping : IEntityTypeConfiguration<PinRequestRow>, IEntityTypeConfiguration<PinDecisionRow>
{
    public void Configure(EntityTypeBuilder<PinRequestRow> request)
    {
        request.ToTable("PinRequests");
        request.HasKey(r => r.RequestId);
        request.Property(r => r.RequestId).ValueGeneratedNever();
        request.Property(r => r.EnteredById).HasMaxLength(450);
        request.Property(r => r.CorrectedById).HasMaxLength(450);
        request.HasOne<RequestRow>().WithOne().HasForeignKey<PinRequestRow>(r => r.RequestId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PinDecisionRow> decision)
    {
        decision.ToTable("PinDecisions");
        decision.Property(d => d.Act).HasMaxLength(Conventions.CodeLength);
        decision.Property(d => d.DecidedById).HasMaxLength(450);
        decision.Property(d => d.SecondById).HasMaxLength(450);
        decision.Property(d => d.SecondBecause).HasMaxLength(200);
        decision.Property(d => d.Reason).HasMaxLength(Conventions.CodeLength);
        decision.Property(d => d.AskFor).HasMaxLength(200);
        decision.Property(d => d.Suggested).HasMaxLength(Conventions.CodeLength);
        decision.Property(d => d.Against).HasMaxLength(400);
        decision.Property(d => d.Stamp).IsConcurrencyToken();
        decision.HasIndex(d => d.OpenRequestId).IsUnique();
        decision.HasIndex(d => d.RequestId);
        decision.HasIndex(d => new { d.State, d.DueAt });
        decision.HasOne<RequestRow>().WithMany().HasForeignKey(d => d.RequestId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Kits.PinRow>().WithMany().HasForeignKey(d => d.PinId).OnDelete(DeleteBehavior.Restrict);
    }
}

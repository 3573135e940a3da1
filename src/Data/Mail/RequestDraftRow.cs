using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>What a clerk does with a request.</summary>
public enum DeskAct
{
    /// <summary>It is answered as the rules say.</summary>
    Answer,

    /// <summary>It is refused, for a reason of the clerk's.</summary>
    Refuse,

    /// <summary>The customer is asked for something.</summary>
    Ask,
}

/// <summary>The letter that is being written to a request, and the decision that goes with it. One a request, whoever has it.</summary>
/// <remarks>
/// With a time at which it is due it is a decision that waits for its delay to end: whoever dies meanwhile, the row is there.
/// Taken back, or stopped because the request changed, it is a draft again.
/// </remarks>
public sealed class RequestDraftRow
{
    public long Id { get; set; }
    public required long RequestId { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }
    public required DeskAct Act { get; set; }

    /// <summary>Stable code of the clerk's reason for a refusal.</summary>
    public string? Reason { get; set; }

    /// <summary>Stable codes of what is asked for, parted by spaces.</summary>
    public string? Wanted { get; set; }

    /// <summary>It goes to the address on record, not to the sender.</summary>
    public bool ToRecord { get; set; }

    /// <summary>Subject and text as JSON, sealed with the request's key.</summary>
    public required byte[] SealedText { get; set; }
    public required string SavedBy { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>Number of the last event of the request that its writer had seen.</summary>
    public long SeenEvent { get; set; }

    /// <summary>Stable code of what the rules said when its words were taken from the template, and still said when it was sent.</summary>
    public string? Verdict { get; set; }

    /// <summary>When the decision is made and the letter queued; null while it is only a draft.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Stable code of why it was stopped when it was due.</summary>
    public string? Stopped { get; set; }
    public Guid Stamp { get; set; }
}

internal sealed class RequestDraftMapping : IEntityTypeConfiguration<RequestDraftRow>
{
    public void Configure(EntityTypeBuilder<RequestDraftRow> draft)
    {
        draft.ToTable("RequestDrafts");
        draft.Property(d => d.Reason).HasMaxLength(Conventions.CodeLength);
        draft.Property(d => d.Wanted).HasMaxLength(400);
        draft.Property(d => d.SavedBy).HasMaxLength(450);
        draft.Property(d => d.Verdict).HasMaxLength(80);
        draft.Property(d => d.Stopped).HasMaxLength(Conventions.CodeLength);
        draft.Property(d => d.Stamp).IsConcurrencyToken();
        draft.HasIndex(d => d.RequestId).IsUnique();
        draft.HasIndex(d => d.DueAt);
        draft.HasOne<RequestRow>().WithMany().HasForeignKey(d => d.RequestId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Violations;

/// <summary>A customer's mail that answers a supervisor's question. What it says stays in the mail, and goes when that goes.</summary>
public sealed class CaseReplyRow
{
    public long Id { get; set; }
    public required long CaseId { get; set; }
    public required long MailId { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class CaseReplyMapping : IEntityTypeConfiguration<CaseReplyRow>
{
    public void Configure(EntityTypeBuilder<CaseReplyRow> reply)
    {
        reply.ToTable("CaseReplies");
        reply.HasIndex(r => new { r.CaseId, r.MailId }).IsUnique();
        reply.HasIndex(r => r.MailId);
        reply.HasOne<CaseRow>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        reply.HasOne<Mail.MailRow>().WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Violations;

/// <summary>Whose turn it is in a case.</summary>
public enum CaseState
{
    /// <summary>A supervisor's.</summary>
    Open,

    /// <summary>The customer's: something was asked.</summary>
    Asked,

    /// <summary>Nobody's: the latest decision stands.</summary>
    Decided,
}

/// <summary>What one rule found at one place, put before a supervisor. Follows from its observations and decisions, which are never changed.</summary>
public sealed class CaseRow
{
    public long Id { get; set; }

    /// <summary>Running number, from 1.</summary>
    public required int Number { get; set; }

    /// <summary><c>V-n-c</c>.</summary>
    public required string Reference { get; set; }

    /// <summary>Id of the rule.</summary>
    public required string Rule { get; set; }

    /// <summary>The kit; null for a source that guesses, or a computer of many kits.</summary>
    public long? KitId { get; set; }

    /// <summary>What makes one case of several observations: <c>kit</c> and its number, a source, a computer, a report.</summary>
    public required string Subject { get; set; }
    public required CaseState State { get; set; }

    /// <summary>The latest decision; null while there is none. A question to the customer is one.</summary>
    public Ruling? Ruling { get; set; }
    public required Severity Severity { get; set; }
    public required Ruling Suggested { get; set; }

    /// <summary>Something was noticed after the first observation: twice as much, or again after a decision.</summary>
    public bool Escalated { get; set; }

    /// <summary>Entries that show it, of the largest observation.</summary>
    public required int Evidence { get; set; }
    public required DateTimeOffset FirstSeen { get; set; }
    public required DateTimeOffset LastSeen { get; set; }
    public required DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it last became a supervisor's turn.</summary>
    public required DateTimeOffset WaitingSince { get; set; }

    /// <summary>Severity and recency as one number to sort by.</summary>
    public required long Rank { get; set; }

    /// <summary>The person who reported it; null for what a rule found.</summary>
    public string? ReportedById { get; set; }

    /// <summary>The supervisor who took it.</summary>
    public string? TakenById { get; set; }
    public Guid Stamp { get; set; }
}

/// <summary>One finding of a rule, or a report of a person, with its evidence as it was. Never changed, never deleted.</summary>
public sealed class ObservationRow
{
    public long Id { get; set; }
    public required long CaseId { get; set; }
    public long? KitId { get; set; }
    public required string Rule { get; set; }
    public required int RuleVersion { get; set; }

    /// <summary>The same for the same finding, however often the rules run; never a PIN.</summary>
    public required string Key { get; set; }
    public required Severity Severity { get; set; }
    public required Ruling Suggested { get; set; }
    public required int Level { get; set; }
    public required int Limit { get; set; }
    public required int Seen { get; set; }
    public required DateTimeOffset FoundAt { get; set; }
    public required DateTimeOffset FirstAt { get; set; }
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }

    /// <summary>Entries, computers and words as JSON, as they were when it was found.</summary>
    public required byte[] SealedEvidence { get; set; }

    /// <summary>Vault look-up of the evidence, label <c>evidence</c>: shows that what is read is what was frozen.</summary>
    public required byte[] EvidenceHash { get; set; }
}

/// <summary>A decision of a case. Never changed, never deleted; only a further one takes it back.</summary>
public sealed class RulingRow
{
    public long Id { get; set; }
    public required long CaseId { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string ById { get; set; }
    public required Ruling Ruling { get; set; }

    /// <summary>Stable code of why.</summary>
    public required string Reason { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }

    /// <summary>Why, in words.</summary>
    public required byte[] SealedText { get; set; }

    /// <summary>Version of the rule that was decided about.</summary>
    public required int RuleVersion { get; set; }

    /// <summary>The latest observation that was decided about.</summary>
    public required long ObservationId { get; set; }

    /// <summary>What was suggested then.</summary>
    public required Ruling Suggested { get; set; }

    /// <summary>The decision that it takes the place of.</summary>
    public long? ReversesId { get; set; }

    /// <summary>The ledger entry by which the kit was frozen with it.</summary>
    public long? FreezeEntryId { get; set; }

    /// <summary>The customer was written to; false for a question where there is no address on record.</summary>
    public bool Written { get; set; }
}

/// <summary>Something that a person attached to a report. Never changed, never deleted.</summary>
public sealed class CaseFileRow
{
    public long Id { get; set; }
    public required long CaseId { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string ById { get; set; }

    /// <summary>Row name when sealing.</summary>
    public required Guid Name { get; set; }
    public required byte[] SealedFileName { get; set; }
    public required byte[] SealedBytes { get; set; }
    public required long Length { get; set; }
}

internal sealed class CaseMapping :
    IEntityTypeConfiguration<CaseRow>, IEntityTypeConfiguration<ObservationRow>, IEntityTypeConfiguration<RulingRow>, IEntityTypeConfiguration<CaseFileRow>
{
    private const int SubjectLength = 120;
    private const int KeyLength = 200;
    private const int PersonLength = 450;

    public void Configure(EntityTypeBuilder<CaseRow> one)
    {
        one.ToTable("Cases");
        one.Property(c => c.Reference).HasMaxLength(20).IsUnicode(false);
        one.Property(c => c.Rule).HasMaxLength(8).IsUnicode(false);
        one.Property(c => c.Subject).HasMaxLength(SubjectLength).IsUnicode(false);
        one.Property(c => c.ReportedById).HasMaxLength(PersonLength);
        one.Property(c => c.TakenById).HasMaxLength(PersonLength);
        one.Property(c => c.Stamp).IsConcurrencyToken();
        one.HasIndex(c => c.Number).IsUnique();
        one.HasIndex(c => c.Reference).IsUnique();
        one.HasIndex(c => new { c.Rule, c.Subject }).IsUnique();
        one.HasIndex(c => new { c.State, c.Rank });
        one.HasIndex(c => c.KitId);
        one.HasOne<Kits.KitRow>().WithMany().HasForeignKey(c => c.KitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ObservationRow> found)
    {
        found.ToTable("Observations", table => table.HasTrigger("ObservationsAreAppendOnly"));
        found.Property(o => o.Rule).HasMaxLength(8).IsUnicode(false);
        found.Property(o => o.Key).HasMaxLength(KeyLength).IsUnicode(false);
        found.Property(o => o.EvidenceHash).HasMaxLength(32);
        found.HasIndex(o => o.Key).IsUnique();
        found.HasIndex(o => o.CaseId);
        found.HasIndex(o => o.KitId);
        found.HasOne<CaseRow>().WithMany().HasForeignKey(o => o.CaseId).OnDelete(DeleteBehavior.Restrict);
        found.HasOne<Kits.KitRow>().WithMany().HasForeignKey(o => o.KitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RulingRow> ruling)
    {
        ruling.ToTable("Rulings", table => table.HasTrigger("RulingsAreAppendOnly"));
        ruling.Property(r => r.ById).HasMaxLength(PersonLength);
        ruling.Property(r => r.Reason).HasMaxLength(Conventions.CodeLength);
        ruling.HasIndex(r => r.CaseId);
        ruling.HasOne<CaseRow>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CaseFileRow> file)
    {
        file.ToTable("CaseFiles", table => table.HasTrigger("CaseFilesAreAppendOnly"));
        file.Property(f => f.ById).HasMaxLength(PersonLength);
        file.HasIndex(f => f.CaseId);
        file.HasOne<CaseRow>().WithMany().HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Calls;

/// <summary>Where a call stands. Any open state can become <see cref="Dropped"/> and come back from it.</summary>
public enum CallState
{
    /// <summary>Groups are being typed, or none yet.</summary>
    Entering,

    /// <summary>The code is right and waits for the operator's decision.</summary>
    Verified,

    /// <summary>The answer is stored and being dictated.</summary>
    ReadingBack,

    /// <summary>The total checksum matched.</summary>
    Completed,

    /// <summary>The connection was lost; it waits for the caller.</summary>
    Dropped,

    /// <summary>Ended without a license; <see cref="CallRow.Reason"/> says why.</summary>
    Refused,

    /// <summary>Nobody came back within a day.</summary>
    Abandoned,
}

/// <summary>A call from its first second: whatever was said so far, so that anybody can go on with it.</summary>
public sealed class CallRow
{
    public long Id { get; set; }

    /// <summary>Day in the Center's zone at the start, as <c>yymmdd</c>.</summary>
    public required string Day { get; set; }

    /// <summary>Running number of the day, from 1.</summary>
    public required int Number { get; set; }

    /// <summary><c>yymmdd-n-c</c>.</summary>
    public required string Reference { get; set; }
    public required CallState State { get; set; }

    /// <summary>The state before the caller dropped, to return to.</summary>
    public CallState? DroppedFrom { get; set; }
    public required string OperatorId { get; set; }
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>When anything last happened; a quiet call is marked dropped.</summary>
    public required DateTimeOffset LastKeyAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public long? KitId { get; set; }
    public long? AnswerId { get; set; }

    /// <summary>Reason code of a refusal, or why the operator ended the call.</summary>
    public string? Reason { get; set; }

    /// <summary>What was typed: digits only, up to 51 and whatever came beyond; the row's name is <see cref="Reference"/>.</summary>
    public byte[]? SealedDigits { get; set; }

    /// <summary>Complete groups typed, 0 to 17.</summary>
    public int Groups { get; set; }

    /// <summary>Rises with every message of the code field; an older one is ignored.</summary>
    public long Sequence { get; set; }

    /// <summary>Line being dictated: 1 to 9, 10 for the total checksum; 0 before the answer.</summary>
    public int Line { get; set; }

    /// <summary>Repaired dictations so far; three at the most.</summary>
    public int Repairs { get; set; }

    /// <summary>The dictation that failed, until it is repaired: from the two, mis-hearings are counted.</summary>
    public byte[]? SealedWrong { get; set; }

    /// <summary>What the caller told of himself ("as told"), sealed with the owner's key.</summary>
    public byte[]? SealedNotes { get; set; }
    public long? OwnerKeyId { get; set; }
    public Guid Stamp { get; set; }
}

/// <summary>One thing that happened in a call. Never changed, never deleted.</summary>
public sealed class CallEventRow
{
    public long Id { get; set; }
    public required long CallId { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string ActorId { get; set; }

    /// <summary>Stable code: <c>started</c>, <c>group</c>, <c>verdict</c>, <c>issued</c>, <c>line</c>, <c>dropped</c> ...</summary>
    public required string Kind { get; set; }

    /// <summary>Line of the answer, 1 to 10, where it concerns one.</summary>
    public int? Line { get; set; }

    /// <summary>The checksum that the caller said, where one was.</summary>
    public int? Said { get; set; }

    /// <summary>Whether it matched, where something was compared.</summary>
    public bool? Matched { get; set; }

    /// <summary>Stable code: a reason, an operation.</summary>
    public string? Detail { get; set; }
}

internal sealed class CallMapping : IEntityTypeConfiguration<CallRow>, IEntityTypeConfiguration<CallEventRow>
{
    public void Configure(EntityTypeBuilder<CallRow> call)
    {
        call.ToTable("Calls");
        call.Property(c => c.Day).HasMaxLength(6).IsUnicode(false);
        call.Property(c => c.Reference).HasMaxLength(20).IsUnicode(false);
        call.Property(c => c.OperatorId).HasMaxLength(450);
        call.Property(c => c.Reason).HasMaxLength(Conventions.CodeLength);
        call.Property(c => c.SealedDigits).HasMaxLength(1024);
        call.Property(c => c.SealedWrong).HasMaxLength(1024);
        call.Property(c => c.Stamp).IsConcurrencyToken();
        call.HasIndex(c => c.Reference).IsUnique();
        call.HasIndex(c => new { c.Day, c.Number }).IsUnique();
        call.HasIndex(c => new { c.State, c.LastKeyAt });
        call.HasIndex(c => c.StartedAt);
        call.HasIndex(c => c.KitId);
    }

    public void Configure(EntityTypeBuilder<CallEventRow> happened)
    {
        happened.ToTable("CallEvents", table => table.HasTrigger("CallEventsAreAppendOnly"));
        happened.Property(e => e.ActorId).HasMaxLength(450);
        happened.Property(e => e.Kind).HasMaxLength(Conventions.CodeLength);
        happened.Property(e => e.Detail).HasMaxLength(Conventions.CodeLength);
        happened.HasIndex(e => new { e.CallId, e.Id });
        happened.HasOne<CallRow>().WithMany().HasForeignKey(e => e.CallId).OnDelete(DeleteBehavior.Restrict);
    }
}

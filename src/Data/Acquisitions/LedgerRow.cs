using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Acquisitions;

/// <summary>What kind of fact a ledger entry is.</summary>
public enum LedgerKind
{
    /// <summary>The kit was made.</summary>
    KitMade,

    /// <summary>A request of any channel and how it ended.</summary>
    Request,

    /// <summary>A supervisor blocked a PIN code.</summary>
    PinBlocked,

    /// <summary>A supervisor took the block back.</summary>
    PinUnblocked,

    /// <summary>The kit was frozen: refused in every channel.</summary>
    KitFrozen,

    /// <summary>The freeze was taken back.</summary>
    KitUnfrozen,

    /// <summary>The kit was closed for good.</summary>
    KitClosed,

    /// <summary>An acquisition was annulled.</summary>
    AcquisitionAnnulled,

    /// <summary>Owner details of a license were corrected.</summary>
    OwnerCorrected,

    /// <summary>The kit has a new owner.</summary>
    KitTransferred,

    /// <summary>The kit was given back.</summary>
    KitRefunded,

    /// <summary>"Same computer": changed parameters were accepted.</summary>
    ComputerAccepted,

    /// <summary>An additional PIN joined a set.</summary>
    AdditionalPinJoined,

    /// <summary>An earlier correction was taken back.</summary>
    CorrectionUndone,

    /// <summary>Staff tried owner details against those of a license.</summary>
    OwnerTried,

    /// <summary>A supervisor approved the address that the owner of a license is written to.</summary>
    AddressApproved,
}

/// <summary>One fact about a kit. Never changed, never deleted: triggers refuse both.</summary>
public sealed class LedgerRow
{
    public long Id { get; set; }
    public required DateTimeOffset At { get; set; }
    public required LedgerKind Kind { get; set; }

    /// <summary>Null for a request whose PIN no kit has.</summary>
    public long? KitId { get; set; }
    public Method? Method { get; set; }
    public Operation? Operation { get; set; }
    public Outcome? Outcome { get; set; }

    /// <summary>Stable reason code of a refusal.</summary>
    public string? Reason { get; set; }

    /// <summary>What staff may know beyond the reason, a stable code (R1's cases are told apart here only).</summary>
    public string? Detail { get; set; }
    public long? PinId { get; set; }
    public long? CurrentPinId { get; set; }
    public long? LicenseId { get; set; }
    public long? AnswerId { get; set; }
    public long? CallId { get; set; }
    public string? ActorId { get; set; }

    /// <summary>Who approved a correction; somebody else than <see cref="ActorId"/>, who asked for it.</summary>
    public string? SecondActorId { get; set; }

    /// <summary>The ledger entry that a <see cref="LedgerKind.CorrectionUndone"/> takes back.</summary>
    public long? UndoneId { get; set; }

    /// <summary>Stable codes of what the decision noticed, parted by spaces.</summary>
    public string? Observations { get; set; }

    /// <summary>Row name when sealing; given where anything is sealed here.</summary>
    public Guid? Name { get; set; }

    /// <summary>Owner details as JSON, sealed with the owner's key.</summary>
    public byte[]? SealedOwner { get; set; }
    public long? OwnerKeyId { get; set; }

    /// <summary>Key parameters in canonical spelling as JSON.</summary>
    public byte[]? SealedComputer { get; set; }

    /// <summary>Why a correction was made, in words.</summary>
    public byte[]? SealedReason { get; set; }

    /// <summary>What shows it, in words.</summary>
    public byte[]? SealedEvidence { get; set; }

    /// <summary>Vault look-up of the request's canonical form, label <c>request</c>.</summary>
    public byte[]? RequestLookup { get; set; }

    /// <summary>Owner digest, 0 to 994008.</summary>
    public int? OwnerDigest { get; set; }
    public int? SketchOs { get; set; }
    public int? SketchBoard { get; set; }
    public int? SketchRam { get; set; }
    public int? SketchCpu { get; set; }
    public long? SketchBits { get; set; }
}

/// <summary>A license that was given. Follows from the ledger; kept so that the engine itself refuses a second one on a PIN.</summary>
public sealed class LicenseRow
{
    public long Id { get; set; }
    public required long KitId { get; set; }
    public required long SetId { get; set; }

    /// <summary>The PIN that carries it now; null when it was annulled.</summary>
    public long? LivePinId { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
    public Guid Stamp { get; set; }
}

/// <summary>An answer, stored before anybody sees it: by telephone what is dictated, otherwise the license file to the byte. Never changed, never deleted.</summary>
public sealed class AnswerRow
{
    public long Id { get; set; }
    public required long LicenseId { get; set; }

    /// <summary>As in the ledger: the same request finds the same answer.</summary>
    public required byte[] RequestLookup { get; set; }

    /// <summary>Vault look-up of what was signed, label <c>statement</c> by telephone and <c>license-file</c> otherwise; also the row's name when sealing.</summary>
    public required byte[] StatementLookup { get; set; }

    /// <summary>By telephone the 16 request groups, 48 digits; otherwise the id of the request.</summary>
    public required byte[] SealedRequest { get; set; }

    /// <summary>By telephone the 45 answer groups, 135 digits; otherwise the license file.</summary>
    public required byte[] SealedAnswer { get; set; }
    public required string KeyId { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
}

internal sealed class AcquisitionMapping :
    IEntityTypeConfiguration<LedgerRow>, IEntityTypeConfiguration<LicenseRow>, IEntityTypeConfiguration<AnswerRow>
{
    public void Configure(EntityTypeBuilder<LedgerRow> entry)
    {
        entry.ToTable("Ledger", table => table.HasTrigger("LedgerIsAppendOnly"));
        entry.Property(e => e.Reason).HasMaxLength(Conventions.CodeLength);
        entry.Property(e => e.Detail).HasMaxLength(Conventions.CodeLength);
        entry.Property(e => e.ActorId).HasMaxLength(450);
        entry.Property(e => e.RequestLookup).HasMaxLength(32);
        entry.Property(e => e.SecondActorId).HasMaxLength(450);
        entry.Property(e => e.Observations).HasMaxLength(200);
        entry.HasIndex(e => new { e.KitId, e.Id });
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.ActorId, e.Id });
        entry.HasIndex(e => e.RequestLookup);
    }

    public void Configure(EntityTypeBuilder<LicenseRow> license)
    {
        license.ToTable("Licenses");
        license.Property(l => l.Stamp).IsConcurrencyToken();
        license.HasIndex(l => l.LivePinId).IsUnique();
        license.HasIndex(l => l.KitId);
        license.HasOne<Kits.KitRow>().WithMany().HasForeignKey(l => l.KitId).OnDelete(DeleteBehavior.Restrict);
        license.HasOne<Kits.LicenseSetRow>().WithMany().HasForeignKey(l => l.SetId).OnDelete(DeleteBehavior.Restrict);
        license.HasOne<Kits.PinRow>().WithMany().HasForeignKey(l => l.LivePinId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AnswerRow> answer)
    {
        answer.ToTable("Answers", table => table.HasTrigger("AnswersAreAppendOnly"));
        answer.Property(a => a.RequestLookup).HasMaxLength(32);
        answer.Property(a => a.StatementLookup).HasMaxLength(32);
        answer.Property(a => a.SealedRequest).HasMaxLength(256);
        answer.Property(a => a.KeyId).HasMaxLength(64);
        answer.HasIndex(a => a.RequestLookup).IsUnique();
        answer.HasIndex(a => a.StatementLookup).IsUnique();
        answer.HasOne<LicenseRow>().WithMany().HasForeignKey(a => a.LicenseId).OnDelete(DeleteBehavior.Restrict);
    }
}

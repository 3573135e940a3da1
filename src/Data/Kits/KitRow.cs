using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Kits;

/// <summary>A kit as it was made. Its state and the state of its PIN codes follow from the ledger.</summary>
public sealed class KitRow
{
    public long Id { get; set; }

    /// <summary>9 or 10 digits, the last one a Damm check digit.</summary>
    public required string Number { get; set; }
    public required string Product { get; set; }
    public string Edition { get; set; } = "";
    public required DateTimeOffset IssuedAt { get; set; }

    /// <summary>The registered company, sealed with the owner's key; its row name is <see cref="Number"/>.</summary>
    public byte[]? SealedOwner { get; set; }
    public long? OwnerKeyId { get; set; }

    /// <summary>Changes with every decision about the kit, so that two decisions never rest on one history.</summary>
    public Guid Stamp { get; set; }
    public List<LicenseSetRow> Sets { get; } = [];
}

/// <summary>PIN codes that give licenses of one type.</summary>
public sealed class LicenseSetRow
{
    public long Id { get; set; }
    public long KitId { get; set; }
    public required int Position { get; set; }
    public required LicenseType Type { get; set; }

    /// <summary>Workstations; null for a server set.</summary>
    public int? Seats { get; set; }

    /// <summary>How many licenses can be live at once.</summary>
    public required int Licenses { get; set; }

    /// <summary>Letter of the choice group, or null.</summary>
    public string? Choice { get; set; }
    public List<PinRow> Pins { get; } = [];
}

/// <summary>A PIN code: never in plain text, found by a keyed hash.</summary>
public sealed class PinRow
{
    public long Id { get; set; }
    public long KitId { get; set; }
    public long SetId { get; set; }
    public required int Position { get; set; }

    /// <summary>Vault look-up of the 15 digits, label <c>pin</c>; also the row's name when sealing.</summary>
    public required byte[] Lookup { get; set; }
    public required byte[] Sealed { get; set; }
    public required PinOrigin Origin { get; set; }
    public required DateTimeOffset AddedAt { get; set; }
}

internal sealed class KitMapping :
    IEntityTypeConfiguration<KitRow>, IEntityTypeConfiguration<LicenseSetRow>, IEntityTypeConfiguration<PinRow>
{
    public void Configure(EntityTypeBuilder<KitRow> kit)
    {
        kit.ToTable("Kits");
        kit.Property(k => k.Number).HasMaxLength(10).IsUnicode(false);
        kit.Property(k => k.Product).HasMaxLength(200);
        kit.Property(k => k.Edition).HasMaxLength(100);
        kit.Property(k => k.Stamp).IsConcurrencyToken();
        kit.HasIndex(k => k.Number).IsUnique();
        kit.HasMany(k => k.Sets).WithOne().HasForeignKey(s => s.KitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LicenseSetRow> set)
    {
        set.ToTable("LicenseSets");
        set.Property(s => s.Choice).HasMaxLength(1);
        set.HasIndex(s => new { s.KitId, s.Position }).IsUnique();
        set.HasMany(s => s.Pins).WithOne().HasForeignKey(p => p.SetId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PinRow> pin)
    {
        pin.ToTable("Pins");
        pin.Property(p => p.Lookup).HasMaxLength(32);
        pin.Property(p => p.Sealed).HasMaxLength(128);
        pin.HasIndex(p => p.Lookup).IsUnique();
        pin.HasIndex(p => p.KitId);
        pin.HasIndex(p => new { p.SetId, p.Position }).IsUnique();
        pin.HasOne<KitRow>().WithMany().HasForeignKey(p => p.KitId).OnDelete(DeleteBehavior.Restrict);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Journal;

/// <summary>One entry of the journal: who did what, chained to the entry before it.</summary>
public sealed class JournalRow
{
    /// <summary>1, 2, 3 ... without a gap.</summary>
    public long Sequence { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Sign-in name of the person, or <c>system</c>.</summary>
    public required string Actor { get; set; }

    /// <summary>Stable code of the act.</summary>
    public required string Act { get; set; }

    /// <summary>What it was done to: a kit number, a call reference, a user's name. Never a PIN code.</summary>
    public required string Subject { get; set; }

    /// <summary>Further members as one JSON object.</summary>
    public required string Text { get; set; }
    public required byte[] PreviousHash { get; set; }
    public required byte[] Hash { get; set; }
    public required byte[] Mac { get; set; }
}

/// <summary>A setting of the installation that belongs to its data, not to its configuration.</summary>
public sealed class SettingRow
{
    public required string Name { get; set; }
    public required string Value { get; set; }
}

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalRow>, IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> entry)
    {
        entry.ToTable("Journal", table => table.HasTrigger("JournalIsAppendOnly"));
        entry.HasKey(e => e.Sequence);
        entry.Property(e => e.Sequence).ValueGeneratedNever();
        entry.Property(e => e.Actor).HasMaxLength(256);
        entry.Property(e => e.Act).HasMaxLength(Conventions.CodeLength);
        entry.Property(e => e.Subject).HasMaxLength(256);
        entry.Property(e => e.PreviousHash).HasMaxLength(32);
        entry.Property(e => e.Hash).HasMaxLength(32);
        entry.Property(e => e.Mac).HasMaxLength(32);
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => e.Subject);
    }

    public void Configure(EntityTypeBuilder<SettingRow> setting)
    {
        setting.ToTable("Settings");
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(100);
        setting.Property(s => s.Value).HasMaxLength(400);
    }
}

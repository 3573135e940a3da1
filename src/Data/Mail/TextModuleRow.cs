using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Mail;

/// <summary>One version of a short text that staff put into letters, in both languages. A version is never changed: the next one is another row.</summary>
/// <remarks>What comes with the program is version 0 and has no row.</remarks>
public sealed class TextModuleRow
{
    public long Id { get; set; }

    /// <summary>Stable name of the module, the same in all its versions.</summary>
    public required string Module { get; set; }

    /// <summary>Its number, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>By what it is found.</summary>
    public required string EnglishTitle { get; set; }

    /// <summary>Template in Liquid.</summary>
    public required string EnglishText { get; set; }

    /// <inheritdoc cref="EnglishTitle"/>
    public required string RussianTitle { get; set; }

    /// <inheritdoc cref="EnglishText"/>
    public required string RussianText { get; set; }

    /// <summary>From this version on it is offered to nobody.</summary>
    public bool Retired { get; set; }
    public required string ById { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class TextModuleMapping : IEntityTypeConfiguration<TextModuleRow>
{
    public void Configure(EntityTypeBuilder<TextModuleRow> module)
    {
        module.ToTable("TextModules");
        module.Property(m => m.Module).HasMaxLength(Conventions.CodeLength);
        module.Property(m => m.EnglishTitle).HasMaxLength(80);
        module.Property(m => m.RussianTitle).HasMaxLength(80);
        module.Property(m => m.EnglishText).HasMaxLength(2000);
        module.Property(m => m.RussianText).HasMaxLength(2000);
        module.Property(m => m.ById).HasMaxLength(450);

        // Two supervisors who change the same version: the engine lets one of them.
        module.HasIndex(m => new { m.Module, m.Version }).IsUnique();
    }
}

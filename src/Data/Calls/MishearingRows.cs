using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Calls;

/// <summary>How often a place of the dictation was mis-heard.</summary>
public sealed class MisheardPlaceRow
{
    /// <summary>1 to 17.</summary>
    public int Position { get; set; }
    public long Count { get; set; }
}

/// <summary>How often one group was taken for another. Counts only: no call, no kit, no place.</summary>
public sealed class MisheardPairRow
{
    public int Typed { get; set; }
    public int Corrected { get; set; }
    public long Count { get; set; }
}

internal sealed class MishearingMapping : IEntityTypeConfiguration<MisheardPlaceRow>, IEntityTypeConfiguration<MisheardPairRow>
{
    public void Configure(EntityTypeBuilder<MisheardPlaceRow> place)
    {
        place.ToTable("MisheardPlaces");
        place.HasKey(p => p.Position);
        place.Property(p => p.Position).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<MisheardPairRow> pair)
    {
        pair.ToTable("MisheardPairs");
        pair.HasKey(p => new { p.Typed, p.Corrected });
    }
}

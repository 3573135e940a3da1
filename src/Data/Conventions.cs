using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Data;

/// <summary>How types are kept on both engines, said once.</summary>
internal static class Conventions
{
    /// <summary>Longest text of a code or an enumeration's name.</summary>
    internal const int CodeLength = 40;

    internal static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(CodeLength);
    }

    // SQLite cannot order DateTimeOffset; ticks of UTC order alike on both engines.
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

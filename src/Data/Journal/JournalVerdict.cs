using System.Text.Json.Serialization;

namespace Data.Journal;

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="Whole">Whether the chain is whole up to the head that is kept outside the database.</param>
/// <param name="FirstBroken">The first place that is not; null when it is whole.</param>
public sealed record JournalVerdict(
    [property: JsonPropertyName("entries")] long Entries,
    [property: JsonPropertyName("whole")] bool Whole,
    [property: JsonPropertyName("firstBroken")] JournalBreak? FirstBroken);

/// <summary>The first broken place of the journal.</summary>
/// <param name="Sequence">The number of the entry that is not as it should be.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record JournalBreak(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("why")] JournalFault Why);

/// <summary>What can be wrong with the journal.</summary>
[JsonConverter(typeof(JournalFaultNames))]
public enum JournalFault
{
    /// <summary>An entry is not as it was written.</summary>
    Altered,

    /// <summary>An entry is gone.</summary>
    Missing,

    /// <summary>An entry stands at another's place.</summary>
    Reordered,

    /// <summary>The end was cut off, or the head that would show it is gone.</summary>
    Truncated,
}

internal sealed class JournalFaultNames() : JsonStringEnumConverter<JournalFault>(System.Text.Json.JsonNamingPolicy.CamelCase);

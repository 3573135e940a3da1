using System.Globalization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Until when a request can wait, as a clerk chooses it.</summary>
internal static class WaitTimes
{
    /// <summary>When the desk opens in the morning: what has waited for a day lies there when the day begins.</summary>
    internal static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The choices, in days from today; stable codes.</summary>
    internal static IReadOnlyList<(string Code, int Days)> Presets { get; } = [("tomorrow", 1), ("days", 3), ("week", 7)];

    /// <summary>The morning of the day that lies so many days ahead.</summary>
    internal static DateTimeOffset In(this CenterClock clock, int days) => clock.MorningOf(DateOnly.FromDateTime(clock.Local(clock.Now).Date).AddDays(days));

    /// <summary>The morning of a day on the Center's calendar.</summary>
    internal static DateTimeOffset MorningOf(this CenterClock clock, DateOnly day) => clock.At(day.ToDateTime(Morning)).ToUniversalTime();

    /// <summary>A time as an event keeps it; null where there is none.</summary>
    internal static string? Code(DateTimeOffset? until) => until?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time that an event keeps.</summary>
    internal static DateTimeOffset? Of(string? code) =>
        DateTimeOffset.TryParseExact(code, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) ? until : null;
}

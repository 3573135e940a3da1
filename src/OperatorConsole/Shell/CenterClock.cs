using System.Globalization;

namespace OperatorConsole.Shell;

/// <summary>The Center's time: the clock, and the zone in which its days begin.</summary>
public sealed class CenterClock(TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The zone of the Center: days of calls begin there, and times on the screen are told in it.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>An instant in the Center's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The instant of a time on the Center's clock.</summary>
    public DateTimeOffset At(DateTime local)
    {
        var moment = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(moment, Zone.GetUtcOffset(moment));
    }

    /// <summary>Hours and minutes of an instant, the same in every language.</summary>
    public string Time(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>With seconds.</summary>
    public string TimeToSecond(DateTimeOffset instant) => Local(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Day of an instant in the reader's language, year included.</summary>
    public string Day(DateTimeOffset instant) => Local(instant).ToString("dd MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>When the Center's current day began.</summary>
    public DateTimeOffset StartOfDay
    {
        get
        {
            return At(Local(Now).Date);
        }
    }
}

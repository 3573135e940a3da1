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

    /// <summary>When the Center's current day began.</summary>
    public DateTimeOffset StartOfDay
    {
        get
        {
            var midnight = Local(Now).Date;
            return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
        }
    }
}

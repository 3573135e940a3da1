namespace Licensing.Acquisitions;

/// <summary>How often staff may try owner details against those of a license before a supervisor must.</summary>
public static class OwnerAttempts
{
    /// <summary>Attempts a license in the window.</summary>
    public const int Most = 3;

    /// <summary>The window.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(30);

    /// <summary>Attempts left; none: a supervisor takes over.</summary>
    /// <param name="facts">What happened to the kit.</param>
    /// <param name="license">Number of the license.</param>
    /// <param name="now">The time now.</param>
    public static int Left(IEnumerable<Fact> facts, long license, DateTimeOffset now) =>
        Math.Max(0, Most - facts.OfType<OwnerTried>().Count(t => t.License == license && t.At > now - Window && t.At <= now));
}

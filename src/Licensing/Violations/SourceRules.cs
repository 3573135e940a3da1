using Licensing.Acquisitions;

namespace Licensing.Violations;

/// <summary>Rules that look beyond one kit: at one place that requests come from, and at one computer.</summary>
internal static class SourceRules
{
    /// <summary>Wrong PIN codes at one kit from which they are guesses.</summary>
    internal const int GuessesOfAKit = 12;

    private const int GuessesOfASource = 20;
    private const int Owners = 4;
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>After so long without a wrong PIN the next one is the first again.</summary>
    internal static TimeSpan Pause { get; } = TimeSpan.FromDays(1);

    /// <summary>Whether kit and PIN did not belong together. By telephone nobody knows which kit was meant.</summary>
    internal static bool IsGuess(Sighting sighting) => sighting.Reason is Reason.KitOrPin or Reason.TooManyFailures && sighting.Method != Method.Phone;

    /// <summary>Everything that one place did.</summary>
    /// <param name="sightings">Its requests, oldest first.</param>
    internal static IEnumerable<Finding> OfSource(IReadOnlyList<Sighting> sightings) =>
        Counting.Of(ViolationRule.PinGuessing, "source", GuessesOfASource, Pause, sightings.Where(IsGuess), s => s.Number).Concat(Stopped(sightings, "source"));

    /// <summary>Guesses that R0 stopped.</summary>
    internal static IEnumerable<Finding> Stopped(IEnumerable<Sighting> sightings, string subject) =>
        Counting.Of(
            ViolationRule.PinGuessing, subject + " stopped", 1, Pause, sightings.Where(IsGuess), s => s.Reason == Reason.TooManyFailures ? "stopped" : null);

    /// <summary>Everything that was asked for one computer, over all kits.</summary>
    /// <param name="sightings">Its requests, oldest first; each with its owner's mark.</param>
    internal static IEnumerable<Finding> OfComputer(IReadOnlyList<Sighting> sightings) =>
        Counting.Of(
            ViolationRule.ManyOwners, "computer", Owners, Year, sightings.Where(s => s is { Outcome: Outcome.Granted, Operation: Operation.Initial }), s => s.Owner);
}

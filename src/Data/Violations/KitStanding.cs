using Licensing.Violations;
using Microsoft.EntityFrameworkCore;

namespace Data.Violations;

/// <summary>A case as others need to know of it.</summary>
/// <param name="Reference">Its name.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Since">Since when it waits, or when it was decided.</param>
public sealed record StandingCase(string Reference, string Rule, Severity Severity, DateTimeOffset Since);

/// <summary>How a kit stands: what waits for a supervisor, and what a supervisor decided to be a violation.</summary>
/// <param name="Open">Observations that nobody has decided, newest first; a case that is asked about is open.</param>
/// <param name="Violations">Decided violations, newest first. One that was noticed again stands here and above.</param>
public sealed record KitStanding(IReadOnlyList<StandingCase> Open, IReadOnlyList<StandingCase> Violations)
{
    /// <summary>A decided violation: no additional PIN codes.</summary>
    public bool BlocksAdditionalPins => Violations.Count > 0;

    /// <summary>Nothing against the kit.</summary>
    public static KitStanding Clear { get; } = new([], []);
}

/// <summary>Asks how kits stand.</summary>
public static class KitStandings
{
    /// <summary>How a kit stands now.</summary>
    /// <param name="db">Any context.</param>
    /// <param name="kitId">The kit's row.</param>
    public static async Task<KitStanding> StandingOfAsync(this CenterDb db, long kitId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var cases = await db.Cases.AsNoTracking()
            .Where(c => c.KitId == kitId && (c.State != CaseState.Decided || c.Ruling == Ruling.Violation))
            .OrderByDescending(c => c.WaitingSince).ToListAsync(cancellation);
        return cases.Count == 0 ? KitStanding.Clear : new KitStanding(
            [.. cases.Where(c => c.State != CaseState.Decided).Select(Standing)],
            [.. cases.Where(c => c.Ruling == Ruling.Violation).Select(Standing)]);
    }

    private static StandingCase Standing(CaseRow one) => new(one.Reference, one.Rule, one.Severity, one.WaitingSince);
}

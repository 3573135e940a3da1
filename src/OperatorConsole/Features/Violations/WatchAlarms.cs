using Data;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>Something that weighs much and that nobody at this window has been told of.</summary>
public sealed record Alarm(long Observation, string Reference, string Rule, string? Kit);

/// <summary>What weighs much and was noticed after a moment.</summary>
internal sealed class WatchAlarms(Center center)
{
    private const int Most = 5;

    /// <summary>Alarms after an observation, newest first; with null as the observation only the number of the latest one, as an alarm of nothing.</summary>
    public Task<(long Latest, IReadOnlyList<Alarm> Alarms)> RunAsync(Acting acting, long? since, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        return center.ReadAsync<(long, IReadOnlyList<Alarm>)>(async db =>
        {
            var latest = await db.Observations.MaxAsync(o => (long?)o.Id, cancellation) ?? 0;
            if (since is not { } known || latest == known)
            {
                return (latest, []);
            }

            return (latest, await db.Observations.Where(o => o.Id > known && o.Id <= latest && o.Severity == Severity.High).OrderByDescending(o => o.Id).Take(Most)
                .Select(o => new Alarm(
                    o.Id, db.Cases.Where(c => c.Id == o.CaseId).Select(c => c.Reference).First(), o.Rule, db.Kits.Where(k => k.Id == o.KitId).Select(k => k.Number).FirstOrDefault()))
                .ToListAsync(cancellation));
        }, cancellation);
    }
}

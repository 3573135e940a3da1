using Data;
using Data.Journal;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>What a run over the whole history found.</summary>
/// <param name="Facts">Ledger entries that there are.</param>
/// <param name="Observations">Rule and version, as <c>VR1/1</c>, and how often it found something. What stood there already is counted and not entered again.</param>
public sealed record RulesRun(int Facts, IReadOnlyDictionary<string, int> Observations);

/// <summary>Runs the rules over the whole history: after a rule was changed, and every night, so that nothing can be missed for good.</summary>
internal sealed class RunRules(Center center, ApplyRules rules, JournalWriter journal, RulesProgress progress, CenterClock clock)
{
    private const int Stretch = 500;

    /// <summary>Runs them; running twice enters nothing twice.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="report">Told how many kits and sources are done, and of how many.</param>
    public async Task<RulesRun> RunAsync(Acting acting, Action<int, int>? report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var (found, keys) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var (kits, facts, sources) = await center.ReadAsync(
            async db => (await db.Kits.CountAsync(cancellation), await db.Ledger.CountAsync(cancellation), await SourcesAsync(db, cancellation)), cancellation);
        var (done, total) = (0, kits + sources.Count);
        try
        {
            for (var from = 0L; ;)
            {
                var stretch = await center.ReadAsync(
                    db => db.Kits.Where(k => k.Id > from).OrderBy(k => k.Id).Take(Stretch).Select(k => new { k.Id, k.Number }).ToListAsync(cancellation), cancellation);
                foreach (var kit in stretch)
                {
                    Count(await rules.KitAsync(kit.Number, cancellation));
                }

                if (stretch.Count < Stretch)
                {
                    break;
                }

                from = stretch[^1].Id;
            }

            foreach (var source in sources)
            {
                Count(await rules.SourceAsync(source, cancellation));
            }
        }
        finally
        {
            progress.Report(1, 1);
        }

        progress.Ran(clock.Now);
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "rules-run", "violations", new { facts, found = found.Values.Sum() }), cancellation);
        return new RulesRun(facts, found);

        void Count(IReadOnlyList<Licensing.Violations.Finding> findings)
        {
            // A computer of several kits is looked at with each of them.
            foreach (var finding in findings.Where(f => keys.Add(f.Key)))
            {
                var rule = $"{finding.Rule.Id}/{finding.Rule.Version}";
                found[rule] = found.GetValueOrDefault(rule) + 1;
            }

            progress.Report(++done, total);
            report?.Invoke(done, total);
        }
    }

    /// <summary>The same as a job, by the machine itself.</summary>
    public Task NightlyAsync(CancellationToken cancellation) => RunAsync(Acting.System, null, cancellation);

    private static Task<List<string>> SourcesAsync(CenterDb db, CancellationToken cancellation)
    {
        var guessed = new[] { Reason.KitOrPin.Code(), Reason.TooManyFailures.Code() };
        return db.Ledger.Where(e => e.ActorId != null && e.ActorId.Contains(":") && guessed.Contains(e.Reason)).Select(e => e.ActorId!).Distinct().ToListAsync(cancellation);
    }
}

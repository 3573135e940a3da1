using Data;
using Data.Violations;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>What a supervisor's desk tells of cases.</summary>
/// <param name="Waiting">The first of those that wait, by severity and recency.</param>
/// <param name="Total">How many wait.</param>
/// <param name="High">How many of them weigh much.</param>
/// <param name="Ages">How many wait for less than a day, a day to a week, longer than a week.</param>
/// <param name="Decided">Decisions of the last 90 days, questions apart.</param>
/// <param name="AgainstSuggestion">How many of those were not what was suggested.</param>
public sealed record DeskCases(
    IReadOnlyList<CaseSummary> Waiting, int Total, int High, (int Day, int Week, int Longer) Ages, int Decided, int AgainstSuggestion)
{
    /// <summary>The same by person: name, decisions, those against the suggestion.</summary>
    public IReadOnlyList<(string Name, int Decided, int Against)> People { get; init; } = [];
}

/// <summary>Counts what waits, since when, and how often supervisors decide otherwise than was suggested.</summary>
internal sealed class DeskFigures(Center center, ListCases list, CenterClock clock)
{
    private const int Most = 8;
    private static readonly TimeSpan Window = TimeSpan.FromDays(90);

    /// <summary>The figures now.</summary>
    public async Task<DeskCases> RunAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var page = await list.RunAsync(acting, new CaseQuery(nameof(CaseTab.Review)), 0, Most, cancellation);
        return await center.ReadAsync(async db =>
        {
            var now = clock.Now;
            var (day, week, window) = (now - TimeSpan.FromDays(1), now - TimeSpan.FromDays(7), now - Window);
            var waiting = db.Cases.Where(c => c.State != CaseState.Decided);
            var rulings = await db.Rulings.Where(r => r.At >= window && r.Ruling != Ruling.AskCustomer).Select(r => new { r.ById, Against = r.Suggested != r.Ruling && r.Suggested != Ruling.AskCustomer }).ToListAsync(cancellation);
            var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
            var (young, middle) = (await waiting.CountAsync(c => c.WaitingSince >= day, cancellation), await waiting.CountAsync(c => c.WaitingSince < day && c.WaitingSince >= week, cancellation));
            return new DeskCases(
                page.Cases, page.Total, await waiting.CountAsync(c => c.Severity == Severity.High, cancellation),
                (young, middle, page.Total - young - middle), rulings.Count, rulings.Count(r => r.Against))
            {
                People = [.. rulings.GroupBy(r => r.ById).Select(g => (people.GetValueOrDefault(g.Key, ""), g.Count(), g.Count(r => r.Against))).OrderBy(p => p.Item1)],
            };
        }, cancellation);
    }
}

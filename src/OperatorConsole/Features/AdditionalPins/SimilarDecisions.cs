using Data;
using Data.AdditionalPins;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Earlier decisions about requests with the same against them: alike where at least half of the findings are shared.</summary>
internal static class SimilarDecisions
{
    private const int Looked = 500;
    private const int Shown = 5;
    private const double Alike = 0.5;

    internal static async Task<IReadOnlyList<SimilarDecision>> ToAsync(CenterDb db, LoadedPinRequest asked, Dictionary<string, string> people, CancellationToken cancellation)
    {
        var (approve, refuse) = (PinAct.Approve.Code(), PinAct.Refuse.Code());
        var against = asked.Review.Findings.Where(f => f.Bearing is Bearing.Asks or Bearing.NeedsSecond or Bearing.Forbids).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var earlier = await db.PinDecisions.Where(d => d.State == PinDecisionState.Done && d.RequestId != asked.Row.Id && (d.Act == approve || d.Act == refuse))
            .OrderByDescending(d => d.Id).Take(Looked)
            .Join(db.Requests, d => d.RequestId, r => r.Id, (d, r) => new { Decision = d, r.Number, r.Reference }).ToListAsync(cancellation);
        return
        [
            .. earlier.Select(e => (e, Likeness: Likeness(against, e.Decision.Against)))
                .Where(x => x.Likeness >= Alike).OrderByDescending(x => x.Likeness).ThenByDescending(x => x.e.Decision.Id).Take(Shown)
                .Select(x => new SimilarDecision(
                    x.e.Number, x.e.Reference, x.e.Decision.DecidedAt, x.e.Decision.Act, x.e.Decision.Reason,
                    people.GetValueOrDefault(x.e.Decision.DecidedById, ""), x.e.Decision.Act == x.e.Decision.Suggested)),
        ];
    }

    private static double Likeness(HashSet<string> one, string codes)
    {
        var other = codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return one.Count + other.Count == 0 ? 1 : (double)one.Intersect(other).Count() / one.Union(other).Count();
    }
}

using Data;
using Data.Kits;
using Data.Sealing;
using Data.Violations;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(
    string Reference, string Rule, Severity Severity, CaseState State, Ruling? Ruling, Ruling Suggested, int Evidence, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    /// <summary>The kit.</summary>
    public string? Kit { get; init; }

    /// <summary>Its company, where it is known.</summary>
    public string? Company { get; init; }

    /// <summary>Since when it waits.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Taken { get; init; }

    /// <summary>Something was noticed after the first observation.</summary>
    public bool Escalated { get; init; }
}

/// <summary>One page of the list.</summary>
/// <param name="Cases">By severity and recency.</param>
/// <param name="Total">How many match.</param>
/// <param name="Counts">How many each tab holds, filtered alike.</param>
public sealed record CasePage(IReadOnlyList<CaseSummary> Cases, int Total, IReadOnlyDictionary<CaseTab, int> Counts);

/// <summary>Lists cases: what weighs much and is fresh comes first.</summary>
internal sealed class ListCases(Center center, Vault vault, OwnerSealing owners)
{
    /// <summary>Cases on a page.</summary>
    public const int PageSize = 25;

    private const int MostOpened = 2000;
    private readonly KitCompany _company = new(vault, owners);

    /// <summary>One page.</summary>
    public Task<CasePage> RunAsync(Acting acting, CaseQuery query, int skip, int take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentNullException.ThrowIfNull(query);
        return center.ReadAsync(async db =>
        {
            var matching = await MatchingAsync(db, query, cancellation);
            var shown = Of(matching, query.Shown);
            var rows = await shown.OrderByDescending(c => c.Rank).ThenByDescending(c => c.Id).Skip(skip).Take(take).ToListAsync(cancellation);
            var counts = new Dictionary<CaseTab, int>();
            foreach (var tab in Enum.GetValues<CaseTab>())
            {
                counts[tab] = await Of(matching, tab).CountAsync(cancellation);
            }

            return new CasePage(await ViewsAsync(db, rows, cancellation), counts[query.Shown], counts);
        }, cancellation);
    }

    private async Task<IReadOnlyList<CaseSummary>> ViewsAsync(CenterDb db, List<CaseRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(c => c.KitId).OfType<long>().Distinct().ToList();
        var kits = await db.Kits.Where(k => ids.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        var companies = await _company.OfAsync(db, kits.Values, cancellation);
        var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
        return
        [
            .. rows.Select(c => new CaseSummary(c.Reference, c.Rule, c.Severity, c.State, c.Ruling, c.Suggested, c.Evidence, c.FirstSeen, c.LastSeen)
            {
                Kit = KitOf(c)?.Number,
                Company = c.KitId is { } id ? companies.GetValueOrDefault(id) : null,
                WaitingSince = c.WaitingSince,
                Taken = c.TakenById is { } by ? people.GetValueOrDefault(by) : null,
                Escalated = c.Escalated,
            }),
        ];

        KitRow? KitOf(CaseRow one) => one.KitId is { } id ? kits.GetValueOrDefault(id) : null;
    }

    private async Task<IQueryable<CaseRow>> MatchingAsync(CenterDb db, CaseQuery query, CancellationToken cancellation)
    {
        IQueryable<CaseRow> cases = db.Cases;
        if (query.Rule is { Length: > 0 } rule)
        {
            cases = cases.Where(c => c.Rule == rule);
        }

        if (query.Weight is { } severity)
        {
            cases = cases.Where(c => c.Severity == severity);
        }

        if (query.Find?.Trim() is not { Length: > 0 } text)
        {
            return cases;
        }

        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (CaseReference.Parse(text) is { } reference)
        {
            return cases.Where(c => c.Reference == reference);
        }

        if (!text.Any(char.IsLetter))
        {
            return cases.Where(c => digits.Length > 0 && db.Kits.Any(k => k.Id == c.KitId && k.Number.StartsWith(digits)));
        }

        var kits = await db.Kits.Where(k => cases.Any(c => c.KitId == k.Id)).OrderByDescending(k => k.Id).Take(MostOpened).ToListAsync(cancellation);

        // Owners are sealed, so that they are opened and compared.
        var found = (await _company.OfAsync(db, kits, cancellation)).Where(c => c.Value.Contains(text, StringComparison.CurrentCultureIgnoreCase)).Select(c => c.Key).ToList();
        return cases.Where(c => c.KitId != null && found.Contains(c.KitId.Value));
    }

    private static IQueryable<CaseRow> Of(IQueryable<CaseRow> cases, CaseTab tab) => tab switch
    {
        CaseTab.Review => cases.Where(c => c.State != CaseState.Decided),
        CaseTab.Escalating => cases.Where(c => c.State != CaseState.Decided && c.Escalated),
        CaseTab.Decided => cases.Where(c => c.State == CaseState.Decided),
        CaseTab.All => cases,
    };
}

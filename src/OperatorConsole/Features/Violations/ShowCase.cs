using Data;
using Data.Acquisitions;
using Data.Sealing;
using Data.Violations;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>Shows a case: what was noticed and by what that is shown, what happened around it, what was decided.</summary>
internal sealed class ShowCase(Center center, Vault vault, ListCases list, CaseReplies replies)
{
    private const int MostRelated = 20;

    /// <summary>The case; null when there is none of that reference.</summary>
    public async Task<CaseFile?> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        if (CaseReference.Parse(reference) is not { } exact)
        {
            return null;
        }

        var page = await list.RunAsync(acting, new CaseQuery(nameof(CaseTab.All), exact), 0, 1, cancellation);
        return page.Cases is [var summary] ? await center.ReadAsync(db => FileAsync(db, summary, cancellation), cancellation) : null;
    }

    private async Task<CaseFile> FileAsync(CenterDb db, CaseSummary summary, CancellationToken cancellation)
    {
        var row = await db.Cases.SingleAsync(c => c.Reference == summary.Reference, cancellation);
        var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
        var observations = (await db.Observations.Where(o => o.CaseId == row.Id).OrderBy(o => o.Id).ToListAsync(cancellation)).ConvertAll(View);
        var decisions = Decisions(await db.Rulings.Where(r => r.CaseId == row.Id).OrderBy(r => r.Id).ToListAsync(cancellation), people);
        var kit = summary.Kit is { } number ? await LoadedKit.ByNumberAsync(db, vault, number) : null;
        var related = kit is null ? [] : await RelatedAsync(db, kit.Row.Id, cancellation);
        var evidence = observations[^1].Evidence;
        return new CaseFile(summary, observations, decisions)
        {
            Timeline = await TimelineAsync(db, kit, evidence, observations, decisions, await replies.OfAsync(db, row.Id, cancellation), cancellation),
            Related = related,
            Graph = DrawGraph.Of(evidence, summary.Kit, kit is null ? new Dictionary<int, string>() : Names(kit, evidence), related),
            Files = [.. (await db.CaseFiles.Where(f => f.CaseId == row.Id).OrderBy(f => f.Id).ToListAsync(cancellation)).Select(f => new AttachedFile(f.Id, CaseFiles.NameOf(vault, f), f.Length))],
            KitState = kit?.History.State,
            ReportedBy = row.ReportedById is { } by ? people.GetValueOrDefault(by, "") : null,
            ReportedById = row.ReportedById,
            AskedIn = kit is null ? "en" : AskCustomer.LanguageOf(kit),
            CanAsk = kit is not null && AskCustomer.AddressOf(kit) is not null,
        };
    }

    private ObservationView View(ObservationRow row)
    {
        var text = vault.OpenText(row.SealedEvidence, CaseBook.NameOf(row));
        var whole = vault.Lookup(CaseBook.EvidenceLabel, text).AsSpan().SequenceEqual(row.EvidenceHash);
        return new ObservationView(
            row.Id, row.Rule, row.RuleVersion, row.Severity, row.Suggested, row.Level, row.Limit, row.Seen, row.FoundAt, whole ? Evidence.Read(text) : Evidence.Withheld, whole);
    }

    private List<DecisionView> Decisions(List<RulingRow> rows, Dictionary<string, string> people) =>
    [
        .. rows.Select((r, i) => new DecisionView(
            r.Id, r.At, people.GetValueOrDefault(r.ById, ""), r.Ruling, r.Reason, vault.OpenText(r.SealedText, DecideCase.NameOf(r)), r.RuleVersion, r.Suggested)
        {
            ReversedBy = rows.Skip(i + 1).FirstOrDefault(later => later.ReversesId == r.Id) is { } later ? (later.At, people.GetValueOrDefault(later.ById, "")) : null,
            Froze = r.FreezeEntryId is not null,
            Written = r.Written,
        }),
    ];

    private static async Task<IReadOnlyList<CaseEvent>> TimelineAsync(
        CenterDb db, LoadedKit? kit, Evidence evidence, List<ObservationView> observations, List<DecisionView> decisions, List<CaseEvent> replies, CancellationToken cancellation)
    {
        var shown = evidence.Facts.ToDictionary(f => f.Entry);
        var calls = kit is null ? [] : await db.Calls.Where(c => db.Ledger.Any(e => e.KitId == kit.Row.Id && e.CallId == c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, cancellation);

        // A case of one kit tells its whole history; one of a source or of several kits what the evidence names.
        var several = kit is null || evidence.Facts.Select(f => f.Kit).Distinct().Count() > 1;
        var facts = several
            ? evidence.Facts.Select(f => new CaseEvent(f.At, f.Entry)
            {
                Kind = LedgerKind.Request,
                Method = f.Method,
                Operation = f.Operation,
                Outcome = f.Outcome,
                Reason = f.Reason,
                Pin = f.Pin,
                Kit = f.Kit,
                Computer = f.Computer,
                Counts = f.Counts,
            })
            : kit!.Ledger.Select(e => Event(kit, e, shown.GetValueOrDefault(e.Id), calls));
        return
        [
            .. facts
                .Concat(observations.Select(o => new CaseEvent(o.FoundAt, null) { Observation = o }))
                .Concat(replies)
                .Concat(decisions.Select(d => new CaseEvent(d.At, null) { Decision = d }))
                .OrderBy(e => e.At).ThenBy(e => e.Entry ?? long.MaxValue),
        ];
    }

    private static CaseEvent Event(LoadedKit kit, LedgerRow e, EvidenceFact? fact, Dictionary<long, string> calls) => new(e.At, e.Id)
    {
        Kind = e.Kind,
        Method = e.Method,
        Operation = e.Operation,
        Outcome = e.Outcome,
        Reason = e.Reason,
        Pin = e is { Outcome: Outcome.Granted, Operation: Operation.RestoreWithSpare } ? $"{kit.CodeOf(e.CurrentPinId)?.Masked} → {kit.CodeOf(e.PinId)?.Masked}" : kit.CodeOf(e.PinId)?.Masked,
        Computer = fact?.Computer,
        Counts = fact?.Counts ?? false,
        Call = e.CallId is { } call ? calls.GetValueOrDefault(call) : null,
    };

    // What an owner is called is asked of the ledger now, so that an erased owner is erased here, too.
    private static Dictionary<int, string> Names(LoadedKit kit, Evidence evidence)
    {
        var granted = kit.History.Facts.OfType<LicenseIssued>().Where(i => i.Owner is not null).ToDictionary(i => i.Number, i => KitCompany.NameOf(i.Owner!));
        return evidence.Facts.Where(f => f.Owner is not null && granted.ContainsKey(f.Entry)).GroupBy(f => f.Owner!.Value).ToDictionary(g => g.Key, g => granted[g.First().Entry]);
    }

    private static async Task<IReadOnlyList<RelatedKit>> RelatedAsync(CenterDb db, long kitId, CancellationToken cancellation)
    {
        var shared = await db.KitMarks
            .Where(m => m.KitId != kitId && db.KitMarks.Any(o => o.KitId == kitId && o.Kind == m.Kind && o.Mark == m.Mark))
            .Select(m => new { m.KitId, m.Kind }).Distinct().Take(MostRelated * 2).ToListAsync(cancellation);
        var ids = shared.Select(s => s.KitId).Distinct().Take(MostRelated).ToList();
        var kits = await db.Kits.Where(k => ids.Contains(k.Id)).OrderBy(k => k.Number)
            .Select(k => new { k.Id, k.Number, Cases = db.Cases.Count(c => c.KitId == k.Id) }).ToListAsync(cancellation);
        return
        [
            .. kits.Select(k => new RelatedKit(
                k.Number, shared.Any(s => s.KitId == k.Id && s.Kind == MarkKind.Computer), shared.Any(s => s.KitId == k.Id && s.Kind == MarkKind.Owner), k.Cases)),
        ];
    }
}

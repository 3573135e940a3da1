using System.Globalization;
using Data;
using Data.Journal;
using Data.Violations;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>The list of cases as a file: the very cases that the screen shows, all pages of them, in its order.</summary>
internal sealed class ExportCases(ListCases list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<CaseTexts> texts)
{
    /// <summary>The file as <see cref="ListFile"/> writes it.</summary>
    public async Task<byte[]> RunAsync(Acting acting, CaseQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentNullException.ThrowIfNull(query);
        var (file, cases) = await ListFile.WriteAsync(
            [
                texts["Column.Case"], texts["Column.Severity"], texts["Column.Rule"], texts["Export.RuleText"], texts["Column.Kit"], texts["Column.Company"], texts["Column.Evidence"],
                texts["Export.FirstSeen", clock.Zone.Id], texts["Export.LastSeen", clock.Zone.Id], texts["Column.Suggested"], texts["Column.State"], texts["Export.WaitingSince", clock.Zone.Id], texts["Column.Owner"],
            ],
            async (skip, take) =>
            {
                var page = await list.RunAsync(acting, query, skip, take, cancellation);
                return (page.Cases, page.Total);
            },
            one =>
            [
                one.Reference, texts[$"Severity.{one.Severity}"], one.Rule, texts[$"Rule.{one.Rule}"], one.Kit ?? "", one.Company ?? "", one.Evidence.ToString(CultureInfo.InvariantCulture),
                clock.Moment(one.FirstSeen), clock.Moment(one.LastSeen), texts[$"Ruling.{one.Suggested}"], texts[StateKey(one)], clock.Moment(one.WaitingSince), one.Taken ?? "",
            ],
            cancellation);
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "cases-exported", "violations", new { cases, query.Tab, query.Rule, query.Severity }), cancellation);
        return file;
    }

    /// <summary>Key of the text that says how a case stands.</summary>
    internal static string StateKey(CaseSummary one) => one.State == CaseState.Decided ? $"Decided.{one.Ruling}" : $"State.{one.State}";
}

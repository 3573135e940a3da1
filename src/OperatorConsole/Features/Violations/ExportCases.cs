using System.Globalization;
using CsvHelper;
using Data;
using Data.Journal;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>The list of cases as a file: the very cases that the screen shows, all pages of them, in its order.</summary>
internal sealed class ExportCases(ListCases list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<CaseTexts> texts)
{
    private const int Stretch = 500;

    // A spreadsheet must not run what somebody else called a company.
    private static CsvWriterOptions Options => CsvWriterOptions.Default with
    {
        Separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',',
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    /// <summary>CSV with a byte order mark. Times are the Center's, the zone stands in the head.</summary>
    public async Task<byte[]> RunAsync(Acting acting, CaseQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentNullException.ThrowIfNull(query);
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Options, leaveOpen: true))
        {
            csv.WriteRecord(
                texts["Column.Case"], texts["Column.Severity"], texts["Column.Rule"], texts["Export.RuleText"], texts["Column.Kit"], texts["Column.Company"], texts["Column.Evidence"],
                texts["Export.FirstSeen", clock.Zone.Id], texts["Export.LastSeen", clock.Zone.Id], texts["Column.Suggested"], texts["Column.State"], texts["Export.WaitingSince", clock.Zone.Id], texts["Column.Owner"]);
            var total = 1;
            for (var skip = 0; skip < total; skip += Stretch)
            {
                var page = await list.RunAsync(acting, query, skip, Stretch, cancellation);
                total = page.Total;
                foreach (var one in page.Cases)
                {
                    csv.WriteRecord(
                        one.Reference, texts[$"Severity.{one.Severity}"], one.Rule, texts[$"Rule.{one.Rule}"], one.Kit ?? "", one.Company ?? "", one.Evidence.ToString(CultureInfo.InvariantCulture),
                        Moment(one.FirstSeen), Moment(one.LastSeen), texts[$"Ruling.{one.Suggested}"], texts[StateKey(one)], Moment(one.WaitingSince), one.Taken ?? "");
                }
            }

            await csv.FlushAsync(cancellation);
            await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "cases-exported", "violations", new { cases = total, query.Tab, query.Rule, query.Severity }), cancellation);
        }

        return memory.ToArray();
    }

    /// <summary>Key of the text that says how a case stands.</summary>
    internal static string StateKey(CaseSummary one) => one.State == global::Data.Violations.CaseState.Decided ? $"Decided.{one.Ruling}" : $"State.{one.State}";

    private string Moment(DateTimeOffset at) => clock.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

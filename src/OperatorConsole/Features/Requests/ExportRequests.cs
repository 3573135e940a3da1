using System.Globalization;
using CsvHelper;
using Data;
using Data.Journal;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The queue as a file: the very requests that the screen's filter shows, and no others.</summary>
public sealed class ExportRequests(ListRequests list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<RequestTexts> texts)
{
    private const int Stretch = 500;

    // A spreadsheet must not run what a customer wrote.
    private static CsvWriterOptions Options => CsvWriterOptions.Default with
    {
        Separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',',
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    /// <summary>CSV with a byte order mark; times are the Center's, the zone stands in the head.</summary>
    public async Task<byte[]> RunAsync(Acting acting, RequestFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Options, leaveOpen: true))
        {
            csv.WriteRecord(
                texts["Export.Reference"], texts["Export.Arrived", clock.Zone.Id], texts["Column.What"], texts["Export.Kit"], texts["Export.From"], texts["Export.Subject"], texts["Export.State"],
                texts["Export.Reason"], texts["Export.Holder"], texts["Export.Decision"], texts["Export.DecidedBy"]);
            var total = 1;
            for (var skip = 0; skip < total; skip += Stretch)
            {
                (var requests, total) = await list.RunAsync(acting, filter, skip, Stretch, cancellation);
                foreach (var r in requests)
                {
                    csv.WriteRecord(
                        r.Reference, clock.Local(r.ArrivedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), texts[$"Kind.{r.Kind}"].Value, r.Kit ?? "", r.Address, r.Subject, r.State.ToString(),
                        r.Reason ?? "", r.Holder ?? "", r.Decision ?? "", r.DecidedBy ?? "");
                }
            }

            await csv.FlushAsync(cancellation);
            await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "requests-exported", "requests", new { requests = total, filter.Tab, filter.Kind, filter.Reason }), cancellation);
        }

        return memory.ToArray();
    }
}

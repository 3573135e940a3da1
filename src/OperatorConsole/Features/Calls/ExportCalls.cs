using System.Globalization;
using CsvHelper;
using Data;
using Data.Journal;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The call log as a file: the very calls that the screen's filter shows, and no others.</summary>
public sealed class ExportCalls(ListCalls list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<CallTexts> texts)
{
    private const int Stretch = 500;

    // A spreadsheet must not run what a caller told.
    private static CsvWriterOptions Options => CsvWriterOptions.Default with
    {
        Separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',',
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    /// <summary>CSV with a byte order mark; a semicolon separates where the reader's language has a decimal comma. Times are the Center's, the zone stands in the head.</summary>
    public async Task<byte[]> RunAsync(Acting acting, CallFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, Options, leaveOpen: true))
        {
            csv.WriteRecord(texts["Table.Call"], texts["Export.Started", clock.Zone.Id], texts["Export.Ended"], texts["Table.Operator"], texts["Table.Kit"], texts["Export.Product"], texts["Table.State"], texts["Export.Reason"]);
            var total = 1;
            for (var skip = 0; skip < total; skip += Stretch)
            {
                (var calls, total) = await list.RunAsync(acting, filter, skip, Stretch, cancellation);
                foreach (var call in calls)
                {
                    csv.WriteRecord(call.Reference, Moment(call.StartedAt), call.EndedAt is { } end ? Moment(end) : "", call.Operator, call.Kit ?? "", call.Product ?? "", call.State.ToString(), call.Reason ?? "");
                }
            }

            await csv.FlushAsync(cancellation);
            await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "calls-exported", "calls", new { calls = total, filter.State, filter.Since, filter.Until }), cancellation);
        }

        return memory.ToArray();
    }

    private string Moment(DateTimeOffset at) => clock.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

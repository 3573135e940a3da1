using Data;
using Data.Journal;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>The queue as a file: the very requests that the screen's filter shows, and no others.</summary>
public sealed class ExportRequests(ListRequests list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<RequestTexts> texts)
{
    /// <summary>The file as <see cref="ListFile"/> writes it.</summary>
    public async Task<byte[]> RunAsync(Acting acting, RequestFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var (file, requests) = await ListFile.WriteAsync(
            [
                texts["Export.Reference"], texts["Export.Arrived", clock.Zone.Id], texts["Column.What"], texts["Export.Kit"], texts["Export.From"], texts["Export.Subject"], texts["Export.State"],
                texts["Export.Reason"], texts["Export.Holder"], texts["Export.Decision"], texts["Export.DecidedBy"],
            ],
            (skip, take) => list.RunAsync(acting, filter, skip, take, cancellation),
            r =>
            [
                r.Reference, clock.Moment(r.ArrivedAt), texts[$"Kind.{r.Kind}"], r.Kit ?? "", r.Address, r.Subject, r.State.ToString(),
                r.Reason ?? "", r.Holder ?? "", r.Decision ?? "", r.DecidedBy ?? "",
            ],
            cancellation);
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "requests-exported", "requests", new { requests, filter.Tab, filter.Kind, filter.Reason }), cancellation);
        return file;
    }
}

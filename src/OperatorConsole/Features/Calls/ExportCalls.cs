using Data;
using Data.Journal;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls;

/// <summary>The call log as a file: the very calls that the screen's filter shows, and no others.</summary>
public sealed class ExportCalls(ListCalls list, Center center, JournalWriter journal, CenterClock clock, IStringLocalizer<CallTexts> texts)
{
    /// <summary>The file as <see cref="ListFile"/> writes it.</summary>
    public async Task<byte[]> RunAsync(Acting acting, CallFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        var (file, calls) = await ListFile.WriteAsync(
            [texts["Table.Call"], texts["Export.Started", clock.Zone.Id], texts["Export.Ended"], texts["Table.Operator"], texts["Table.Kit"], texts["Export.Product"], texts["Table.State"], texts["Export.Reason"], .. Told("Told.Organization", "Told.Email", "Told.Telephone", "Told.Note")],
            (skip, take) => list.RunAsync(acting, filter, skip, take, cancellation),
            call => [call.Reference, clock.Moment(call.StartedAt), call.EndedAt is { } end ? clock.Moment(end) : "", call.Operator, call.Kit ?? "", call.Product ?? "", call.State.ToString(), call.Reason ?? "", call.Told.Organization, call.Told.Email, call.Told.Telephone, call.Told.Note],
            cancellation);
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, "calls-exported", "calls", new { calls, filter.State, filter.Since, filter.Until }), cancellation);
        return file;
    }

    private IEnumerable<string> Told(params string[] fields) => fields.Select(field => $"{texts[field]} ({texts["Told.AsTold"]})");
}

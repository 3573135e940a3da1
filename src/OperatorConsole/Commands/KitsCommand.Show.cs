using System.CommandLine;
using System.Globalization;
using System.Text;
using Licensing.Kits;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Shell;

namespace OperatorConsole.Commands;

/// <content>Everything that a kit's page shows, for a terminal and for programs.</content>
internal static partial class KitsCommand
{
    private static Command Show(Place place)
    {
        var number = new Argument<string>("NUMBER") { Description = "Kit number." };
        var json = Place.Json();
        var command = new Command("show", "Show a kit: sets, states of its PIN codes, licenses and their computers, history, calls, mails, letters, what waits.") { number, json };
        command.SetAction((parsed, cancellation) => place.OnAsync(parsed, async (services, token) =>
        {
            if (!KitNumber.TryParse(parsed.GetValue(number), out var kit))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("NUMBER: 9 or 10 digits with a right check digit were expected.");
                return CommandLine.WrongUsage;
            }

            if (await services.GetRequiredService<ShowKit>().WholeAsync(Acting.System, kit.Digits, token) is not { } file)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no kit {kit}.");
                return CommandLine.Refused;
            }

            var waiting = await services.GetRequiredService<ListProposals>().RunAsync(Acting.System, kit.Digits, token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? Json.Of(InJson(file, waiting)) : InWords(file, waiting));
            return CommandLine.Done;
        }, cancellation));
        return command;
    }

    private static object InJson(KitFile file, IReadOnlyList<ProposalView> waiting) => new
    {
        file.Kit.Kit,
        file.Kit.Product,
        file.Kit.State,
        file.Kit.Sets,
        history = file.Timeline.Select(t => new
        {
            t.Fact.At,
            t.Fact.Kind,
            t.Fact.Method,
            t.Fact.Operation,
            t.Fact.Outcome,
            t.Fact.Reason,
            t.Fact.Pin,
            t.ReplacedPin,
            t.Call,
            t.Observations,
            t.Actor,
            approver = t.Second,
            grounds = t.Grounds is { } grounds ? new { grounds.Reason, grounds.Evidence } : null,
        }),
        issuedAt = file.IssuedAt,
        file.Owner,
        computers = file.Live.Select(l => new { l.License, l.Pin, l.Method, l.Since, l.Host, l.Sketch }),
        stillValidOffline = file.Offline.Select(o => new { o.Pin, o.Since, o.By, o.Host }),
        file.Calls,
        mails = file.Requests,
        letters = file.Letters.Select(l => new { l.Id, l.RequestedAt, l.RequestedBy, l.Reason, l.ApprovedBy, l.PrintedAt }),
        waiting = waiting.Select(w => new { w.Id, w.Kind, w.RequestedBy, w.RequestedAt, w.Reason, w.Evidence, w.Pin }),
    };

    private static string InWords(KitFile file, IReadOnlyList<ProposalView> waiting)
    {
        var text = new StringBuilder($"Kit {file.Kit.Kit}  {file.Kit.Product}  ({file.Kit.State})\n");
        Line(text, "Made", At(file.IssuedAt), file.Owner is null ? "" : $"owner {file.Owner}");
        foreach (var set in file.Kit.Sets)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Title(set.Type, set.Seats, set.Licenses, set.Choice)}\n");
            foreach (var pin in set.Pins)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {pin.Pin}  {pin.State}  {pin.Origin}\n");
            }
        }

        Section("Computers", file.Live, l => [l.Pin, l.Host ?? l.Sketch ?? "", l.Method.ToString(), $"since {At(l.Since)}"]);
        Section("Valid offline though taken back", file.Offline, o => [o.Pin, o.Host ?? "", o.By.ToString(), $"since {At(o.Since)}"]);
        Section("Waiting for a second person", waiting, w => [At(w.RequestedAt), w.Kind.ToString(), w.Pin ?? "", $"by {w.RequestedBy}: {w.Reason}; {w.Evidence}"]);
        Section("History", file.Timeline, Words);
        Section("Calls", file.Calls, c => [At(c.At), c.Reference, c.State.ToString()]);
        Section("Mails", file.Requests, r => [At(r.At), r.Reference, r.Kind.ToString(), r.State.ToString(), r.Decision ?? ""]);
        Section("Letters", file.Letters, l => [At(l.RequestedAt), $"by {l.RequestedBy}: {l.Reason}", l.ApprovedBy is null ? "" : $"approved by {l.ApprovedBy}", l.PrintedAt is { } at ? $"printed {At(at)}" : ""]);
        return text.ToString().TrimEnd();

        void Section<T>(string title, IReadOnlyList<T> rows, Func<T, string[]> words)
        {
            if (rows.Count > 0)
            {
                text.Append(title).Append('\n');
                rows.ToList().ForEach(row => Line(text, [.. words(row)]));
            }
        }
    }

    private static string[] Words(TimelineItem item) =>
    [
        At(item.Fact.At), item.Fact.Kind.ToString(), item.Fact.Method?.ToString() ?? "", item.Fact.Operation?.ToString() ?? "", item.Fact.Outcome?.ToString() ?? "",
        item.Fact.Reason ?? "", item.Fact.Pin ?? "", item.ReplacedPin is null ? "" : $"replaces {item.ReplacedPin}", item.Call is null ? "" : $"call {item.Call}",
        string.Join(' ', item.Observations), item.Actor.Length == 0 ? "" : $"by {item.Actor}", item.Second.Length == 0 ? "" : $"and {item.Second}",
        item.Grounds is { } grounds ? $"{grounds.Reason}; {grounds.Evidence}" : "",
    ];

    private static void Line(StringBuilder text, params string[] words) => text.Append("  ").AppendJoin("  ", words.Where(w => w.Length > 0)).Append('\n');

    private static string At(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}

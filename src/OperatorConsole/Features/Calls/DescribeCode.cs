using Data;
using Data.Calls;
using Licensing.Acquisitions;
using Licensing.Computers;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Calls;

/// <summary>Gathers what the operator looks at before issuing: the code beside the kit's state and history.</summary>
internal static class DescribeCode
{
    private const int HistoryLength = 8;

    internal static async Task<CodeDetails?> RunAsync(CenterDb db, Weighed weighed, long callId)
    {
        var request = weighed.Request;
        if (weighed.Kit is not { } kit || kit.History.Kit.SetOf(request.Pin) is not { } set)
        {
            return null;
        }

        var history = kit.History;
        var live = history.LiveOn(request.Pin);
        return new CodeDetails
        {
            Kit = kit.Row.Number,
            Product = kit.Row.Product,
            Operation = request.Operation,
            Pin = request.Pin,
            PinState = history.StateOf(request.Pin),
            Set = set,
            Live = history.LiveIn(set),
            UnusedPins = history.UnusedIn(set),
            UsedSince = live?.At,
            SameComputer = live?.Sketch is { } acquired && request.Sketch is { } now && Sketch.Compare(acquired, now).Count == 0,
            Changes = weighed.Decision switch { Granted granted => granted.Changes.Kinds, Refused refused => refused.Changes.Kinds, _ => [] },
            SamePinWouldDo = weighed.Decision is Granted { SamePinWouldDo: true },
            Replaces = weighed.Decision is Granted { From: { } from } ? from.Masked : null,
            NeedsAdditionalPin = weighed.Decision is Refused { Hints: var hints } && hints.Contains(Hint.RequestAdditionalPins),
            DecidesAgainst = history.DecidedAgainstBy(set),
            History = await HistoryAsync(db, kit, callId),
        };
    }

    private static async Task<IReadOnlyList<HistoryItem>> HistoryAsync(CenterDb db, LoadedKit kit, long callId)
    {
        var calls = await db.Calls.AsNoTracking()
            .Where(c => c.KitId == kit.Row.Id && c.Id != callId)
            .OrderByDescending(c => c.StartedAt).Take(HistoryLength).ToListAsync();
        var references = calls.ToDictionary(c => c.Id, c => c.Reference);

        // A call that gave or refused a license stands in the ledger already.
        var told = kit.Ledger.Select(e => e.CallId).ToHashSet();
        var quiet = calls.Where(c => !told.Contains(c.Id) && c.State is CallState.Dropped or CallState.Abandoned)
            .Select(c => new HistoryItem(c.LastKeyAt, null, null, null, c.State.ToString(), null, c.Reference));
        var facts = kit.Ledger.Select(e => new HistoryItem(
            e.At, e.Kind, e.Outcome, e.Method, e.Reason, kit.CodeOf(e.PinId)?.Masked, e.CallId is { } id ? references.GetValueOrDefault(id) : null));
        return [.. facts.Concat(quiet).OrderByDescending(i => i.At).Take(HistoryLength)];
    }
}

using Data;
using Data.Acquisitions;
using Data.Calls;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Calls;

/// <summary>Gathers what the operator looks at before issuing: the code beside the kit's state and history.</summary>
internal static class DescribeCode
{
    private const int HistoryLength = 8;

    // A comparison of parameters stands above the history and needs its room.
    private const int ShortHistory = 3;

    internal static async Task<CodeDetails?> RunAsync(CenterDb db, Weighed weighed, long callId, MethodFamily family, DateTimeOffset now)
    {
        var request = weighed.Request;
        if (weighed.Kit is not { } kit || kit.History.Kit.SetOf(request.Pin) is not { } set)
        {
            return null;
        }

        var history = kit.History;
        var live = history.LiveOn(request.Pin);
        var asked = LicenseOf(history, request);
        var parameters = weighed.Decision is Repeated ? [] : ParametersOf(history.Kit.Number, asked, request);
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
            SameComputer = live?.Sketch is { } acquired && request.Sketch is { } sketch && Sketch.Compare(acquired, sketch).Count == 0,
            Changes = weighed.Decision switch { Granted granted => granted.Changes.Kinds, Refused refused => refused.Changes.Kinds, _ => [] },
            Parameters = parameters,
            License = asked is null ? null : new LicenseAbout(
                asked.License, asked.Acquisition.At, asked.Method.RestoredBy(family), OwnerAttempts.Left(history.Facts, asked.License, now)),
            Here = weighed.Decision is Repeated ? LicensesHere.None : HereOf(history, asked, request),
            SamePinWouldDo = weighed.Decision is Granted { SamePinWouldDo: true },
            Replaces = weighed.Decision is Granted { From: { } from } ? from.Masked : null,
            NeedsAdditionalPin = weighed.Decision is Refused { Hints: var hints } && hints.Contains(Hint.RequestAdditionalPins),
            Standing = await db.StandingOfAsync(kit.Row.Id, CancellationToken.None),
            DecidesAgainst = history.DecidedAgainstBy(set),
            History = await HistoryAsync(db, kit, weighed, callId, parameters.Count > 0 ? ShortHistory : HistoryLength),
        };
    }

    // With a spare PIN, LINK names the one that carries the license.
    private static LiveLicense? LicenseOf(KitHistory history, LicenseRequest request) =>
        request.Operation != Operation.RestoreWithSpare ? history.LiveOn(request.Pin)
        : request.Link is { } link && history.PinWithLink(link, request.Pin) is { } current ? history.LiveOn(current)
        : null;

    private static IReadOnlyList<SketchParameter> ParametersOf(KitNumber kit, LiveLicense? asked, LicenseRequest request) =>
        (asked?.Sketch ?? (asked?.Computer is { } full ? Sketch.Of(full, kit) : null)) is { } then && request.Sketch is { } now
            ? SketchParameter.Compare(then, now)
            : [];

    private static LicensesHere HereOf(KitHistory history, LiveLicense? asked, LicenseRequest request)
    {
        if (request.Sketch is not { } sketch)
        {
            return LicensesHere.None;
        }

        // The license that is to be restored counts, even if the computer has become another altogether.
        var plan = RestorationPlanner.ForSketch(history, sketch);
        var known = request.Operation == Operation.Initial || asked is null || plan.Steps.Any(s => s.License.License == asked.License);
        return new LicensesHere(plan.Steps.Count + (known ? 0 : 1), plan.PinsNeeded + (known ? 0 : 1), plan.PinsMissing, plan.FurtherBy);
    }

    private static async Task<IReadOnlyList<HistoryItem>> HistoryAsync(CenterDb db, LoadedKit kit, Weighed weighed, long callId, int length)
    {
        var calls = await db.Calls.AsNoTracking()
            .Where(c => c.KitId == kit.Row.Id && c.Id != callId)
            .OrderByDescending(c => c.StartedAt).Take(HistoryLength).ToListAsync();
        var references = calls.ToDictionary(c => c.Id, c => c.Reference);

        // A call that gave or refused a license stands in the ledger already.
        var told = kit.Ledger.Select(e => e.CallId).ToHashSet();
        var quiet = calls.Where(c => !told.Contains(c.Id) && c.State is CallState.Dropped or CallState.Abandoned)
            .Select(c => new HistoryItem(c.LastKeyAt, null, null, null, c.State.ToString(), null, c.Reference));
        var facts = kit.Ledger.Where(e => !IsThisRefusal(e, weighed, callId)).Select(e => new HistoryItem(
            e.At, e.Kind, e.Outcome, e.Method, e.Reason, kit.CodeOf(e.PinId)?.Masked, e.CallId is { } id ? references.GetValueOrDefault(id) : null));
        return [.. facts.Concat(quiet).OrderByDescending(i => i.At).Take(length)];
    }

    // The second look at a refused code: its own refusal stands above, and is no history yet.
    private static bool IsThisRefusal(LedgerRow entry, Weighed weighed, long callId) =>
        entry.CallId == callId && entry.Outcome == Outcome.Refused && entry.RequestLookup is { } key && key.AsSpan().SequenceEqual(weighed.Key);
}

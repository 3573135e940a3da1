using Data;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>A kit as a dossier shows it: the tree of its PIN codes, and what happened by every channel.</summary>
internal static class KitPieces
{
    internal static IReadOnlyList<PinSetView> Sets(LoadedKit kit, LoadedPinRequest asked) =>
    [
        .. kit.History.Kit.Sets.Select(set => new PinSetView(
            set.Type, set.Seats, set.Licenses, set == asked.Review.Set,
            [.. set.Pins.Select(p => new PinPlace(p.Code.Masked, kit.History.StateOf(p.Code), p.Origin, p.Code == asked.Asked.PinCode))])),
    ];

    internal static async Task<IReadOnlyList<KitMoment>> HistoryAsync(CenterDb db, LoadedKit kit, CancellationToken cancellation)
    {
        var calls = await db.Calls.Where(c => db.Ledger.Any(e => e.KitId == kit.Row.Id && e.CallId == c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, cancellation);
        return
        [
            .. kit.Ledger.Reverse().Select(e => new KitMoment(
                e.Id, e.At, e.Kind, e.Method, e.Operation, e.Outcome, e.Reason, kit.CodeOf(e.PinId) is { } pin ? pin.Masked : "",
                (e.Observations ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), e.CallId is { } call ? calls.GetValueOrDefault(call) : null)),
        ];
    }
}

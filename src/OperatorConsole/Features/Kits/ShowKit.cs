using Data;
using Data.Acquisitions;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>A kit as staff see it: PIN codes masked.</summary>
public sealed record KitView(string Kit, string Product, KitState State, IReadOnlyList<SetView> Sets, IReadOnlyList<HistoryView> History);

/// <summary>A set of a kit.</summary>
public sealed record SetView(LicenseType Type, int? Seats, int Licenses, string? Choice, IReadOnlyList<PinView> Pins);

/// <summary>A PIN of a set; the code's last group only.</summary>
public sealed record PinView(string Pin, PinState State, PinOrigin Origin);

/// <summary>One fact of a kit's history.</summary>
public sealed record HistoryView(DateTimeOffset At, LedgerKind Kind, Method? Method, Operation? Operation, Outcome? Outcome, string? Reason, string? Pin);

/// <summary>Shows a kit: sets, states of its PIN codes, history.</summary>
public sealed class ShowKit(Center center, Vault vault)
{
    /// <summary>The kit; null when there is none of that number.</summary>
    public Task<KitView?> RunAsync(Acting acting, string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
            {
                return null;
            }

            var history = kit.History;
            return new KitView(
                kit.Row.Number, kit.Row.Product, history.State,
                [.. history.Kit.Sets.Select(s => new SetView(
                    s.Type, s.Seats, s.Licenses, s.Choice?.ToString(),
                    [.. s.Pins.Select(p => new PinView(p.Code.Masked, history.StateOf(p.Code), p.Origin))]))],
                [.. kit.Ledger.Select(e => new HistoryView(e.At, e.Kind, e.Method, e.Operation, e.Outcome, e.Reason, kit.CodeOf(e.PinId)?.Masked))]);
        }, cancellation);
    }
}

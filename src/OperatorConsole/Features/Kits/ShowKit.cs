using Data;
using Data.Acquisitions;
using Data.Calls;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
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

/// <summary>A kit's page: the kit, and what else is known around it.</summary>
public sealed record KitFile(
    KitView Kit, DateTimeOffset IssuedAt, string? Owner, IReadOnlyList<KitCall> Calls, IReadOnlyList<KitLetter> Letters, IReadOnlyList<LiveView> Live, IReadOnlyList<string> Actors);

/// <summary>A call about the kit.</summary>
public sealed record KitCall(string Reference, DateTimeOffset At, CallState State);

/// <summary>A printing of the kit's letter.</summary>
public sealed record KitLetter(long Id, DateTimeOffset RequestedAt, string RequestedById, string RequestedBy, string Reason, string? ApprovedBy, DateTimeOffset? PrintedAt);

/// <summary>A live license and the computer that holds it, as far as it is known.</summary>
public sealed record LiveView(long License, string Pin, Method Method, DateTimeOffset Since, string? Sketch);

/// <summary>Shows a kit: sets, states of its PIN codes, history.</summary>
public sealed class ShowKit(Center center, Vault vault, OwnerSealing owners)
{
    private const int MostCalls = 50;

    /// <summary>The kit; null when there is none of that number.</summary>
    public Task<KitView?> RunAsync(Acting acting, string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync(async db => await LoadedKit.ByNumberAsync(db, vault, number) is { } kit ? View(kit) : null, cancellation);
    }

    /// <summary>The kit with its calls, letters and live licenses; null when there is none of that number.</summary>
    public Task<KitFile?> WholeAsync(Acting acting, string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        return center.ReadAsync<KitFile?>(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
            {
                return null;
            }

            var calls = await db.Calls.Where(c => c.KitId == kit.Row.Id).OrderByDescending(c => c.StartedAt).Take(MostCalls)
                .Select(c => new KitCall(c.Reference, c.StartedAt, c.State)).ToListAsync(cancellation);
            var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
            var letters = await db.Letters.Where(l => l.KitId == kit.Row.Id).OrderByDescending(l => l.Id).ToListAsync(cancellation);
            return new KitFile(
                View(kit), kit.Row.IssuedAt, await RegisteredOwner.OpenAsync(db, owners, kit.Row), calls,
                [.. letters.Select(l => new KitLetter(l.Id, l.RequestedAt, l.RequestedById, Name(l.RequestedById), l.Reason, l.ApprovedById is { } by ? Name(by) : null, l.PrintedAt))],
                [.. kit.History.Kit.Pins.Select(p => kit.History.LiveOn(p.Code)).Where(l => l is not null).Select(l => Live(l!))],
                [.. kit.Ledger.Select(e => Name(e.ActorId))]);

            string Name(string? id) => id is null ? "" : people.GetValueOrDefault(id, "");
        }, cancellation);
    }

    private static LiveView Live(LiveLicense license) => new(
        license.License, license.Pin.Masked, license.Method, license.At,
        license.Sketch is { } s ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Os:D3} {s.Board:D3} {s.Ram:D2} {s.Cpu} {s.Bits:X9}") : null);

    private static KitView View(LoadedKit kit)
    {
        var history = kit.History;
        return new KitView(
            kit.Row.Number, kit.Row.Product, history.State,
            [.. history.Kit.Sets.Select(s => new SetView(
                s.Type, s.Seats, s.Licenses, s.Choice?.ToString(),
                [.. s.Pins.Select(p => new PinView(p.Code.Masked, history.StateOf(p.Code), p.Origin))]))],
            [.. kit.Ledger.Select(e => new HistoryView(e.At, e.Kind, e.Method, e.Operation, e.Outcome, e.Reason, kit.CodeOf(e.PinId)?.Masked))]);
    }
}

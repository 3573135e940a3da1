using Data;
using Data.Acquisitions;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>Shows a kit: sets, states of its PIN codes, history.</summary>
public sealed class ShowKit(Center center, Vault vault, OwnerSealing owners, CenterClock clock)
{
    private readonly LedgerSeals _seals = new(vault);

    private const int MostCalls = 50;
    private const int MostRequests = 50;
    private const int MostSeen = 10;

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
            var references = await db.Calls.Where(c => db.Ledger.Any(e => e.KitId == kit.Row.Id && e.CallId == c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, cancellation);
            return new KitFile(
                View(kit), kit.Row.IssuedAt, await RegisteredOwner.OpenAsync(db, owners, kit.Row), calls,
                [.. letters.Select(l => new KitLetter(l.Id, l.RequestedAt, l.RequestedById, l.RequestedById.Length == 0 ? Acting.System.Name : Name(l.RequestedById), l.Reason, l.ApprovedById is { } by ? Name(by) : null, l.PrintedAt))],
                [.. kit.History.Kit.Pins.Select(p => kit.History.LiveOn(p.Code)).Where(l => l is not null).Select(l => Live(kit, l!))])
            {
                Timeline = [.. kit.Ledger.Select(e => Item(kit, e, Name, references))],
                Offline = [.. kit.History.OfflineStillValid.Select(o => new OfflineView(
                    o.License.Pin.Masked, o.Since, o.By is KitRefunded ? LedgerKind.KitRefunded : LedgerKind.AcquisitionAnnulled, o.License.Computer?.Host))],
                Requests = await db.Requests.Where(r => r.KitId == kit.Row.Id).OrderByDescending(r => r.ArrivedAt).Take(MostRequests)
                    .Select(r => new KitRequest(r.Reference, r.ArrivedAt, r.Kind, r.State, r.Decision)).ToListAsync(cancellation),
                Seen = Seen(kit),
            };

            string Name(string? id) => id is null ? "" : people.GetValueOrDefault(id, "");
        }, cancellation);
    }

    private TimelineItem Item(LoadedKit kit, LedgerRow e, Func<string?, string> name, Dictionary<long, string> calls)
    {
        var grounds = e.SealedReason is null ? null : _seals.OpenGrounds(e);
        return new TimelineItem(e.Id, Fact(kit, e), name(e.ActorId), name(e.SecondActorId))
        {
            Grounds = grounds is null ? null : (grounds.Reason, grounds.Evidence),
            Observations = (e.Observations ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ReplacedPin = e is { Outcome: Outcome.Granted, Operation: Operation.RestoreWithSpare } ? kit.CodeOf(e.CurrentPinId)?.Masked : null,
            Call = e.CallId is { } call ? calls.GetValueOrDefault(call) : null,
            Stands = kit.History.StandingCorrections.Any(c => c.Number == e.Id),
        };
    }

    private static List<SeenView> Seen(LoadedKit kit) =>
    [
        .. kit.Ledger.Where(e => e is { Kind: LedgerKind.Request, Outcome: Outcome.Refused, Reason: not null } && (e.SealedComputer is not null || LedgerFacts.SketchOf(e) is not null))
            .Reverse().Take(MostSeen).Select(e => new SeenView(e.Id, e.At, kit.CodeOf(e.PinId)?.Masked ?? "", e.Reason!)),
    ];

    private LiveView Live(LoadedKit kit, LiveLicense license) => new(
        license.License, license.Pin.Masked, license.Method, license.At,
        license.Sketch is { } s ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Os:D3} {s.Board:D3} {s.Ram:D2} {s.Cpu} {s.Bits:X9}") : null)
    {
        Host = license.Computer?.Host is { Length: > 0 } host ? host : null,
        OwnerAttemptsLeft = OwnerAttempts.Left(kit.History.Facts, license.License, clock.Now),
        OwnerKnown = license.Owner is not null,
    };

    private static HistoryView Fact(LoadedKit kit, LedgerRow e) => new(e.At, e.Kind, e.Method, e.Operation, e.Outcome, e.Reason, kit.CodeOf(e.PinId)?.Masked);

    private static KitView View(LoadedKit kit)
    {
        var history = kit.History;
        return new KitView(
            kit.Row.Number, kit.Row.Product, history.State,
            [.. history.Kit.Sets.Select(s => new SetView(
                s.Type, s.Seats, s.Licenses, s.Choice?.ToString(),
                [.. s.Pins.Select(p => new PinView(p.Code.Masked, history.StateOf(p.Code), p.Origin))]))],
            [.. kit.Ledger.Select(e => Fact(kit, e))]);
    }
}

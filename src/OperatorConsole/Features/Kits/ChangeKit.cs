using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Sealing;
using Licensing.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>Blocks a PIN, freezes or closes a kit: each a new fact of the ledger, never an edit.</summary>
public sealed class ChangeKit(Center center, Vault vault, JournalWriter journal, CenterClock clock)
{
    private static readonly LedgerKind[] OfPins = [LedgerKind.PinBlocked, LedgerKind.PinUnblocked];
    private static readonly LedgerKind[] OfKits = [LedgerKind.KitFrozen, LedgerKind.KitUnfrozen, LedgerKind.KitClosed];

    /// <summary>Blocks or unblocks the PIN at a place of a kit.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="change">What changes.</param>
    /// <param name="set">Position of the set, from 1.</param>
    /// <param name="pin">Position of the PIN in it, from 1.</param>
    /// <param name="reason">Why, for the journal; never a PIN.</param>
    public async Task<bool> PinAsync(Acting acting, string number, LedgerKind change, int set, int pin, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var code = await center.ReadAsync(
            async db => (await LoadedKit.ByNumberAsync(db, vault, number))?.History.Kit.Sets[set - 1].Pins[pin - 1].Code, cancellation);
        return code is not null && await RunAsync(acting, number, change, code, reason, cancellation);
    }

    /// <summary>Records the change.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="change">What changes.</param>
    /// <param name="pin">The PIN, where one is blocked or unblocked.</param>
    /// <param name="reason">Why, for the journal; never a PIN.</param>
    /// <returns>False when there is no such kit, or the PIN is not of it.</returns>
    public Task<bool> RunAsync(Acting acting, string number, LedgerKind change, PinCode? pin, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pin is null ? OfKits.Contains(change) : OfPins.Contains(change), true, nameof(change));
        return center.WriteAsync(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit || (pin is { } code && kit.History.Kit.SetOf(code) is null))
            {
                return false;
            }

            db.Ledger.Add(new LedgerRow
            {
                At = clock.Now,
                Kind = change,
                KitId = kit.Row.Id,
                PinId = pin is { } blocked ? kit.PinRowOf(blocked).Id : null,
                ActorId = acting.Id,
            });
            kit.Row.Stamp = Guid.CreateVersion7(clock.Now);
            await journal.AppendAsync(db, acting.Name, "kit-changed", number, new { change, pin = pin?.Masked, reason });
            return true;
        }, cancellation);
    }
}

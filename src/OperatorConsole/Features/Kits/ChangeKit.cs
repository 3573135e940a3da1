using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>What became of a change.</summary>
/// <param name="Found">Whether there is such a kit.</param>
/// <param name="Objection">Why nothing was recorded; null when it was.</param>
public sealed record KitChange(bool Found, CorrectionObjection? Objection)
{
    /// <summary>Whether it is a fact now.</summary>
    public bool Done => Found && Objection is null;

    internal static KitChange NoKit { get; } = new(Found: false, null);
}

/// <summary>Blocks a PIN, freezes or closes a kit: each a new fact of the ledger, never an edit.</summary>
public sealed class ChangeKit(Center center, Vault vault, JournalWriter journal, CenterClock clock, KitFeed feed)
{
    private readonly LedgerSeals _seals = new(vault);

    /// <summary>Blocks or unblocks the PIN at a place of a kit.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="change">What changes.</param>
    /// <param name="set">Position of the set, from 1.</param>
    /// <param name="pin">Position of the PIN in it, from 1.</param>
    /// <param name="reason">Why; never a PIN.</param>
    /// <param name="evidence">What shows it: a letter, a call, a document.</param>
    public async Task<KitChange> PinAsync(
        Acting acting, string number, LedgerKind change, int set, int pin, string reason, string evidence, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        var code = await center.ReadAsync(
            async db => (await LoadedKit.ByNumberAsync(db, vault, number))?.History.Kit.Sets[set - 1].Pins[pin - 1].Code, cancellation);
        return code is null ? KitChange.NoKit : await RunAsync(acting, number, change, code, reason, evidence, cancellation);
    }

    /// <summary>Records the change.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="change">What changes.</param>
    /// <param name="pin">The PIN, where one is blocked or unblocked.</param>
    /// <param name="reason">Why; never a PIN.</param>
    /// <param name="evidence">What shows it: a letter, a call, a document.</param>
    public async Task<KitChange> RunAsync(
        Acting acting, string number, LedgerKind change, PinCode? pin, string reason, string evidence, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Evidence);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(evidence);
        var fact = FactOf(change, pin, clock.Now);
        var changed = await center.WriteAsync(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
            {
                return KitChange.NoKit;
            }

            if (Corrections.Allowed(kit.History, fact) is { } objection)
            {
                return new KitChange(Found: true, objection);
            }

            var entry = new LedgerRow
            {
                At = fact.At,
                Kind = change,
                KitId = kit.Row.Id,
                PinId = pin is { } blocked ? kit.PinRowOf(blocked).Id : null,
                Name = Guid.CreateVersion7(fact.At),
            };
            _seals.SealGrounds(entry, new Grounds(reason, evidence, acting.Id, SecondBy: null));
            db.Ledger.Add(entry);
            kit.Row.Stamp = Guid.CreateVersion7(fact.At);
            await db.SaveChangesAsync(cancellation);

            // The words stand sealed in the ledger; the journal, which outsiders may verify, names the entry.
            await journal.AppendAsync(db, acting.Name, "kit-changed", number, new { change, pin = pin?.Masked, entry = entry.Id });
            return new KitChange(Found: true, null);
        }, cancellation);
        if (changed.Done)
        {
            feed.Tell(number);
        }

        return changed;
    }

    private static Fact FactOf(LedgerKind change, PinCode? pin, DateTimeOffset at) => (change, pin) switch
    {
        (LedgerKind.PinBlocked, { } code) => new PinBlockChanged(at, code, Blocked: true),
        (LedgerKind.PinUnblocked, { } code) => new PinBlockChanged(at, code, Blocked: false),
        (LedgerKind.KitFrozen, null) => new KitStateChanged(at, KitState.Frozen),
        (LedgerKind.KitUnfrozen, null) => new KitStateChanged(at, KitState.Normal),
        (LedgerKind.KitClosed, null) => new KitStateChanged(at, KitState.Closed),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "A PIN is blocked or unblocked; a kit is frozen, thawed or closed."),
    };
}

using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing;

/// <summary>Records that a PIN was blocked, a kit frozen or closed, within the transaction of whatever led to it.</summary>
internal sealed class KitFacts(Vault vault, JournalWriter journal, TimeProvider clock)
{
    private readonly LedgerSeals _seals = new(vault);

    /// <summary>Records it, or says why it makes no sense.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="acting">A supervisor.</param>
    /// <param name="kit">The kit, loaded in that write.</param>
    /// <param name="change">What changes.</param>
    /// <param name="pin">The PIN, where one is blocked or unblocked.</param>
    /// <param name="reason">Why; never a PIN.</param>
    /// <param name="evidence">What shows it: a letter, a call, a case.</param>
    internal async Task<(CorrectionObjection? Objection, long Entry)> RecordAsync(
        CenterDb db, Acting acting, LoadedKit kit, LedgerKind change, PinCode? pin, string reason, string evidence)
    {
        acting.Require(Access.Evidence);
        var fact = FactOf(change, pin, clock.GetUtcNow());
        if (Corrections.Allowed(kit.History, fact) is { } objection)
        {
            return (objection, 0);
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
        await db.SaveChangesAsync();

        // The words stand sealed in the ledger; the journal, which outsiders may verify, names the entry.
        await journal.AppendAsync(db, acting.Name, "kit-changed", kit.Row.Number, new { change, pin = pin?.Masked, entry = entry.Id });
        return (null, entry.Id);
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

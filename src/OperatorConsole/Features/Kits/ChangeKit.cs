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
public sealed class ChangeKit(Center center, Vault vault, JournalWriter journal, TimeProvider clock, KitFeed feed)
{
    private readonly KitFacts _facts = new(vault, journal, clock);

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
        var changed = await center.WriteAsync(
            async db => await LoadedKit.ByNumberAsync(db, vault, number) is { } kit
                ? new KitChange(Found: true, (await _facts.RecordAsync(db, acting, kit, change, pin, reason, evidence)).Objection)
                : KitChange.NoKit,
            cancellation);
        if (changed.Done)
        {
            feed.Tell(number);
        }

        return changed;
    }
}

using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Owners;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing;

/// <summary>What staff learn from an attempt: where details differ and how, never what is recorded.</summary>
/// <param name="Differences">Field by field, where the recorded text is known; null where a digest is all there is.</param>
/// <param name="Fitting">The variant that fits the digest; null when none does, or the text is known.</param>
/// <param name="AttemptsLeft">Attempts left in the window before a supervisor takes over.</param>
public sealed record OwnerAttempt(IReadOnlyList<OwnerDifference>? Differences, FittingVariant? Fitting, int AttemptsLeft);

/// <summary>Tries owner details against those of a license. Few attempts, every one in the ledger and the journal; nothing of it goes to a customer.</summary>
public sealed class TryOwner(Center center, Vault vault, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Makes an attempt.</summary>
    /// <param name="acting">Who tries; with no attempt left only a supervisor may.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="license">Number of the license.</param>
    /// <param name="said">The details as the customer gives them now.</param>
    /// <returns>Null when the license is not live, or the attempts are used up and the person is no supervisor.</returns>
    public Task<OwnerAttempt?> RunAsync(Acting acting, string number, long license, OwnerDetails said, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        ArgumentNullException.ThrowIfNull(said);
        return center.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit
                || kit.History.LiveWith(license) is not { } live
                || (OwnerAttempts.Left(kit.History.Facts, license, now) is var left && left == 0 && !acting.May(Access.Evidence)))
            {
                return null;
            }

            db.Ledger.Add(new LedgerRow { At = now, Kind = LedgerKind.OwnerTried, KitId = kit.Row.Id, LicenseId = license, ActorId = acting.Id });

            // Two attempts at a time must not both count as the last one.
            kit.Row.Stamp = Guid.CreateVersion7(now);
            var attempt = live.Owner is { } recorded
                ? new OwnerAttempt(OwnerNearMatch.Compare(recorded, said), null, Math.Max(0, left - 1))
                : new OwnerAttempt(null, OwnerVariants.Find(kit.History.Kit.Number, live.OwnerDigest, said), Math.Max(0, left - 1));
            await journal.AppendAsync(db, acting.Name, "owner-tried", number, new { license, attemptsLeft = attempt.AttemptsLeft });
            return (OwnerAttempt?)attempt;
        }, cancellation);
    }
}

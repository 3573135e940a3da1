using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>Asks for a correction of a kit. It waits for a second person; until then it changes nothing.</summary>
public sealed class ProposeCorrection(Center center, Vault vault, OwnerSealing owners, JournalWriter journal, CenterClock clock, KitFeed feed)
{
    // Whoever approves is not known yet; the rules are asked as if somebody else did.
    private const string SomebodyElse = "?";

    private readonly ProposalContent _content = new(vault, owners);

    /// <summary>Puts a correction forward.</summary>
    /// <param name="acting">Who asks for it.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="wanted">The correction.</param>
    public async Task<Proposed> RunAsync(Acting acting, string number, Wanted wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        ArgumentNullException.ThrowIfNull(wanted);
        var proposed = await center.WriteAsync(async db =>
        {
            if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
            {
                return new Proposed(Found: false, null, 0);
            }

            var grounds = new Grounds(wanted.Reason, wanted.Evidence, acting.Id, SomebodyElse);
            if (_content.Correction(kit, wanted, grounds) is not { } correction)
            {
                throw new ArgumentException($"A {wanted.Kind} lacks what it corrects, or what it puts right.", nameof(wanted));
            }

            if (Corrections.Allowed(kit.History, correction) is { } objection)
            {
                return new Proposed(Found: true, objection, 0);
            }

            var row = _content.Row(kit, wanted, acting.Id, clock.Now);
            if (wanted.Owner is { } owner)
            {
                _content.SealOwner(row, await KeyAsync(db, kit, wanted.Kind), owner);
            }

            db.Proposals.Add(row);
            await db.SaveChangesAsync(cancellation);
            await journal.AppendAsync(
                db, acting.Name, "correction-proposed", number, new { proposal = row.Id, correction = row.Kind, license = row.LicenseId, undone = row.UndoneId });
            return new Proposed(Found: true, null, row.Id);
        }, cancellation);
        if (proposed.Id != 0)
        {
            feed.Tell(number);
        }

        return proposed;
    }

    /// <summary>Takes back what one asked for oneself.</summary>
    /// <returns>False when it is another person's, or decided already.</returns>
    public async Task<bool> WithdrawAsync(Acting acting, long proposal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Kits);
        var number = await center.WriteAsync(async db =>
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == proposal, cancellation) is not { State: ProposalState.Waiting } row || row.RequestedById != acting.Id)
            {
                return null;
            }

            row.Settle(ProposalState.Withdrawn, acting.Id, clock.Now);
            var kit = await db.Kits.Where(k => k.Id == row.KitId).Select(k => k.Number).SingleAsync(cancellation);
            await journal.AppendAsync(db, acting.Name, "correction-withdrawn", kit, new { proposal });
            return kit;
        }, cancellation);
        if (number is not null)
        {
            feed.Tell(number);
        }

        return number is not null;
    }

    // The new owner of a transfer has a key of its own from the first moment, so that erasing the old one leaves it alone.
    private async Task<Data.Privacy.OwnerKeyRow> KeyAsync(CenterDb db, LoadedKit kit, LedgerKind kind)
    {
        if (kind != LedgerKind.KitTransferred)
        {
            return await OwnerKeys.OfAsync(db, owners, kit);
        }

        var key = owners.NewKey();
        db.OwnerKeys.Add(key);
        await db.SaveChangesAsync();
        return key;
    }
}

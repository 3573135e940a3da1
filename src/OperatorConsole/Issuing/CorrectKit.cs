using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Issuing;

/// <summary>What became of a correction.</summary>
/// <param name="Objection">Why it was not recorded; null when it was.</param>
/// <param name="Entry">Number of its ledger entry, with which it can be taken back; 0 when it was not recorded.</param>
/// <param name="OfflineStillValid">Licenses of the kit that are taken back and go on working on their computers.</param>
public sealed record Corrected(CorrectionObjection? Objection, long Entry, IReadOnlyList<OfflineLicense> OfflineStillValid);

/// <summary>Records a correction of a kit: a fact with reason, evidence and two people, never an edit.</summary>
public sealed class CorrectKit(Center center, Vault vault, OwnerSealing owners, JournalWriter journal, TimeProvider clock)
{
    private readonly LedgerSeals _seals = new(vault);

    /// <summary>Records a correction that another person asked for.</summary>
    /// <param name="approver">The supervisor who approves it now.</param>
    /// <param name="requesterId">Who asked for it: somebody else of the staff.</param>
    /// <param name="number">Kit number.</param>
    /// <param name="wanted">The correction with its reason and evidence; time and people are put in here.</param>
    /// <returns>Null when there is no such kit.</returns>
    public Task<Corrected?> RunAsync(Acting approver, string requesterId, string number, Correction wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(approver);
        approver.Require(Access.Evidence);
        ArgumentException.ThrowIfNullOrEmpty(requesterId);
        ArgumentNullException.ThrowIfNull(wanted);
        return center.WriteAsync(db => WithinAsync(db, approver, requesterId, number, wanted), cancellation);
    }

    /// <summary>The same inside a transaction that has more to record.</summary>
    internal async Task<Corrected?> WithinAsync(CenterDb db, Acting approver, string requesterId, string number, Correction wanted)
    {
        approver.Require(Access.Evidence);
        if (await LoadedKit.ByNumberAsync(db, vault, number) is not { } kit)
        {
            return null;
        }

        var requester = await db.Users.AsNoTracking().Where(u => u.Id == requesterId && u.DisabledAt == null).Select(u => u.UserName).FirstOrDefaultAsync();
        var correction = wanted with
        {
            At = clock.GetUtcNow(),
            Number = 0,
            Grounds = wanted.Grounds with { By = requesterId, SecondBy = requester is null ? null : approver.Id },
        };
        return Corrections.Allowed(kit.History, correction) is { } objection
            ? new Corrected(objection, 0, [])
            : await RecordAsync(db, kit, approver, requester!, correction);
    }

    private async Task<Corrected?> RecordAsync(CenterDb db, LoadedKit kit, Acting approver, string requester, Correction correction)
    {
        var entry = await EntryAsync(db, kit, correction);
        db.Ledger.Add(entry);
        kit.Row.Stamp = Guid.CreateVersion7(correction.At);
        await db.SaveChangesAsync();

        var after = new KitHistory(kit.History.Kit, [.. kit.History.Facts, correction with { Number = entry.Id }]);
        await FollowAsync(db, kit, after, correction.At);
        await journal.AppendAsync(db, approver.Name, "kit-corrected", kit.Row.Number, new
        {
            correction = entry.Kind,
            license = entry.LicenseId,
            undone = entry.UndoneId,
            entry = entry.Id,
            requester,
        });
        return new Corrected(null, entry.Id, after.OfflineStillValid);
    }

    private async Task<LedgerRow> EntryAsync(CenterDb db, LoadedKit kit, Correction correction)
    {
        var entry = new LedgerRow { At = correction.At, Kind = KindOf(correction), KitId = kit.Row.Id, Name = Guid.CreateVersion7(correction.At) };
        _seals.SealGrounds(entry, correction.Grounds);
        switch (correction)
        {
            case AcquisitionAnnulled annulled:
                entry.LicenseId = annulled.License;
                break;
            case CorrectionUndone undone:
                entry.UndoneId = undone.Undone;
                break;
            case OwnerCorrected owner:
                (entry.LicenseId, entry.OwnerDigest) = (owner.License, owner.OwnerDigest);
                if (owner.Owner is { } right)
                {
                    _seals.SealOwner(entry, await OwnerKeys.OfAsync(db, owners, kit), right);
                }

                break;
            case KitTransferred transfer:
                entry.OwnerDigest = transfer.OwnerDigest;
                await TransferAsync(db, kit, entry, transfer.Owner);
                break;
            case ComputerAccepted computer:
                entry.LicenseId = computer.License;
                Put(entry, computer.Sketch);
                if (computer.Computer is { } now)
                {
                    _seals.SealComputer(entry, now);
                }

                break;
        }

        return entry;
    }

    // The registered owner is sealed with the kit's key of the day; a new key leaves the old owner's data where they were.
    private async Task TransferAsync(CenterDb db, LoadedKit kit, LedgerRow entry, OwnerDetails? owner)
    {
        var key = await OwnerKeys.NewAsync(db, owners, kit);
        var name = owner?.Cleaned() is { } o ? (o.Organization.Length > 0 ? o.Organization : $"{o.LastName} {o.FirstName} {o.MiddleName}".Trim()) : "";
        kit.Row.SealedOwner = name.Length == 0 ? null : owners.SealText(key, name, RowName.Of(KitOwnerColumn, kit.Row.Number));
        if (owner is not null)
        {
            _seals.SealOwner(entry, key, owner);
        }
    }

    // The rows of the licenses follow the ledger, so that the engine's own index goes on refusing a second license on a PIN.
    private static async Task FollowAsync(CenterDb db, LoadedKit kit, KitHistory after, DateTimeOffset at)
    {
        foreach (var license in await db.Licenses.Where(l => l.KitId == kit.Row.Id).ToListAsync())
        {
            var pin = after.LiveWith(license.Id) is { } live ? kit.PinRowOf(live.Pin).Id : (long?)null;
            if (license.LivePinId != pin)
            {
                license.LivePinId = pin;
                license.Stamp = Guid.CreateVersion7(at);
            }
        }
    }

    private static void Put(LedgerRow entry, Sketch sketch) =>
        (entry.SketchOs, entry.SketchBoard, entry.SketchRam, entry.SketchCpu, entry.SketchBits) = (sketch.Os, sketch.Board, sketch.Ram, sketch.Cpu, sketch.Bits);

    /// <summary>Row name column under which a kit's registered owner is sealed.</summary>
    internal const string KitOwnerColumn = "Kits." + nameof(KitRow.SealedOwner);

    private static LedgerKind KindOf(Correction correction) => correction switch
    {
        AcquisitionAnnulled => LedgerKind.AcquisitionAnnulled,
        OwnerCorrected => LedgerKind.OwnerCorrected,
        KitTransferred => LedgerKind.KitTransferred,
        KitRefunded => LedgerKind.KitRefunded,
        ComputerAccepted => LedgerKind.ComputerAccepted,
        CorrectionUndone => LedgerKind.CorrectionUndone,
        _ => throw new ArgumentException($"{correction.GetType().Name} has no ledger entry.", nameof(correction)),
    };
}

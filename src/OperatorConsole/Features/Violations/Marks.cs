using Data;
using Data.Acquisitions;
using Data.Sealing;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Violations;

/// <summary>Keyed hashes of computers and owners of granted requests, by which kits that share one are found.</summary>
internal sealed class Marks(Vault vault)
{
    private readonly LedgerSeals _seals = new(vault);

    /// <summary>Whether an entry that can have marks has none yet.</summary>
    internal async Task<bool> LacksAsync(CenterDb db, LoadedKit kit, CancellationToken cancellation)
    {
        var marked = await MarkedAsync(db, kit, cancellation);
        return Markable(kit).Any(e => !marked.Contains(e.Id));
    }

    /// <summary>Adds the marks that are missing.</summary>
    internal async Task AddAsync(CenterDb db, LoadedKit kit, CancellationToken cancellation)
    {
        var marked = await MarkedAsync(db, kit, cancellation);
        var issued = kit.History.Facts.OfType<LicenseIssued>().ToDictionary(i => i.Number);
        foreach (var entry in Markable(kit).Where(e => !marked.Contains(e.Id)))
        {
            foreach (var adapter in _seals.OpenComputer(entry)!.Nics.Distinct(StringComparer.Ordinal))
            {
                Add(entry, MarkKind.Computer, vault.Lookup("computer-mark", adapter));
            }

            if (issued.GetValueOrDefault(entry.Id)?.Owner is { } owner && OwnerName.Of(owner) is { Length: > 0 } name)
            {
                Add(entry, MarkKind.Owner, vault.Lookup("owner-mark", name));
            }
        }

        void Add(LedgerRow entry, MarkKind kind, byte[] mark) =>
            db.KitMarks.Add(new KitMarkRow { EntryId = entry.Id, KitId = kit.Row.Id, Kind = kind, Mark = mark });
    }

    /// <summary>Marks of a kit's computers that other kits have, too.</summary>
    internal static Task<List<byte[]>> OfComputersAsync(CenterDb db, long kitId, CancellationToken cancellation) =>
        db.KitMarks.Where(m => m.KitId == kitId && m.Kind == MarkKind.Computer && db.KitMarks.Any(o => o.Kind == m.Kind && o.Mark == m.Mark && o.KitId != kitId))
            .Select(m => m.Mark).Distinct().ToListAsync(cancellation);

    private static Task<HashSet<long>> MarkedAsync(CenterDb db, LoadedKit kit, CancellationToken cancellation) =>
        db.KitMarks.Where(m => m.KitId == kit.Row.Id).Select(m => m.EntryId).ToHashSetAsync(cancellation);

    // Without an adapter there is nothing that only one computer has.
    private IEnumerable<LedgerRow> Markable(LoadedKit kit) =>
        kit.Ledger.Where(e => e is { Kind: LedgerKind.Request, Outcome: Outcome.Granted, SealedComputer: not null } && _seals.OpenComputer(e) is { Nics.Count: > 0 });
}

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

    /// <summary>Entries of kits that have marks.</summary>
    internal static Task<HashSet<long>> MarkedAsync(CenterDb db, IReadOnlyList<long> kits, CancellationToken cancellation) =>
        db.KitMarks.Where(m => kits.Contains(m.KitId)).Select(m => m.EntryId).ToHashSetAsync(cancellation);

    /// <summary>Whether an entry that can have marks has none yet.</summary>
    internal bool Lacks(LoadedKit kit, HashSet<long> marked) => Unmarked(kit, marked).Any();

    /// <summary>Adds the marks that are missing.</summary>
    internal async Task AddAsync(CenterDb db, IReadOnlyList<LoadedKit> kits, CancellationToken cancellation)
    {
        var marked = await MarkedAsync(db, [.. kits.Select(kit => kit.Row.Id)], cancellation);
        foreach (var kit in kits)
        {
            Add(db, kit, marked);
        }
    }

    /// <summary>Marks of the computers of kits that further kits have, too.</summary>
    internal static Task<List<byte[]>> OfComputersAsync(CenterDb db, IReadOnlyList<long> kits, CancellationToken cancellation) =>
        db.KitMarks.Where(m => kits.Contains(m.KitId) && m.Kind == MarkKind.Computer && db.KitMarks.Any(o => o.Kind == m.Kind && o.Mark == m.Mark && o.KitId != m.KitId))
            .Select(m => m.Mark).Distinct().ToListAsync(cancellation);

    private void Add(CenterDb db, LoadedKit kit, HashSet<long> marked)
    {
        var issued = kit.History.Facts.OfType<LicenseIssued>().ToDictionary(i => i.Number);
        foreach (var entry in Unmarked(kit, marked))
        {
            foreach (var adapter in _seals.OpenComputer(entry)!.Nics.Distinct(StringComparer.Ordinal))
            {
                Mark(entry, MarkKind.Computer, vault.Lookup("computer-mark", adapter));
            }

            if (issued.GetValueOrDefault(entry.Id)?.Owner is { } owner && OwnerName.Of(owner) is { Length: > 0 } name)
            {
                Mark(entry, MarkKind.Owner, vault.Lookup("owner-mark", name));
            }
        }

        void Mark(LedgerRow entry, MarkKind kind, byte[] mark) =>
            db.KitMarks.Add(new KitMarkRow { EntryId = entry.Id, KitId = kit.Row.Id, Kind = kind, Mark = mark });
    }

    // Without an adapter there is nothing that only one computer has.
    private IEnumerable<LedgerRow> Unmarked(LoadedKit kit, HashSet<long> marked) => kit.Ledger.Where(e =>
        e is { Kind: LedgerKind.Request, Outcome: Outcome.Granted, SealedComputer: not null } && !marked.Contains(e.Id) && _seals.OpenComputer(e) is { Nics.Count: > 0 });
}

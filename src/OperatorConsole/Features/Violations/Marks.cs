using Data;
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
    /// <summary>Entries of kits that have marks.</summary>
    internal static Task<HashSet<long>> MarkedAsync(CenterDb db, IReadOnlyList<long> kits, CancellationToken cancellation) =>
        db.KitMarks.Where(m => kits.Contains(m.KitId)).Select(m => m.EntryId).ToHashSetAsync(cancellation);

    /// <summary>Whether an entry that can have marks has none yet.</summary>
    internal static bool Lacks(LoadedKit kit, HashSet<long> marked) => Unmarked(kit, marked).Any();

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
        foreach (var grant in Unmarked(kit, marked))
        {
            foreach (var adapter in grant.Computer!.Nics.Distinct(StringComparer.Ordinal))
            {
                Mark(grant, MarkKind.Computer, vault.Lookup("computer-mark", adapter));
            }

            if (grant is LicenseIssued { Owner: { } owner } && OwnerName.Of(owner) is { Length: > 0 } name)
            {
                Mark(grant, MarkKind.Owner, vault.Lookup("owner-mark", name));
            }
        }

        void Mark(Grant grant, MarkKind kind, byte[] mark) =>
            db.Insert(new KitMarkRow { EntryId = grant.Number, KitId = kit.Row.Id, Kind = kind, Mark = mark });
    }

    // Without an adapter there is nothing that only one computer has.
    private static IEnumerable<Grant> Unmarked(LoadedKit kit, HashSet<long> marked) =>
        kit.History.Facts.OfType<Grant>().Where(grant => grant.Computer is { Nics.Count: > 0 } && !marked.Contains(grant.Number));
}

using Data;
using Data.Kits;
using Data.Sealing;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>Whose kits are, as staff see it: the registered owner, otherwise the one of the first acquisition in words.</summary>
internal sealed class KitCompany(Vault vault, OwnerSealing owners)
{
    private readonly LedgerSeals _seals = new(vault);

    /// <summary>Companies by kit; a kit whose company is not known, or erased, is not among them.</summary>
    internal async Task<IReadOnlyDictionary<long, string>> OfAsync(CenterDb db, IReadOnlyCollection<KitRow> kits, CancellationToken cancellation)
    {
        var ids = kits.Select(k => k.Id).ToList();
        var first = await db.Ledger.AsNoTracking().Where(e => e.KitId != null && ids.Contains(e.KitId.Value) && e.SealedOwner != null)
            .GroupBy(e => e.KitId).Select(g => g.OrderBy(e => e.Id).First()).ToDictionaryAsync(e => e.KitId!.Value, cancellation);
        var keyIds = kits.Select(k => k.OwnerKeyId).Concat(first.Values.Select(e => e.OwnerKeyId)).OfType<long>().Distinct().ToList();
        var keys = await db.OwnerKeys.AsNoTracking().Where(k => keyIds.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        var companies = new Dictionary<long, string>();
        foreach (var kit in kits)
        {
            var company = kit is { SealedOwner: { } closed, OwnerKeyId: { } id } && keys.TryGetValue(id, out var key)
                ? owners.OpenText(key, closed, RowName.Of(CorrectKit.KitOwnerColumn, kit.Number))
                : first.TryGetValue(kit.Id, out var entry) && _seals.OpenOwner(entry, keys) is { } owner ? NameOf(owner) : null;
            if (company is not null)
            {
                companies.Add(kit.Id, company);
            }
        }

        return companies;
    }

    internal static string NameOf(OwnerDetails owner) =>
        owner.Organization.Length > 0 ? owner.Organization : $"{owner.LastName} {owner.FirstName} {owner.MiddleName}".Trim();
}

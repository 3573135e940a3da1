using Data;
using Data.Kits;
using Data.Sealing;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.Violations;

/// <summary>Whose a kit is, as staff see it: the registered owner, otherwise the one of its first acquisition in words.</summary>
internal sealed class KitCompany(Vault vault, OwnerSealing owners)
{
    private readonly LedgerSeals _seals = new(vault);

    internal async Task<string?> OfAsync(CenterDb db, KitRow kit, CancellationToken cancellation)
    {
        if (kit is { SealedOwner: { } closed, OwnerKeyId: { } id } && await db.OwnerKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, cancellation) is { } key)
        {
            return owners.OpenText(key, closed, RowName.Of(CorrectKit.KitOwnerColumn, kit.Number));
        }

        var entry = await db.Ledger.AsNoTracking().Where(e => e.KitId == kit.Id && e.SealedOwner != null).OrderBy(e => e.Id).FirstOrDefaultAsync(cancellation);
        if (entry is null)
        {
            return null;
        }

        var keys = await db.OwnerKeys.AsNoTracking().Where(k => k.Id == entry.OwnerKeyId).ToDictionaryAsync(k => k.Id, cancellation);
        return _seals.OpenOwner(entry, keys) is { } owner ? NameOf(owner) : null;
    }

    internal static string NameOf(OwnerDetails owner) =>
        owner.Organization.Length > 0 ? owner.Organization : $"{owner.LastName} {owner.FirstName} {owner.MiddleName}".Trim();
}

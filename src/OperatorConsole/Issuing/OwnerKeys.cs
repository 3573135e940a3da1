using Data;
using Data.Privacy;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>The key of a kit's owner. A transfer begins a new one: erasing an owner must not erase the next.</summary>
internal static class OwnerKeys
{
    /// <summary>The key that seals for a kit's owner now; null where there is none, or the owner was erased.</summary>
    internal static async Task<OwnerKeyRow?> FindAsync(CenterDb db, LoadedKit kit) =>
        kit.Row.OwnerKeyId is { } id && await db.OwnerKeys.SingleAsync(k => k.Id == id) is { SealedKey: not null } key ? key : null;

    /// <summary>The same; made where it is null.</summary>
    internal static async Task<OwnerKeyRow> OfAsync(CenterDb db, OwnerSealing owners, LoadedKit kit) =>
        await FindAsync(db, kit) ?? await NewAsync(db, owners, kit);

    /// <summary>A new key, which seals for the kit's owner from now on.</summary>
    internal static async Task<OwnerKeyRow> NewAsync(CenterDb db, OwnerSealing owners, LoadedKit kit)
    {
        var key = owners.NewKey();
        db.OwnerKeys.Add(key);
        await db.SaveChangesAsync();
        kit.Row.OwnerKeyId = key.Id;
        return key;
    }
}

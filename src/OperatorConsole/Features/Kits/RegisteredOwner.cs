using Data;
using Data.Kits;
using Data.Sealing;

namespace OperatorConsole.Features.Kits;

/// <summary>The company that a kit was sold to, sealed with a key of its own.</summary>
internal static class RegisteredOwner
{
    internal static string NameOf(KitRow kit) => RowName.Of("Kits.SealedOwner", kit.Number);

    /// <summary>Registers the owner of new kits: a key for each, so that one kit's owner can be erased and the others' stay.</summary>
    internal static async Task SetAsync(CenterDb db, OwnerSealing owners, IReadOnlyList<KitRow> kits, string? owner)
    {
        if (Licensing.CanonicalText.Clean(owner) is not { Length: > 0 } name)
        {
            return;
        }

        var keys = kits.Select(_ => owners.NewKey()).ToList();
        db.OwnerKeys.AddRange(keys);
        await db.SaveChangesAsync();
        foreach (var (kit, key) in kits.Zip(keys))
        {
            kit.OwnerKeyId = key.Id;
            kit.SealedOwner = owners.SealText(key, name, NameOf(kit));
        }
    }

    internal static async Task<string?> OpenAsync(CenterDb db, OwnerSealing owners, KitRow kit) =>
        kit.SealedOwner is { } name && await db.OwnerKeys.FindAsync(kit.OwnerKeyId) is { } key ? owners.OpenText(key, name, NameOf(kit)) : null;
}

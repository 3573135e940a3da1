using Data;
using Data.Sealing;
using Licensing.Acquisitions;

namespace OperatorConsole.Issuing;

/// <summary>What a decision rests on: the request as the rules see it beside the kit that it concerns.</summary>
/// <param name="Kit">The kit; null when no kit has the PIN.</param>
/// <param name="Request">The request.</param>
/// <param name="Key">Its look-up key.</param>
/// <param name="Claimed">The kit that the request names, where it is not the one that the PIN belongs to.</param>
internal sealed record LookedUp(LoadedKit? Kit, LicenseRequest Request, byte[] Key, ClaimedKit? Claimed)
{
    /// <summary>Looks a request up. Whatever is wrong with kit or PIN, the same is read.</summary>
    internal static async Task<LookedUp> ByAsync(CenterDb db, Vault vault, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var kit = await LoadedKit.ByPinAsync(db, vault, incoming.Pin);
        var key = RequestKeys.Of(vault, incoming.CanonicalFor(kit?.History.Kit.Number));
        var request = incoming.ToRequest(key);

        var claimed = incoming.Kit is { } number && number != kit?.History.Kit.Number ? await ClaimedKit.FindAsync(db, vault, number) : null;
        if (kit is null && claimed is not null)
        {
            await LoadedKit.LikeAnyAsync(db, vault, claimed.RowId, incoming.Pin);
        }

        return new LookedUp(kit, request, key, claimed);
    }

    /// <summary>The same within a running write: as it was found if nothing of it changed, and looked up anew otherwise.</summary>
    internal async Task<LookedUp> NowAsync(CenterDb db, Vault vault, Incoming incoming) =>
        (Kit is null ? await LoadedKit.IsNobodysAsync(db, vault, incoming.Pin) : await Kit.IsCurrentAsync(db)) ? this : await ByAsync(db, vault, incoming);
}

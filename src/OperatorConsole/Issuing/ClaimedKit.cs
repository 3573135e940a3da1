using Data;
using Data.Sealing;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>A kit that a request names and that its PIN does not belong to: mistyped, somebody else's, or guessed at.</summary>
/// <param name="RowId">Its row; null when there is no such kit.</param>
/// <param name="Mark">What the ledger counts guesses by: a keyed hash, since the number need not be one of ours.</param>
public sealed record ClaimedKit(long? RowId, string Mark)
{
    private const int MarkBytes = 12;

    internal static async Task<ClaimedKit> FindAsync(CenterDb db, Vault vault, KitNumber number)
    {
        var digits = number.Digits;
        var row = await db.Kits.Where(k => k.Number == digits).Select(k => (long?)k.Id).FirstOrDefaultAsync();
        return new ClaimedKit(row, "kit:" + Convert.ToHexStringLower(vault.Lookup("claimed-kit", digits).AsSpan(0, MarkBytes)));
    }
}

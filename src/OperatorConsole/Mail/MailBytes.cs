using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Mail;

/// <summary>The bytes of a stored message.</summary>
internal static class MailBytes
{
    /// <summary>The message's row and bytes; a duplicate's are those of its first copy. No bytes after the time of keeping.</summary>
    internal static async Task<(MailRow? Row, byte[]? Raw)> OfAsync(CenterDb db, OwnerSealing owners, long id, CancellationToken cancellation)
    {
        if (await db.Mails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } row)
        {
            return (null, null);
        }

        var first = row.DuplicateOfId is { } of ? await db.Mails.AsNoTracking().SingleAsync(m => m.Id == of, cancellation) : row;
        return (row, first.SealedRaw is { } closed
            ? owners.Open(await db.OwnerKeys.AsNoTracking().SingleAsync(k => k.Id == first.OwnerKeyId, cancellation), closed, StoreMail.RawName(first.Name))
            : null);
    }
}

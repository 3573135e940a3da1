using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace OperatorConsole.Mail.Intake;

/// <summary>A message as it was fetched.</summary>
/// <param name="RemoteKey">What the mailbox calls it.</param>
/// <param name="Raw">Its bytes.</param>
internal sealed record Fetched(string RemoteKey, byte[] Raw);

/// <summary>Stores messages raw, each once, before anything else happens to them.</summary>
internal sealed class StoreMail(Center center, Vault vault, OwnerSealing owners, TimeProvider clock)
{
    /// <summary>Stores a batch in one transaction; those that are here already are left alone.</summary>
    /// <returns>Numbers of the rows, duplicates included.</returns>
    internal async Task<IReadOnlyList<long>> RunAsync(long mailboxId, IReadOnlyList<Fetched> batch, CancellationToken cancellation)
    {
        var marked = batch.Select(f => (f.RemoteKey, f.Raw, Marks: Mark(f.Raw))).ToList();
        return await center.WriteAsync(async db =>
        {
            var keys = batch.Select(f => f.RemoteKey).ToList();
            var known = await db.Mails.Where(m => m.MailboxId == mailboxId && keys.Contains(m.RemoteKey)).Select(m => m.RemoteKey).ToListAsync(cancellation);
            var rows = new List<MailRow>();
            foreach (var (key, raw, marks) in marked.Where(m => !known.Contains(m.RemoteKey)))
            {
                var row = await RowAsync(db, mailboxId, key, raw, marks, cancellation);
                rows.Add(row);

                // The next of the batch may be a copy of this one.
                await db.SaveChangesAsync(cancellation);
            }

            return (IReadOnlyList<long>)[.. rows.Select(r => r.Id)];
        }, cancellation);
    }

    private async Task<MailRow> RowAsync(CenterDb db, long mailboxId, string key, byte[] raw, MailMarks marks, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var sameId = marks.Id is null ? [] : await db.Mails.Where(m => m.MailboxId == mailboxId && m.IdLookup == marks.Id && m.DuplicateOfId == null)
            .Select(m => new { m.Id, m.BodyLookup }).ToListAsync(cancellation);
        var first = sameId.FirstOrDefault(m => m.BodyLookup.AsSpan().SequenceEqual(marks.Body))?.Id
            ?? await db.Mails.Where(m => m.MailboxId == mailboxId && m.RawLookup == marks.Raw && m.DuplicateOfId == null).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancellation);
        var name = Guid.CreateVersion7(now);
        var owner = owners.NewKey();
        db.OwnerKeys.Add(owner);
        await db.SaveChangesAsync(cancellation);
        var row = new MailRow
        {
            Name = name,
            MailboxId = mailboxId,
            RemoteKey = key,
            OwnerKeyId = owner.Id,
            SealedRaw = first is null ? owners.Seal(owner, raw, RawName(name)) : null,
            Size = raw.Length,
            RawLookup = marks.Raw,
            BodyLookup = marks.Body,
            IdLookup = marks.Id,
            ArrivedAt = now,
            State = first is null ? MailState.Stored : MailState.Duplicate,
            DuplicateOfId = first,
            SameIdOtherBody = first is null && sameId.Count > 0,
            HandledAt = first is null ? null : now,
            Stamp = name,
        };
        db.Mails.Add(row);
        return row;
    }

    /// <summary>Row name under which a message is sealed.</summary>
    internal static string RawName(Guid name) => RowName.Of("Mails.SealedRaw", name.ToString("D"));

    private MailMarks Mark(byte[] raw) => new(
        vault.Lookup("mail", raw),
        vault.Lookup("mail-body", BodyOf(raw)),
        IdOf(raw) is { } id ? vault.Lookup(MessageIds.Label, id) : null);

    private static ReadOnlySpan<byte> BodyOf(byte[] raw)
    {
        var crlf = raw.AsSpan().IndexOf("\r\n\r\n"u8);
        var lf = raw.AsSpan().IndexOf("\n\n"u8);
        return crlf >= 0 && (lf < 0 || crlf < lf) ? raw.AsSpan(crlf + 4) : lf >= 0 ? raw.AsSpan(lf + 2) : default;
    }

    // Only the header, and only so much of it: whatever is odd about the rest is for those who understand the message.
    private static string? IdOf(byte[] raw)
    {
        try
        {
            using var head = new MemoryStream(raw, 0, Math.Min(raw.Length, Reading.MailLimits.MostHeaderBytes), writable: false);
            return HeaderList.Load(Reading.MailLimits.Options, head)[HeaderId.MessageId] is { Length: > 0 } id ? MessageIds.Clean(id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private sealed record MailMarks(byte[] Raw, byte[] Body, byte[]? Id);
}

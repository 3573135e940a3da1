using System.Globalization;
using Data;
using Data.Mail;
using Data.Privacy;
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
        var marked = batch.Select(f => (Mail: f, Marks: Mark(f.Raw))).ToList();
        return await center.WriteAsync(async db =>
        {
            var keys = batch.Select(f => f.RemoteKey).ToList();
            var here = await db.Mails.Where(m => m.MailboxId == mailboxId && keys.Contains(m.RemoteKey)).Select(m => m.RemoteKey).ToListAsync(cancellation);
            var news = marked.Where(m => !here.Contains(m.Mail.RemoteKey)).ToList();
            return news.Count == 0 ? [] : await AddAsync(db, mailboxId, news, cancellation);
        }, cancellation);
    }

    /// <summary>Enters messages that their mailbox lists and never gave: without bytes, in quarantine, where a person sees them.</summary>
    internal Task UnfetchedAsync(long mailboxId, IReadOnlyList<string> keys, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        foreach (var key in keys)
        {
            if (await db.Mails.AnyAsync(m => m.MailboxId == mailboxId && m.RemoteKey == key, cancellation))
            {
                continue;
            }

            var owner = owners.NewKey();
            db.OwnerKeys.Add(owner);
            await db.SaveChangesAsync(cancellation);

            // Its bytes are unknown: what stands for them is no other message's.
            var mark = vault.Lookup("mail-unfetched", string.Create(CultureInfo.InvariantCulture, $"{mailboxId}/{key}"));
            var row = RowOf(mailboxId, new Fetched(key, []), new MailMarks(mark, mark, null), owner, isFirst: false, sameId: false);
            (row.State, row.Reason) = (MailState.Quarantined, Unfetched.Reason);
            db.Mails.Add(row);
        }
    }, cancellation);

    private async Task<IReadOnlyList<long>> AddAsync(CenterDb db, long mailboxId, List<(Fetched Mail, MailMarks Marks)> news, CancellationToken cancellation)
    {
        var keys = news.ConvertAll(_ => owners.NewKey());
        keys.ForEach(db.Insert);
        var known = await EarlierAsync(db, mailboxId, news, cancellation);
        await db.SaveChangesAsync(cancellation);
        var rows = new List<(MailRow Row, Known? First)>();
        foreach (var ((mail, marks), owner) in news.Zip(keys))
        {
            var sameId = known.Where(k => marks.Id is not null && Same(k.Marks.Id, marks.Id)).ToList();
            var first = sameId.FirstOrDefault(k => Same(k.Marks.Body, marks.Body)) ?? known.FirstOrDefault(k => Same(k.Marks.Raw, marks.Raw));
            var row = RowOf(mailboxId, mail, marks, owner, first is null, sameId.Count > 0);
            rows.Add((row, first));
            if (first is null)
            {
                // The next of the batch may be a copy of this one.
                known.Add(new Known(marks) { Row = row });
            }
        }

        foreach (var (row, _) in rows.Where(r => r.First is null))
        {
            db.Insert(row);
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var (copy, first) in rows.Where(r => r.First is not null))
        {
            copy.DuplicateOfId = first!.Row?.Id ?? first.Id;
            db.Insert(copy);
        }

        await db.SaveChangesAsync(cancellation);
        return [.. rows.Select(r => r.Row.Id)];
    }

    private static async Task<List<Known>> EarlierAsync(CenterDb db, long mailboxId, List<(Fetched Mail, MailMarks Marks)> news, CancellationToken cancellation)
    {
        var (ids, raws) = (news.Select(n => n.Marks.Id).OfType<byte[]>().ToList(), news.Select(n => n.Marks.Raw).ToList());
        var firsts = db.Mails.Where(m => m.MailboxId == mailboxId && m.DuplicateOfId == null);
        var sameId = ids.Count == 0 ? [] : await KnownAsync(firsts.Where(m => ids.Contains(m.IdLookup!)), cancellation);
        return [.. sameId.Concat(await KnownAsync(firsts.Where(m => raws.Contains(m.RawLookup)), cancellation)).DistinctBy(k => k.Id)];
    }

    private static Task<List<Known>> KnownAsync(IQueryable<MailRow> mails, CancellationToken cancellation) =>
        mails.OrderBy(m => m.Id).Select(m => new Known(new MailMarks(m.RawLookup, m.BodyLookup, m.IdLookup)) { Id = m.Id }).ToListAsync(cancellation);

    private MailRow RowOf(long mailboxId, Fetched mail, MailMarks marks, OwnerKeyRow owner, bool isFirst, bool sameId)
    {
        var now = clock.GetUtcNow();
        var name = Guid.CreateVersion7(now);
        return new MailRow
        {
            Name = name,
            MailboxId = mailboxId,
            RemoteKey = mail.RemoteKey,
            OwnerKeyId = owner.Id,
            SealedRaw = isFirst ? owners.Seal(owner, mail.Raw, RawName(name)) : null,
            Size = mail.Raw.Length,
            RawLookup = marks.Raw,
            BodyLookup = marks.Body,
            IdLookup = marks.Id,
            ArrivedAt = now,
            State = isFirst ? MailState.Stored : MailState.Duplicate,
            SameIdOtherBody = isFirst && sameId,
            HandledAt = isFirst ? null : now,
            Stamp = name,
        };
    }

    private static bool Same(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

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

    // A message that is here: in the tables, or earlier in the same batch.
    private sealed record Known(MailMarks Marks)
    {
        public long Id { get; init; }

        public MailRow? Row { get; init; }
    }
}

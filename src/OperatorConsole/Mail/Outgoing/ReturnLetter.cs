using System.Text.Json;
using Data;
using Data.Mail;
using Data.Sealing;
using Data.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A letter that did not arrive comes to a person: to the clerk of its request, to the supervisors of its case, or, where nobody had asked for it, into the queue.</summary>
internal sealed class ReturnLetter(OwnerSealing owners)
{
    /// <param name="db">The context of a running write.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="reason">Stable code of why.</param>
    /// <param name="now">Now.</param>
    /// <param name="mail">The message that tells of it; null when it was never taken.</param>
    /// <param name="cancellation">Ends the queries.</param>
    internal async Task BackAsync(CenterDb db, OutboxRow letter, string reason, DateTimeOffset now, MailRow? mail, CancellationToken cancellation)
    {
        if (letter.RequestId is not null)
        {
            await Reopen.Async(db, letter.RequestId, reason, now, mail?.Id, cancellation);
        }
        else if (letter.CaseId is { } one)
        {
            await CaseAsync(db, one, now, mail, cancellation);
        }
        else
        {
            await QueueAsync(db, letter, reason, now, mail, cancellation);
        }
    }

    // The question was not heard: what is decided about the case, somebody decides anew.
    private static async Task CaseAsync(CenterDb db, long id, DateTimeOffset now, MailRow? mail, CancellationToken cancellation)
    {
        var one = await db.Cases.SingleAsync(c => c.Id == id, cancellation);
        one.Escalated |= one.State == CaseState.Decided;
        (one.State, one.WaitingSince, one.Stamp) = (CaseState.Open, now, Guid.CreateVersion7(now));
        if (mail is not null && !await db.CaseReplies.AnyAsync(r => r.CaseId == id && r.MailId == mail.Id, cancellation))
        {
            db.CaseReplies.Add(new CaseReplyRow { CaseId = id, MailId = mail.Id, At = mail.ArrivedAt });
        }
    }

    // An announcement belongs to no request; that nobody heard of a move is one.
    private async Task QueueAsync(CenterDb db, OutboxRow letter, string reason, DateTimeOffset now, MailRow? mail, CancellationToken cancellation)
    {
        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == letter.OwnerKeyId, cancellation);
        var to = owner.SealedKey is null ? null : owners.OpenText(owner, letter.SealedRecipient, QueueLetter.RecipientName(letter.Name));
        if (to is null)
        {
            return;
        }

        var (number, name) = (await RequestReference.NextAsync(db), Guid.CreateVersion7(now));
        var told = letter.SealedBytes is { } bytes && owners.Open(owner, bytes, QueueLetter.BytesName(letter.Name)) is { } raw ? await MessageAsync(raw, cancellation) : null;
        var sender = new RequestSender(to, "", told?.Subject ?? "", told?.MessageId);
        var request = new RequestRow
        {
            Number = number,
            Reference = RequestReference.Of(number),
            Name = name,
            Kind = RequestKind.Other,
            State = RequestState.Open,
            Reason = reason,
            MailId = mail?.Id,
            Part = mail is null ? 1 : 1 + await db.Requests.CountAsync(r => r.MailId == mail.Id, cancellation),
            KitId = await db.Announcements.Where(a => a.Id == letter.AnnouncementId).Select(a => (long?)a.KitId).SingleOrDefaultAsync(cancellation),
            OwnerKeyId = owner.Id,
            SealedSender = owners.SealText(owner, JsonSerializer.Serialize(sender), RequestSender.RowNameOf(name)),
            SenderLookup = letter.RecipientLookup,
            Language = told?.TextBody?.Any(c => c is >= 'Ѐ' and <= 'ӿ') == true ? "ru" : "en",
            ArrivedAt = now,
            ChangedAt = now,
            NewReply = true,
            Stamp = name,
        };
        db.Requests.Add(request);
        await db.SaveChangesAsync(cancellation);
        db.RequestEvents.Add(new RequestEventRow { RequestId = request.Id, At = now, ActorId = "", Kind = reason, MailId = mail?.Id });
    }

    private static async Task<MimeKit.MimeMessage> MessageAsync(byte[] raw, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(raw, writable: false);
        return await MimeKit.MimeMessage.LoadAsync(bytes, cancellation);
    }
}

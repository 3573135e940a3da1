using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>What a person's mail becomes: an answered request, one for a clerk, or a customer's word on an earlier one.</summary>
internal sealed class MailRequests(Vault vault, FileFromMail files, NewRequest fresh, Acknowledge acknowledge, TakeCaseReply cases, TimeProvider clock)
{
    /// <param name="db">The context of a running write.</param>
    /// <param name="row">The message's row.</param>
    /// <param name="read">What it says.</param>
    /// <param name="cancellation">Ends the queries.</param>
    internal async Task<MailOutcome> OfAsync(CenterDb db, MailRow row, ReadMail read, CancellationToken cancellation)
    {
        var owner = await MailQueries.OwnerAsync(db, row.OwnerKeyId);
        if (read.Answers.Count > 0 && await cases.AddAsync(db, row, read, cancellation) is { } asked && read.Files.Count == 0)
        {
            return new MailOutcome(MailState.Queued, asked, "case-reply");
        }

        var earlier = await ThreadAsync(db, row, read, cancellation);
        if (earlier is not null && (read.Files.Count == 0 || earlier.Kind == RequestKind.AdditionalPins))
        {
            if (earlier.Kind == RequestKind.AdditionalPins)
            {
                await fresh.AddAnswerAsync(db, row, earlier, read, cancellation);
            }

            await Reopen.Async(db, earlier.Id, "replied", clock.GetUtcNow(), row.Id, cancellation);
            return new MailOutcome(MailState.Queued, earlier.Reference, "replied");
        }

        // Whoever asks for a PIN code encloses the file that needs one; a file that can be answered is answered, and one that we asked for belongs to our question.
        var asking = earlier is { State: not RequestState.Done } ? earlier : null;
        return read.Files.Count == 0 || (asking is null && read.AsksForPins && !await files.AnswersAnyAsync(db, row, read))
            ? await QueueAsync(db, row, owner, read, cancellation)
            : await AnswerAsync(db, row, owner, read, asking, cancellation);
    }

    /// <summary>A message that nothing can be made of, as a request for a person: its bytes are beside it, and why is its detail.</summary>
    internal async Task<MailOutcome> AsItLiesAsync(CenterDb db, MailRow row, ReadMail head, CancellationToken cancellation)
    {
        const string Quarantined = "quarantined";
        var request = await fresh.AddAsync(db, row, await MailQueries.OwnerAsync(db, row.OwnerKeyId), head, RequestKind.Other, Quarantined, part: 1, cancellation, detail: row.Reason);
        return new MailOutcome(MailState.Queued, request.Reference, Quarantined);
    }

    private async Task<MailOutcome> QueueAsync(CenterDb db, MailRow row, OwnerKeyRow owner, ReadMail read, CancellationToken cancellation)
    {
        var (kind, reason) = read.Encrypted ? (RequestKind.Other, "encrypted-mail")
            : read.AsksForPins ? (RequestKind.AdditionalPins, "pin-request")
            : (RequestKind.Other, "no-request");
        var file = kind == RequestKind.AdditionalPins ? read.Files.Select(FileFromMail.Kept).FirstOrDefault(f => f is not null) : null;
        var request = await fresh.AddAsync(db, row, owner, read, kind, reason, part: 1, cancellation, file: file);
        if (kind == RequestKind.AdditionalPins)
        {
            await acknowledge.AddAsync(db, owner, read, request, cancellation);
        }

        return new MailOutcome(MailState.Queued, request.Reference, reason);
    }

    private async Task<MailOutcome> AnswerAsync(CenterDb db, MailRow row, OwnerKeyRow owner, ReadMail read, RequestRow? asking, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (made, same) = (new List<RequestRow>(), asking is not null && IsOf(asking, row));
        foreach (var file in read.Files)
        {
            // What cannot be answered by itself is what was asked for, or stands in its place; a second one is a request of its own.
            if (await files.AddAsync(db, row, owner, read, file, made.Count + 1, seen, same && !made.Contains(asking!) ? asking : null, cancellation) is { } request)
            {
                made.Add(request);
            }

            if (file != read.Files[^1])
            {
                // The next one may be about the same kit, and is weighed by what stands in the tables.
                await db.SaveChangesAsync(cancellation);
            }
        }

        var open = made.FirstOrDefault(r => r.State == RequestState.Open && r != asking);
        if (open is not null)
        {
            await acknowledge.AddAsync(db, owner, read, open, cancellation);
        }

        if (asking is not null)
        {
            return await ReturnAsync(db, row, asking, same && made.TrueForAll(r => r != asking && r.State == RequestState.Done) ? made[0] : null, cancellation);
        }

        return open is null ? new MailOutcome(MailState.Answered, made[0].Reference, null) : new MailOutcome(MailState.Queued, open.Reference, open.Reason);
    }

    // What we asked for has come: the question is over when it was answered by itself, and otherwise its clerk's again.
    private async Task<MailOutcome> ReturnAsync(CenterDb db, MailRow row, RequestRow asking, RequestRow? answered, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await Reopen.Async(db, asking.Id, "replied", now, row.Id, cancellation);
        if (answered is null)
        {
            return new MailOutcome(MailState.Queued, asking.Reference, "replied");
        }

        const string Elsewhere = "answered-elsewhere";
        (asking.State, asking.Decision, asking.DecisionReason, asking.DecidedAt, asking.NewReply) = (RequestState.Done, Elsewhere, answered.Reference, now, false);
        asking.KitId ??= answered.KitId;
        db.RequestEvents.Add(new RequestEventRow { RequestId = asking.Id, At = now, ActorId = "", Kind = Elsewhere, Detail = answered.Reference });
        return new MailOutcome(MailState.Answered, answered.Reference, null);
    }

    private static bool IsOf(RequestRow request, MailRow row) =>
        request.SenderLookup is { } sender && row.SenderLookup is { } writes && sender.AsSpan().SequenceEqual(writes);

    // By what it answers; a program that forgets that leaves the reference in the subject, which counts from the same sender alone.
    private async Task<RequestRow?> ThreadAsync(CenterDb db, MailRow row, ReadMail read, CancellationToken cancellation)
    {
        foreach (var lookup in MessageIds.Lookups(vault, read.Answers))
        {
            if (await db.Outbox.Where(o => o.IdLookup == lookup && o.RequestId != null).Select(o => o.RequestId).FirstOrDefaultAsync(cancellation) is { } answered)
            {
                return await db.Requests.SingleAsync(r => r.Id == answered, cancellation);
            }
        }

        return RequestReference.Parse(Subjects.Reference(read.Subject)) is { } number && row.SenderLookup is { } sender
            ? await db.Requests.SingleOrDefaultAsync(r => r.Number == number && r.SenderLookup == sender, cancellation)
            : null;
    }
}

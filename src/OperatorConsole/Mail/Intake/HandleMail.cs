using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>How a message ended.</summary>
/// <param name="State">The state.</param>
/// <param name="Reference">The request that it became or belongs to; null when it became none.</param>
/// <param name="Reason">Stable code.</param>
public sealed record MailOutcome(MailState State, string? Reference, string? Reason);

/// <summary>A sweep: understands each stored message and ends it, in one transaction, as answered, queued or kept with a reason.</summary>
internal sealed partial class HandleMail(
    Center center, Vault vault, OwnerSealing owners, MailSettings settings, MailRequests requests, TimeProvider clock, ILogger<HandleMail> logger)
{
    private const int MostAtOnce = 100;
    private const int MostFailures = 3;

    /// <summary>Handles whatever is stored, oldest first.</summary>
    /// <returns>How many messages were ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (handled, last) = (0, 0L);
        for (List<long> stored; (stored = await StoredAsync(last, cancellation)).Count > 0; last = stored[^1])
        {
            foreach (var id in stored)
            {
                handled += await OneAsync(id, cancellation) is null ? 0 : 1;
            }
        }

        return handled;
    }

    /// <summary>Handles one message; null when it failed and will be tried again.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<MailOutcome?> OneAsync(long id, CancellationToken cancellation)
    {
        try
        {
            return await UnderstoodAsync(id, cancellation);
        }
        catch (BusyException)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever nobody foresaw stops this message and no other.
            LogFailed(fault, id);
            return await FailedAsync(id, cancellation);
        }
    }

    private Task<List<long>> StoredAsync(long after, CancellationToken cancellation) => center.ReadAsync(
        db => db.Mails.Where(m => m.State == MailState.Stored && m.Id > after).OrderBy(m => m.Id).Select(m => m.Id).Take(MostAtOnce).ToListAsync(cancellation),
        cancellation);

    private async Task<MailOutcome> UnderstoodAsync(long id, CancellationToken cancellation)
    {
        var raw = await RawAsync(id, cancellation);
        ReadMail? read = null;
        var quarantined = "erased";
        if (raw is not null)
        {
            try
            {
                read = ReadMail.Of(raw, settings);
            }
            catch (MailBeyondLimitsException beyond)
            {
                quarantined = beyond.Reason;
            }
        }

        return await center.WriteAsync(async db =>
        {
            var row = await db.Mails.SingleAsync(m => m.Id == id, cancellation);
            if (row.State != MailState.Stored)
            {
                return await EndedAsync(db, row, cancellation);
            }

            var outcome = read is null
                ? new MailOutcome(MailState.Quarantined, null, quarantined)
                : await DecideAsync(db, row, read, cancellation);
            var now = clock.GetUtcNow();
            (row.State, row.Reason, row.HandledAt, row.Stamp) = (outcome.State, outcome.Reason, now, Guid.CreateVersion7(now));
            return outcome;
        }, cancellation);
    }

    private async Task<MailOutcome> DecideAsync(CenterDb db, MailRow row, ReadMail read, CancellationToken cancellation)
    {
        row.SenderLookup = read.Sender.Address is { } address ? Outgoing.QueueLetter.Lookup(vault, address) : null;
        if (read.KeptBecause is { } kept)
        {
            if (kept == "bounce")
            {
                await Bounces.RecordAsync(db, vault, read, row, clock.GetUtcNow(), cancellation);
            }

            return new MailOutcome(MailState.Kept, null, kept);
        }

        return await requests.OfAsync(db, row, read, cancellation);
    }

    private Task<byte[]?> RawAsync(long id, CancellationToken cancellation) => center.ReadAsync(async db =>
    {
        var row = await db.Mails.SingleAsync(m => m.Id == id, cancellation);
        return row.SealedRaw is { } closed
            ? owners.Open(await db.OwnerKeys.SingleAsync(k => k.Id == row.OwnerKeyId, cancellation), closed, StoreMail.RawName(row.Name))
            : null;
    }, cancellation);

    private Task<MailOutcome?> FailedAsync(long id, CancellationToken cancellation) => center.WriteAsync<MailOutcome?>(async db =>
    {
        var (now, row) = (clock.GetUtcNow(), await db.Mails.SingleAsync(m => m.Id == id, cancellation));
        row.Failures++;
        if (row.State != MailState.Stored || row.Failures < MostFailures)
        {
            return null;
        }

        (row.State, row.Reason, row.HandledAt, row.Stamp) = (MailState.Quarantined, "failed", now, Guid.CreateVersion7(now));
        return new MailOutcome(row.State, null, row.Reason);
    }, cancellation);

    private static async Task<MailOutcome> EndedAsync(CenterDb db, MailRow row, CancellationToken cancellation)
    {
        var of = row.DuplicateOfId ?? row.Id;
        var reference = await db.Requests.Where(r => r.MailId == of).OrderBy(r => r.Part).Select(r => r.Reference).FirstOrDefaultAsync(cancellation)
            ?? await db.Cases.Where(c => db.CaseReplies.Any(r => r.CaseId == c.Id && r.MailId == of)).Select(c => c.Reference).FirstOrDefaultAsync(cancellation);
        return new MailOutcome(row.State, reference, row.Reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Mail} could not be handled")]
    private partial void LogFailed(Exception fault, long mail);
}

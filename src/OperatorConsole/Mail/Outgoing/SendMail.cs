using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A sweep: hands over whatever waits in the outbox. It only replays stored bytes; nothing is decided here.</summary>
internal sealed partial class SendMail(
    Center center, ISendLetters sender, OwnerSealing owners, JournalWriter journal, TimeProvider clock, ILogger<SendMail> logger)
{
    private const int MostAtOnce = 100;
    private const int MostAttempts = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly Guid _node = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Sends until nothing is due.</summary>
    /// <returns>How many letters went out.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (await DueAsync(cancellation) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                sent += await OneAsync(id, cancellation) ? 1 : 0;
            }
        }

        return sent;
    }

    private Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return center.ReadAsync(db => db.Outbox
            .Where(o => o.State == OutboxState.Waiting && o.NotBefore <= now && (o.LeasedUntil == null || o.LeasedUntil < now))
            .OrderBy(o => o.NotBefore).ThenBy(o => o.Id).Select(o => o.Id).Take(MostAtOnce).ToListAsync(cancellation), cancellation);
    }

    private async Task<bool> OneAsync(long id, CancellationToken cancellation)
    {
        if (await LeaseAsync(id, cancellation) is not { } letter)
        {
            return false;
        }

        var handed = letter.Bytes is null
            ? new Handed(Handover.Never, "erased")
            : await sender.SendAsync(letter.Name, letter.Recipient, letter.Bytes, cancellation);
        if (handed.Fault is not null)
        {
            LogNotSent(id, handed.Fault);
        }

        await center.WriteAsync(db => RecordAsync(db, id, handed, cancellation), cancellation);
        return handed.Handover == Handover.Done;
    }

    // One winner, whoever else sweeps at the same time.
    private Task<Leased?> LeaseAsync(long id, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var now = clock.GetUtcNow();
        var won = await db.Outbox
            .Where(o => o.Id == id && o.State == OutboxState.Waiting && o.NotBefore <= now && (o.LeasedUntil == null || o.LeasedUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.LeasedBy, _node).SetProperty(o => o.LeasedUntil, now + Lease), cancellation);
        if (won == 0)
        {
            return null;
        }

        var row = await db.Outbox.AsNoTracking().SingleAsync(o => o.Id == id, cancellation);
        var owner = await db.OwnerKeys.AsNoTracking().SingleAsync(k => k.Id == row.OwnerKeyId, cancellation);
        return new Leased(
            row.Name,
            owners.OpenText(owner, row.SealedRecipient, QueueLetter.RecipientName(row.Name)) ?? "",
            row.SealedBytes is { } bytes ? owners.Open(owner, bytes, QueueLetter.BytesName(row.Name)) : null);
    }, cancellation);

    private async Task RecordAsync(CenterDb db, long id, Handed handed, CancellationToken cancellation)
    {
        var (now, row) = (clock.GetUtcNow(), await db.Outbox.SingleAsync(o => o.Id == id, cancellation));
        if (row.State != OutboxState.Waiting)
        {
            return;
        }

        (row.LeasedBy, row.LeasedUntil, row.Fault) = (null, null, handed.Fault);
        row.Attempts++;
        row.Uncertain |= handed.Handover == Handover.Uncertain;
        switch (handed.Handover)
        {
            case Handover.Done:
                (row.State, row.SentAt) = (OutboxState.Sent, now);
                await TellAsync(db, row, "letter-sent", cancellation);
                break;
            case Handover.Never:
            case var _ when row.Attempts >= MostAttempts:
                row.State = OutboxState.Failed;
                await TellAsync(db, row, "letter-failed", cancellation);
                await Reopen.Async(db, row.RequestId, "send-failed", now, null, cancellation);
                break;
            default:
                row.NotBefore = now + BackOff(row.Attempts);
                break;
        }
    }

    private Task TellAsync(CenterDb db, OutboxRow row, string act, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return journal.AppendAsync(db, Shell.Acting.System.Name, act, $"letter {row.Id}", new { kind = row.Kind, request = row.RequestId, fault = row.Fault });
    }

    // Thirty seconds, then twice as long each time, six hours at the most: about three days in all.
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(6 * 3600, 30 * Math.Pow(2, Math.Min(attempts - 1, 12))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Letter} did not go out: {Fault}")]
    private partial void LogNotSent(long letter, string fault);

    private sealed record Leased(Guid Name, string Recipient, byte[]? Bytes);
}

using Data;
using Data.Journal;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A sweep: hands over whatever waits in the outbox. It only replays stored bytes; nothing is decided here.</summary>
internal sealed partial class SendMail(
    Center center, ISendLetters sender, OwnerSealing owners, JournalWriter journal, ThisNode node, TimeProvider clock, ILogger<SendMail> logger)
{
    private const int MostLeased = 25;
    private const int MostAttempts = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private readonly Guid _node = node.Id;
    private readonly ReturnLetter _give = new(owners);

    /// <summary>Sends until nothing is due.</summary>
    /// <returns>How many letters went out.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (await center.ReadAsync(db => Due(db, clock.GetUtcNow()).AnyAsync(cancellation), cancellation) && await LeaseAsync(cancellation) is { Count: > 0 } letters)
        {
            sent += await HandOverAsync(letters, cancellation);
        }

        return sent;
    }

    // What this node leased itself and did not come to, or was killed at, is due again at once.
    private IQueryable<OutboxRow> Due(CenterDb db, DateTimeOffset now) => db.Outbox
        .Where(o => o.State == OutboxState.Waiting && o.NotBefore <= now && (o.LeasedUntil == null || o.LeasedUntil < now || o.LeasedBy == _node));

    private async Task<int> HandOverAsync(IReadOnlyList<Leased> letters, CancellationToken cancellation)
    {
        // The rest of a slow batch is leased anew, before anybody else may take it.
        var (sent, until, recording) = (0, clock.GetUtcNow() + (Lease / 2), new Queue<Task>());
        try
        {
            foreach (var letter in letters.TakeWhile(_ => clock.GetUtcNow() < until))
            {
                var handed = letter.Bytes is null
                    ? new Handed(Handover.Never, "erased")
                    : await sender.SendAsync(letter.Name, letter.Recipient, letter.Bytes, cancellation);
                if (handed.Fault is not null)
                {
                    LogNotSent(letter.Id, handed.Fault);
                }

                // Also when the console is stopping: what has gone out and stands nowhere would go out again.
                recording.Enqueue(center.WriteAsync(db => RecordAsync(db, letter.Id, handed), CancellationToken.None));
                sent += handed.Handover == Handover.Done ? 1 : 0;
                while (recording.Count > (center.SharesTurns ? sender.MostUnrecorded : 0))
                {
                    await recording.Dequeue();
                }
            }
        }
        finally
        {
            await Task.WhenAll(recording);
        }

        return sent;
    }

    // One winner a letter, whoever else sweeps at the same time.
    private async Task<IReadOnlyList<Leased>> LeaseAsync(CancellationToken cancellation)
    {
        var won = await center.WriteAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var until = now + Lease;
            var due = await Due(db, now).OrderBy(o => o.NotBefore).ThenBy(o => o.Id).Select(o => o.Id).Take(MostLeased).ToListAsync(cancellation);
            await Due(db, now).Where(o => due.Contains(o.Id)).ExecuteUpdateAsync(set => set.SetProperty(o => o.LeasedBy, _node).SetProperty(o => o.LeasedUntil, until), cancellation);
            return await db.Outbox.Where(o => due.Contains(o.Id) && o.State == OutboxState.Waiting && o.LeasedBy == _node)
                .OrderBy(o => o.NotBefore).ThenBy(o => o.Id)
                .Join(db.OwnerKeys, o => o.OwnerKeyId, k => k.Id, (o, k) => new { o.Id, o.Name, o.SealedRecipient, o.SealedBytes, Owner = k })
                .AsNoTracking().ToListAsync(cancellation);
        }, cancellation);
        return [.. won.Select(o => new Leased(
            o.Id,
            o.Name,
            owners.OpenText(o.Owner, o.SealedRecipient, QueueLetter.RecipientName(o.Name)) ?? "",
            o.SealedBytes is { } bytes ? owners.Open(o.Owner, bytes, QueueLetter.BytesName(o.Name)) : null))];
    }

    private async Task RecordAsync(CenterDb db, long id, Handed handed)
    {
        var (now, row) = (clock.GetUtcNow(), await MailQueries.LetterAsync(db, id));
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
                await TellAsync(db, row, "letter-sent");
                break;
            case Handover.Never:
            case var _ when row.Attempts >= MostAttempts:
                row.State = OutboxState.Failed;
                await TellAsync(db, row, "letter-failed");
                await _give.BackAsync(db, row, "send-failed", now, null, CancellationToken.None);
                break;
            default:
                row.NotBefore = now + BackOff(row.Attempts);
                break;
        }

        db.Store(row);
    }

    private Task TellAsync(CenterDb db, OutboxRow row, string act) =>
        journal.AppendAsync(db, Shell.Acting.System.Name, act, $"letter {row.Id}", new { kind = row.Kind, request = row.RequestId, fault = row.Fault });

    // Thirty seconds, then twice as long each time, six hours at the most: about three days in all.
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(6 * 3600, 30 * Math.Pow(2, Math.Min(attempts - 1, 12))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letter {Letter} did not go out: {Fault}")]
    private partial void LogNotSent(long letter, string fault);

    private sealed record Leased(long Id, Guid Name, string Recipient, byte[]? Bytes);
}

using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Mail.Intake;

/// <summary>A sweep: looks into every mailbox, stores what is new, then marks it there.</summary>
internal sealed partial class TakeMail(Center center, MailSettings settings, IMailboxes mailboxes, StoreMail store, ThisNode node, TimeProvider clock, ILogger<TakeMail> logger)
{
    private const int MostInBatch = 50;
    private const int MostBatchBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(15);
    private readonly Guid _node = node.Id;
    private readonly Unfetched _unfetched = new();

    /// <summary>Looks into every mailbox, side by side: one that fails or hangs does not keep the others.</summary>
    /// <returns>How many messages are new.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation) =>
        (await Task.WhenAll(settings.Mailboxes.Select(box => FromAsync(box, cancellation)))).Sum();

    private async Task<int> FromAsync(MailboxSettings box, CancellationToken cancellation)
    {
        if (await LeaseAsync(box.Name, cancellation) is not { } id)
        {
            return 0;
        }

        try
        {
            await using var mailbox = await mailboxes.OpenAsync(box, cancellation);
            var taken = await EverythingAsync(id, mailbox, cancellation);
            await EndAsync(id, fault: null, mailbox.UidValidity, cancellation);
            return taken;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var code = fault is MailboxFaultException known ? known.Fault : ImapConnection.FaultOf(fault).Fault;
            LogFault(fault.GetType().Name, box.Name, code);
            await EndAsync(id, code, null, cancellation);
            return 0;
        }
    }

    private async Task<int> EverythingAsync(long id, IMailbox mailbox, CancellationToken cancellation)
    {
        var taken = 0;
        var (failed, fault, came) = (new List<string>(), (Exception?)null, false);
        var chunks = await NewsAsync(id, await mailbox.ListAsync(cancellation), cancellation);
        await ProgressAsync(id, set => set.SetProperty(m => m.Found, chunks.Sum(c => c.News.Count)).SetProperty(m => m.Taken, 0), cancellation);
        foreach (var (news, known) in chunks)
        {
            var batch = new List<Fetched>();
            foreach (var key in _unfetched.LastOf(id, news))
            {
                try
                {
                    if (await FetchAsync(id, mailbox, key, batch, cancellation) is { } raw)
                    {
                        came = true;
                        batch.Add(new Fetched(key, raw));
                    }
                }
                catch (UnfetchableException one)
                {
                    fault = one.InnerException;
                    failed.Add(key);
                }

                if (batch.Count >= MostInBatch || batch.Sum(f => (long)f.Raw.Length) >= MostBatchBytes)
                {
                    taken += await StoreAsync(id, mailbox, batch, cancellation);
                    batch.Clear();
                }
            }

            taken += await StoreAsync(id, mailbox, batch, cancellation);
            if (known.Count > 0)
            {
                await MarkAsync(mailbox, known, cancellation);
            }
        }

        var (givenUp, mayBeTheMailbox) = _unfetched.Count(id, failed, came);
        await store.UnfetchedAsync(id, givenUp, cancellation);
        return mayBeTheMailbox ? throw ImapConnection.FaultOf(fault!) : taken;
    }

    // A line that ends in the middle costs nothing of what has come over it.
    private async Task<byte[]?> FetchAsync(long id, IMailbox mailbox, string key, List<Fetched> batch, CancellationToken cancellation)
    {
        try
        {
            var raw = await mailbox.FetchAsync(key, cancellation);
            _unfetched.Came(id, key);
            return raw;
        }
        catch (Exception fault) when (fault is not UnfetchableException && !cancellation.IsCancellationRequested)
        {
            _unfetched.EndedAt(id, key);
            if (batch.Count > 0)
            {
                await store.RunAsync(id, batch, cancellation);
            }

            throw;
        }
    }

    // Counted before the first is fetched, so that a backlog shows how far it has come.
    private async Task<List<(IReadOnlyList<string> News, IReadOnlyList<string> Known)>> NewsAsync(long id, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var chunks = new List<(IReadOnlyList<string>, IReadOnlyList<string>)>();
        foreach (var listed in keys.Chunk(500))
        {
            var known = await center.ReadAsync(
                db => db.Mails.Where(m => m.MailboxId == id && listed.Contains(m.RemoteKey)).Select(m => new { m.RemoteKey, IsHere = m.Reason != Unfetched.Reason }).ToDictionaryAsync(m => m.RemoteKey, m => m.IsHere, StringComparer.Ordinal, cancellation),
                cancellation);

            // What could not be fetched stays there as it is: whoever looks into the mailbox finds it unread.
            chunks.Add(([.. listed.Where(key => !known.ContainsKey(key))], [.. known.Where(k => k.Value).Select(k => k.Key)]));
        }

        return chunks;
    }

    private Task ProgressAsync(long id, Action<UpdateSettersBuilder<MailboxRow>> progress, CancellationToken cancellation) => center.WriteAsync(
        db => db.Mailboxes.Where(m => m.Id == id && m.LeasedBy == _node).ExecuteUpdateAsync(progress, cancellation), cancellation);

    private async Task<int> StoreAsync(long id, IMailbox mailbox, List<Fetched> batch, CancellationToken cancellation)
    {
        if (batch.Count == 0)
        {
            return 0;
        }

        var stored = await store.RunAsync(id, batch, cancellation);
        var (count, until) = (batch.Count, clock.GetUtcNow() + Lease);
        await ProgressAsync(id, set => set.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Taken, m => m.Taken + count), cancellation);
        await MarkAsync(mailbox, [.. batch.Select(f => f.RemoteKey)], cancellation);
        return stored.Count;
    }

    // Stored is stored. A mark that cannot be set costs another look at the key, nothing else.
    private async Task MarkAsync(IMailbox mailbox, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            await mailbox.TakenAsync(keys, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogUnmarked(fault.GetType().Name, keys.Count);
        }
    }

    private Task<long?> LeaseAsync(string name, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var now = clock.GetUtcNow();
        if (!await db.Mailboxes.AnyAsync(m => m.Name == name, cancellation))
        {
            db.Mailboxes.Add(new MailboxRow { Name = name });
            await db.SaveChangesAsync(cancellation);
        }

        var won = await db.Mailboxes
            .Where(m => m.Name == name && (m.NextLookAt == null || m.NextLookAt <= now) && (m.LeasedUntil == null || m.LeasedUntil < now || m.LeasedBy == _node))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeasedBy, _node).SetProperty(m => m.LeasedUntil, now + Lease), cancellation);
        return won == 1 ? await db.Mailboxes.Where(m => m.Name == name).Select(m => (long?)m.Id).SingleAsync(cancellation) : null;
    }, cancellation);

    private Task EndAsync(long id, string? fault, long? validity, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var (now, row) = (clock.GetUtcNow(), await db.Mailboxes.SingleAsync(m => m.Id == id, cancellation));
        if (row.LeasedBy != _node)
        {
            // It was stuck so long that another node looks by now, which knows better.
            return;
        }

        (row.LookedAt, row.Fault, row.Failures) = (now, fault, fault is null ? 0 : row.Failures + 1);
        row.NextLookAt = fault is null ? null : now + BackOff(row.Failures);
        row.WellAt = fault is null ? now : row.WellAt;
        row.UidValidity = validity ?? row.UidValidity;
        (row.LeasedBy, row.LeasedUntil) = (null, null);
    }, cancellation);

    private static TimeSpan BackOff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, 15 * Math.Pow(2, Math.Min(failures - 1, 10))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mailbox {Mailbox} cannot be looked into: {Code} ({Fault})")]
    private partial void LogFault(string fault, string mailbox, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} stored messages could not be marked ({Fault})")]
    private partial void LogUnmarked(string fault, int count);
}

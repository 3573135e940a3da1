using System.Collections.Concurrent;
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
    private const int MostAtOnce = 160;
    private const int MostTogether = 16;
    private const long MostBytesTogether = 16 * 1024 * 1024;
    private const int MostFailures = 3;
    private const int MostTries = 3;
    private const int MostDeaths = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private bool _began;
    private readonly Bounces _bounces = new(settings, vault, new Outgoing.ReturnLetter(owners), clock);

    /// <summary>Handles whatever is stored, oldest first.</summary>
    /// <returns>How many messages were ended.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) => RunAsync(Task.CompletedTask, cancellation);

    /// <summary>Handles whatever is stored, oldest first, and whatever is stored meanwhile; each is tried once.</summary>
    /// <param name="taking">What stores messages at the same time.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>How many messages were ended.</returns>
    public async Task<int> RunAsync(Task taking, CancellationToken cancellation)
    {
        for (var (handled, last) = (0, 0L); ;)
        {
            var over = taking.IsCompleted;
            var stored = await StoredAsync(last, cancellation);
            foreach (var some in Together(stored, center.SharesTurns ? MostTogether : 1))
            {
                handled += await (_began ? SomeAsync(some, cancellation) : FirstAsync(some, cancellation));
                _began = true;
            }

            if (stored.Count > 0)
            {
                last = stored[^1].Id;
            }
            else if (over)
            {
                return handled;
            }
            else
            {
                await Task.WhenAny(taking, Task.Delay(Pause, cancellation));
            }
        }
    }

    /// <summary>Handles one message; null when it failed and will be tried again.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<MailOutcome?> OneAsync(long id, CancellationToken cancellation) => (await OneAsync(id, null, cancellation)).Outcome;

    // Whatever a process died of lay among the first that the next one finds: these are counted before they are read, and read alone.
    private async Task<int> FirstAsync(long[] ids, CancellationToken cancellation)
    {
        var ended = 0;
        foreach (var id in ids)
        {
            ended += !await CountAsync(id, cancellation) || (await OneAsync(id, null, cancellation, counted: true)).Outcome is not null ? 1 : 0;
        }

        return ended;
    }

    // Whether it is tried at all: what several processes died of is not.
    private Task<bool> CountAsync(long id, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var row = await MailQueries.MailAsync(db, id);
        if (row.State == MailState.Stored && row.Failures++ >= MostDeaths)
        {
            Quarantine(row);
            return false;
        }

        return true;
    }, cancellation);

    // They are read side by side and then stand in line in their order: those that wait together share a commit, and each fails alone.
    private async Task<int> SomeAsync(long[] ids, CancellationToken cancellation)
    {
        var read = new ConcurrentDictionary<long, Understood>();
        await Parallel.ForEachAsync(ids, cancellation, async (id, stop) =>
        {
            if (await TryReadAsync(id, stop) is { } understood)
            {
                read[id] = understood;
            }
        });

        // Whoever found no turn in time tries again before the next messages do: an older mail may be what a younger one rests on.
        var (ended, left) = (0, ids);
        for (var tries = 0; left.Length > 0 && tries < MostTries; tries++)
        {
            var endings = await Task.WhenAll(left.Select(id => OneAsync(id, read.GetValueOrDefault(id), cancellation)));
            ended += endings.Count(ending => ending.Outcome is not null);
            left = [.. left.Where((_, i) => endings[i].Busy)];
        }

        return ended;
    }

    // Whatever happens here happens again to the message alone, where it is written down.
    private async Task<Understood?> TryReadAsync(long id, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(id, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<Ending> OneAsync(long id, Understood? read, CancellationToken cancellation, bool counted = false)
    {
        try
        {
            return new Ending(await EndAsync(id, read ?? await ReadAsync(id, cancellation), cancellation));
        }
        catch (BusyException)
        {
            return new Ending(null, Busy: true);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever nobody foresaw stops this message and no other.
            LogFailed(fault, id);
            return new Ending(await FailedAsync(id, counted, cancellation));
        }
    }

    private Task<List<Stored>> StoredAsync(long after, CancellationToken cancellation) => center.ReadAsync(
        db => db.Mails.Where(m => m.State == MailState.Stored && m.Id > after).OrderBy(m => m.Id).Select(m => new Stored(m.Id, m.Size)).Take(MostAtOnce).ToListAsync(cancellation),
        cancellation);

    /// <summary>Messages in their order, as many at a time as are read side by side: so many, and so many bytes, for each is in memory several times.</summary>
    /// <param name="stored">The messages.</param>
    /// <param name="most">How many.</param>
    internal static IEnumerable<long[]> Together(IReadOnlyList<Stored> stored, int most)
    {
        var (some, bytes) = (new List<long>(), 0L);
        foreach (var mail in stored)
        {
            if (some.Count == most || (some.Count > 0 && bytes + mail.Size > MostBytesTogether))
            {
                yield return [.. some];
                some.Clear();
                bytes = 0;
            }

            some.Add(mail.Id);
            bytes += mail.Size;
        }

        if (some.Count > 0)
        {
            yield return [.. some];
        }
    }

    private async Task<Understood> ReadAsync(long id, CancellationToken cancellation)
    {
        if (await RawAsync(id, cancellation) is not { } raw)
        {
            return new Understood(null, "erased");
        }

        try
        {
            return new Understood(ReadMail.Of(raw, settings), null);
        }
        catch (MailBeyondLimitsException beyond)
        {
            return new Understood(null, beyond.Reason);
        }
    }

    private Task<MailOutcome> EndAsync(long id, Understood understood, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var row = await MailQueries.MailAsync(db, id);
        if (row.State != MailState.Stored)
        {
            return await EndedAsync(db, row, cancellation);
        }

        var outcome = understood.Mail is { } read
            ? await DecideAsync(db, row, read, cancellation)
            : new MailOutcome(MailState.Quarantined, null, understood.Quarantined);
        var now = clock.GetUtcNow();
        (row.State, row.Reason, row.Failures, row.HandledAt, row.Stamp) = (outcome.State, outcome.Reason, 0, now, Guid.CreateVersion7(now));
        db.Store(row);
        return outcome;
    }, cancellation);

    private async Task<MailOutcome> DecideAsync(CenterDb db, MailRow row, ReadMail read, CancellationToken cancellation)
    {
        row.SenderLookup = read.Sender.Address is { } address ? Outgoing.QueueLetter.Lookup(vault, address) : null;
        return read.KeptBecause is not null
            ? new MailOutcome(MailState.Kept, null, await _bounces.RecordAsync(db, read, row, cancellation))
            : await requests.OfAsync(db, row, read, cancellation);
    }

    private Task<byte[]?> RawAsync(long id, CancellationToken cancellation) => center.ReadAsync(async db =>
    {
        var one = await MailQueries.SealedAsync(db, id);
        return one.SealedRaw is { } closed ? owners.Open(one.Owner, closed, StoreMail.RawName(one.Name)) : null;
    }, cancellation);

    private Task<MailOutcome?> FailedAsync(long id, bool counted, CancellationToken cancellation) => center.WriteAsync<MailOutcome?>(async db =>
    {
        var row = await db.Mails.SingleAsync(m => m.Id == id, cancellation);
        row.Failures += counted ? 0 : 1;
        return row.State != MailState.Stored || row.Failures < MostFailures ? null : Quarantine(row);
    }, cancellation);

    private MailOutcome Quarantine(MailRow row)
    {
        var now = clock.GetUtcNow();
        (row.State, row.Reason, row.HandledAt, row.Stamp) = (MailState.Quarantined, "failed", now, Guid.CreateVersion7(now));
        return new MailOutcome(row.State, null, row.Reason);
    }

    private static async Task<MailOutcome> EndedAsync(CenterDb db, MailRow row, CancellationToken cancellation)
    {
        var of = row.DuplicateOfId ?? row.Id;
        var reference = await db.Requests.Where(r => r.MailId == of).OrderBy(r => r.Part).Select(r => r.Reference).FirstOrDefaultAsync(cancellation)
            ?? await db.Cases.Where(c => db.CaseReplies.Any(r => r.CaseId == c.Id && r.MailId == of)).Select(c => c.Reference).FirstOrDefaultAsync(cancellation);
        return new MailOutcome(row.State, reference, row.Reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Mail} could not be handled")]
    private partial void LogFailed(Exception fault, long mail);

    /// <summary>A message that waits.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Size">Its bytes.</param>
    internal sealed record Stored(long Id, int Size);

    // A message, or why nothing can be made of it.
    private sealed record Understood(ReadMail? Mail, string? Quarantined);

    private sealed record Ending(MailOutcome? Outcome, bool Busy = false);
}

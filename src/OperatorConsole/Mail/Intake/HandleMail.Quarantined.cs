using Data;
using Data.Mail;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <content>What was put into quarantine and a person wants to see as a request.</content>
internal sealed partial class HandleMail
{
    /// <summary>Puts a quarantined message before a clerk: by the usual way where it can be understood by now, otherwise as it lies there.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="within">What belongs into the same transaction: why it was in quarantine, and how it ended.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <returns>How it ended, now or before: what is not in quarantine stays as it is.</returns>
    public async Task<MailOutcome> ToQueueAsync(long id, Func<CenterDb, string?, MailOutcome, Task> within, CancellationToken cancellation)
    {
        var raw = await RawAsync(id, cancellation) ?? [];
        if (raw.Length > 0 && TryRead(raw, id) is { KeptBecause: null } read)
        {
            try
            {
                return await ToQueueAsync(id, within, (db, row) => DecideAsync(db, row, read, cancellation), cancellation);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or BusyException))
            {
                // It can be read and still not be handled: a person sees it all the same.
                LogFailed(fault, id);
            }
        }

        return await ToQueueAsync(id, within, async (db, row) =>
        {
            var head = ReadMail.HeadOf(raw, settings);
            row.SenderLookup = head.Sender.Address is { } address ? Outgoing.QueueLetter.Lookup(vault, address) : null;
            return await requests.AsItLiesAsync(db, row, head, cancellation);
        }, cancellation);
    }

    private Task<MailOutcome> ToQueueAsync(long id, Func<CenterDb, string?, MailOutcome, Task> within, Func<CenterDb, MailRow, Task<MailOutcome>> end, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var row = await MailQueries.MailAsync(db, id);
        if (row.State != MailState.Quarantined)
        {
            return await EndedAsync(db, row, cancellation);
        }

        var was = row.Reason;
        var outcome = await end(db, row);
        var now = clock.GetUtcNow();
        (row.State, row.Reason, row.Failures, row.HandledAt, row.Stamp) = (outcome.State, outcome.Reason, 0, now, Guid.CreateVersion7(now));
        db.Store(row);
        await within(db, was, outcome);
        return outcome;
    }, cancellation);

    private ReadMail? TryRead(byte[] raw, long id)
    {
        try
        {
            return ReadMail.Of(raw, settings);
        }
        catch (MailBeyondLimitsException)
        {
            return null;
        }
        catch (Exception fault)
        {
            LogFailed(fault, id);
            return null;
        }
    }
}

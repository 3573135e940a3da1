using Data;
using Data.Journal;
using Data.Mail;
using Data.Violations;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail;

/// <summary>A job: after <c>Mail:KeepDays</c> the bytes of messages, of request files and of letters go. What was decided, and when, stays.</summary>
/// <remarks>What belongs to a request or a case that is still somebody's turn is kept until it is done, and so is what lies in quarantine until somebody decides about it.</remarks>
internal sealed class EraseMail(Center center, MailSettings settings, JournalWriter journal, TimeProvider clock)
{
    private const int MostAtOnce = 500;

    /// <summary>Erases whatever is old enough.</summary>
    /// <returns>How many messages, files and letters lost their bytes.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (settings.KeepDays == 0)
        {
            return 0;
        }

        var before = clock.GetUtcNow().AddDays(-settings.KeepDays);
        var erased = 0;
        for (int some; (some = await SomeAsync(before, cancellation)) > 0;)
        {
            erased += some;
        }

        if (erased > 0)
        {
            await center.WriteAsync(db => journal.AppendAsync(db, Shell.Acting.System.Name, "mail-erased", "mail", new { count = erased, before }), cancellation);
        }

        return erased;
    }

    // A few at a time: nobody waits behind a whole year of mail.
    private Task<int> SomeAsync(DateTimeOffset before, CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        var mails = await db.Mails
            .Where(m => m.SealedRaw != null && m.State != MailState.Stored && m.State != MailState.Quarantined && m.HandledAt < before
                && !db.Requests.Any(r => r.State != RequestState.Done && (r.MailId == m.Id || db.RequestEvents.Any(e => e.RequestId == r.Id && e.MailId == m.Id)))
                && !db.CaseReplies.Any(r => r.MailId == m.Id && db.Cases.Any(c => c.Id == r.CaseId && c.State != CaseState.Decided)))
            .OrderBy(m => m.Id).Select(m => m.Id).Take(MostAtOnce).ToListAsync(cancellation);
        var files = await db.Requests.Where(r => r.SealedFile != null && r.State == RequestState.Done && r.ChangedAt < before)
            .OrderBy(r => r.Id).Select(r => r.Id).Take(MostAtOnce).ToListAsync(cancellation);
        var letters = await db.Outbox
            .Where(o => o.SealedBytes != null && o.State != OutboxState.Waiting && o.QueuedAt < before && !db.Requests.Any(r => r.Id == o.RequestId && r.State != RequestState.Done))
            .OrderBy(o => o.Id).Select(o => o.Id).Take(MostAtOnce).ToListAsync(cancellation);
        await db.Mails.Where(m => mails.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.SealedRaw, (byte[]?)null), cancellation);
        await db.Requests.Where(r => files.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.SealedFile, (byte[]?)null), cancellation);
        await db.Outbox.Where(o => letters.Contains(o.Id)).ExecuteUpdateAsync(set => set.SetProperty(o => o.SealedBytes, (byte[]?)null), cancellation);
        return mails.Count + files.Count + letters.Count;
    }, cancellation);
}

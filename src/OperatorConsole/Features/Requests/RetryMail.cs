using System.Globalization;
using Data;
using Data.Journal;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A quarantined message goes through the pipeline once more, as if it had just arrived.</summary>
internal sealed class RetryMail(Center center, HandleMail handle, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    private const int MostTries = 3;

    /// <summary>Tries it again.</summary>
    /// <returns>How it ended now; null when it is not in quarantine any more, or its bytes are gone.</returns>
    public async Task<MailOutcome?> RunAsync(Acting acting, long mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var again = await center.WriteAsync(async db =>
        {
            if (await db.Mails.SingleOrDefaultAsync(m => m.Id == mail, cancellation) is not { State: MailState.Quarantined, SealedRaw: not null } row)
            {
                return false;
            }

            await journal.AppendAsync(db, acting.Name, "mail-retried", string.Create(CultureInfo.InvariantCulture, $"mail {mail}"), new { row.Reason });
            (row.State, row.Reason, row.Failures, row.HandledAt, row.Stamp) = (MailState.Stored, null, 0, null, Guid.CreateVersion7(clock.Now));
            return true;
        }, cancellation);
        if (!again)
        {
            return null;
        }

        MailOutcome? outcome = null;
        for (var tries = 0; outcome is null && tries < MostTries; tries++)
        {
            outcome = await handle.OneAsync(mail, cancellation);
        }

        feed.Tell(outcome?.Reference);
        return outcome ?? new MailOutcome(MailState.Stored, null, null);
    }
}

using System.Globalization;
using Data;
using Data.Journal;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A person is done with a quarantined message: it is kept like those that are never answered, with the reason, until its time of keeping ends.</summary>
public sealed class DismissMail(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <summary>Reasons that there are; stable codes.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["dismissed-spam", "dismissed-not-ours", "dismissed-settled"];

    /// <returns>False when it is not in quarantine any more.</returns>
    public async Task<bool> RunAsync(Acting acting, long mail, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        if (!Reasons.Contains(reason))
        {
            throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason.");
        }

        var dismissed = await center.WriteAsync(async db =>
        {
            if (await db.Mails.SingleOrDefaultAsync(m => m.Id == mail && m.State == MailState.Quarantined, cancellation) is not { } row)
            {
                return false;
            }

            await journal.AppendAsync(db, acting.Name, "mail-dismissed", string.Create(CultureInfo.InvariantCulture, $"mail {mail}"), new { was = row.Reason, reason });
            var now = clock.Now;
            (row.State, row.Reason, row.HandledAt, row.Stamp) = (MailState.Kept, reason, now, Guid.CreateVersion7(now));
            return true;
        }, cancellation);
        if (dismissed)
        {
            feed.Tell(null);
        }

        return dismissed;
    }
}

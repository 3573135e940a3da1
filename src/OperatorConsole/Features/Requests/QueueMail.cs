using System.Globalization;
using Data.Journal;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A quarantined message is put before a clerk as a request: by the usual way where it can be understood by now, otherwise as it lies there.</summary>
internal sealed class QueueMail(HandleMail handle, JournalWriter journal, RequestFeed feed)
{
    /// <summary>Puts it into the queue.</summary>
    /// <returns>How it ended: asked again, the same; a message that was dismissed is not in quarantine any more and stays as it is.</returns>
    public async Task<MailOutcome> RunAsync(Acting acting, long mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var outcome = await handle.ToQueueAsync(
            mail,
            (db, was, ended) => journal.AppendAsync(db, acting.Name, "mail-queued", string.Create(CultureInfo.InvariantCulture, $"mail {mail}"), new { was, request = ended.Reference }),
            cancellation);
        feed.Tell(outcome.Reference);
        return outcome;
    }
}

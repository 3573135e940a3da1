using System.Globalization;
using System.Security.Cryptography;
using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail.Intake;

/// <summary>Takes a message that lies in a file as if it had arrived, through the same pipeline.</summary>
internal sealed class TakeFile(Center center, StoreMail store, HandleMail handle)
{
    /// <summary>The mailbox that such messages lie in.</summary>
    internal const string Mailbox = "files";

    /// <param name="raw">The message.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task<MailOutcome> RunAsync(byte[] raw, CancellationToken cancellation)
    {
        // A message of any size is cut after the limit, as a mailbox does: its first bytes show what it was.
        var bytes = raw.Length > Reading.MailLimits.MostBytes ? raw[..(Reading.MailLimits.MostBytes + 1)] : raw;
        var mailbox = await MailboxAsync(cancellation);
        var key = string.Create(CultureInfo.InvariantCulture, $"{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
        var id = (await store.RunAsync(mailbox, [new Fetched(key, bytes)], cancellation))[0];
        for (; ; )
        {
            // A failure is tried again until it is quarantined: the caller waits for the end of it.
            if (await handle.OneAsync(id, cancellation) is { } outcome)
            {
                return outcome;
            }
        }
    }

    private Task<long> MailboxAsync(CancellationToken cancellation) => center.WriteAsync(async db =>
    {
        if (await db.Mailboxes.SingleOrDefaultAsync(m => m.Name == Mailbox, cancellation) is { } known)
        {
            return known.Id;
        }

        var made = new MailboxRow { Name = Mailbox };
        db.Mailboxes.Add(made);
        await db.SaveChangesAsync(cancellation);
        return made.Id;
    }, cancellation);
}

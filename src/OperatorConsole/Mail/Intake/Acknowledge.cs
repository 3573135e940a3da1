using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>Tells a customer the reference of a request that a person has to look at.</summary>
/// <remarks>
/// Only a sender that our receiving server vouches for, only for a request that could be recognised, and a few a day at
/// most: two robots end their talk there. It says nothing of a kit, nor why a person looks.
/// </remarks>
internal sealed class Acknowledge(MailSettings settings, Vault vault, QueueLetter queue, Letters letters, TimeProvider clock)
{
    private const string Kind = "received";

    internal async Task AddAsync(CenterDb db, OwnerKeyRow owner, ReadMail read, RequestRow request, CancellationToken cancellation)
    {
        if (read.Sender is not { Doubt: null, Address: { } address } || request.Reason == "unreadable")
        {
            return;
        }

        var (lookup, since) = (QueueLetter.Lookup(vault, address), clock.GetUtcNow().AddDays(-1));
        var replies = await db.Outbox.CountAsync(o => o.RecipientLookup == lookup && o.QueuedAt > since && o.Kind == Kind, cancellation)
            + db.Outbox.Local.Count(o => o.Id == 0 && o.Kind == Kind);
        if (replies < settings.RepliesPerDay)
        {
            var letter = letters.Fill(Kind, request.Language, new Dictionary<string, object?>(StringComparer.Ordinal) { ["reference"] = request.Reference });
            queue.Add(db, owner, new NewLetter(Kind, address, letter) { RequestId = request.Id, Answers = read.Message.MessageId });
        }
    }
}

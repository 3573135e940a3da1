using Data;
using Data.Mail;
using Data.Sealing;
using Data.Violations;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>A customer's answer to a supervisor's question comes back to its case, which is a supervisor's turn again.</summary>
internal sealed class TakeCaseReply(Vault vault, TimeProvider clock)
{
    /// <param name="db">The context of a running write.</param>
    /// <param name="row">The message's row.</param>
    /// <param name="read">What it says.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <returns>The case's reference; null when the message answers no question.</returns>
    internal async Task<string?> AddAsync(CenterDb db, MailRow row, ReadMail read, CancellationToken cancellation)
    {
        var lookups = MessageIds.Lookups(vault, read.Answers);
        if (await db.Cases.FirstOrDefaultAsync(c => db.Outbox.Any(o => o.CaseId == c.Id && lookups.Contains(o.IdLookup)), cancellation) is not { } one)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        db.CaseReplies.Add(new CaseReplyRow { CaseId = one.Id, MailId = row.Id, At = row.ArrivedAt });

        // What was decided meanwhile stands, but somebody reads what the customer says to it.
        one.Escalated |= one.State == CaseState.Decided;
        (one.State, one.WaitingSince, one.Stamp) = (CaseState.Open, now, Guid.CreateVersion7(now));
        return one.Reference;
    }
}

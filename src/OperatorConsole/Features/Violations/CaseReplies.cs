using Data;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Features.Violations;

/// <summary>What customers answered to the questions of a case, read from their mails.</summary>
internal sealed class CaseReplies(OwnerSealing owners, MailSettings settings)
{
    private const int LongestText = 10_000;

    internal async Task<List<CaseEvent>> OfAsync(CenterDb db, long caseId, CancellationToken cancellation)
    {
        var events = new List<CaseEvent>();
        foreach (var reply in await db.CaseReplies.Where(r => r.CaseId == caseId).OrderBy(r => r.Id).ToListAsync(cancellation))
        {
            var (_, raw) = await MailBytes.OfAsync(db, owners, reply.MailId, cancellation);
            events.Add(new CaseEvent(reply.At, null) { Reply = raw is null ? new ReplyView(reply.MailId, "", null) : View(reply.MailId, raw) });
        }

        return events;
    }

    private ReplyView View(long mail, byte[] raw)
    {
        try
        {
            var read = ReadMail.Of(raw, settings);
            using var message = read.Message;
            return new ReplyView(mail, read.Sender.Address ?? message.From.ToString(), read.Text.Length > LongestText ? read.Text[..LongestText] : read.Text);
        }
        catch (MailBeyondLimitsException)
        {
            return new ReplyView(mail, "", null);
        }
    }
}

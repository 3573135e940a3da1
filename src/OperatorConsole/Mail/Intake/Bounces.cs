using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>A letter of ours that came back: it is marked, and its request returns to a person. Nothing is sent. RFC 3464.</summary>
internal static class Bounces
{
    internal static async Task RecordAsync(CenterDb db, Vault vault, ReadMail mail, MailRow row, DateTimeOffset now, CancellationToken cancellation)
    {
        var lookups = Originals(mail.Message).Concat(mail.Answers).Select(MessageIds.Clean).OfType<string>()
            .Distinct(StringComparer.Ordinal).Take(20).Select(id => vault.Lookup(MessageIds.Label, id)).ToList();
        foreach (var lookup in lookups)
        {
            var letter = await db.Outbox.SingleOrDefaultAsync(o => o.IdLookup == lookup, cancellation);
            if (letter is not { State: OutboxState.Sent or OutboxState.Waiting })
            {
                continue;
            }

            (letter.State, letter.Fault) = (OutboxState.Bounced, "bounced");
            await Reopen.Async(db, letter.RequestId, "bounced", now, row.Id, cancellation);
        }
    }

    // The report carries the letter, or its header, or only its id in the text that stands around.
    private static IEnumerable<string> Originals(MimeMessage report)
    {
        foreach (var part in Parts.Of(report.Body))
        {
            switch (part)
            {
                case MessagePart { Message: { MessageId: { } id } }:
                    yield return id;
                    break;
                case MimePart header when header.ContentType.IsMimeType("text", "rfc822-headers"):
                    if (HeadersOf(header)?[HeaderId.MessageId] is { } named)
                    {
                        yield return named;
                    }

                    break;
            }
        }
    }

    private static HeaderList? HeadersOf(MimePart part)
    {
        try
        {
            using var bytes = new MemoryStream(Parts.Bytes(part, MailLimits.MostHeaderBytes) ?? []);
            return HeaderList.Load(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

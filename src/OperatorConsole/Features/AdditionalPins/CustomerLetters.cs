using Data;
using Data.Mail;
using Data.Sealing;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>What the customer wrote, as plain text: nothing in it is run or loaded, and no PIN code is in the clear.</summary>
internal sealed class CustomerLetters(OwnerSealing owners, MailSettings settings)
{
    private const int Most = 20;

    internal async Task<IReadOnlyList<CustomerLetter>> OfAsync(CenterDb db, RequestRow request, CancellationToken cancellation)
    {
        var mails = await db.Mails.Where(m => m.Id == request.MailId || db.RequestEvents.Any(e => e.RequestId == request.Id && e.MailId == m.Id))
            .OrderBy(m => m.Id).Take(Most).ToListAsync(cancellation);
        var letters = new List<CustomerLetter>();
        foreach (var mail in mails)
        {
            var key = await db.OwnerKeys.SingleAsync(k => k.Id == mail.OwnerKeyId, cancellation);
            if (mail.SealedRaw is { } closed && owners.Open(key, closed, StoreMail.RawName(mail.Name)) is { } raw && Read(raw) is { } read)
            {
                var same = request.SenderLookup is { } asked && mail.SenderLookup is { } from && asked.AsSpan().SequenceEqual(from);
                letters.Add(new CustomerLetter(mail.ArrivedAt, PinRequestText.Masked(read.Subject), PinRequestText.Masked(read.Text), read.Files.Count > 0, same));
            }
        }

        return letters;
    }

    private ReadMail? Read(byte[] raw)
    {
        try
        {
            return ReadMail.Of(raw, settings);
        }
        catch (MailBeyondLimitsException)
        {
            return null;
        }
    }
}

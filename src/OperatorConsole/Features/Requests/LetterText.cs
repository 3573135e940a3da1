using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using MimeKit;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Features.Requests;

/// <summary>Reads a letter that went out, or waits in the outbox.</summary>
internal static class LetterText
{
    internal static LetterView Read(OwnerSealing owners, OwnerKeyRow owner, OutboxRow row)
    {
        var to = owners.OpenText(owner, row.SealedRecipient, QueueLetter.RecipientName(row.Name)) ?? "";
        if (row.SealedBytes is not { } closed || owners.Open(owner, closed, QueueLetter.BytesName(row.Name)) is not { } bytes)
        {
            return new LetterView(row.State, to, "", null, row.Fault, row.SentAt);
        }

        using var stream = new MemoryStream(bytes, writable: false);
        using var letter = MimeMessage.Load(stream, CancellationToken.None);
        return new LetterView(row.State, to, letter.Subject ?? "", letter.TextBody, row.Fault, row.SentAt);
    }

    /// <summary>The kind without the running number that makes a second letter of a kind another one.</summary>
    internal static string KindOf(string kind) => kind.Split('+')[0];
}

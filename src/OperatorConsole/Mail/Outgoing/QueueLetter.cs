using System.Globalization;
using System.Text;
using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using MimeKit;
using MimeKit.Utils;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>Something that goes with a letter.</summary>
/// <param name="FileName">Its name; of our own making.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record Enclosure(string FileName, byte[] Bytes);

/// <summary>What is written to whom.</summary>
/// <param name="Kind">Stable code, once a request.</param>
/// <param name="To">The one recipient.</param>
/// <param name="Letter">The words.</param>
internal sealed record NewLetter(string Kind, string To, Letter Letter)
{
    /// <summary>The request that it answers.</summary>
    public long? RequestId { get; init; }

    /// <summary>The announcement that it is.</summary>
    public long? AnnouncementId { get; init; }

    /// <summary>The case that it asks about.</summary>
    public long? CaseId { get; init; }

    /// <summary>Message-ID of the mail that it answers.</summary>
    public string? Answers { get; init; }

    /// <summary>What goes with it.</summary>
    public Enclosure? Enclosure { get; init; }

    /// <summary>Not before this; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>Puts a letter into the outbox within the transaction of whatever it tells of: its bytes and its Message-ID are fixed from then on.</summary>
internal sealed class QueueLetter(MailSettings settings, OwnerSealing owners, Vault vault, TimeProvider clock)
{
    /// <summary>Label under which the vault looks addresses up.</summary>
    internal const string AddressLabel = "mail-address";

    /// <param name="db">The context of a running write.</param>
    /// <param name="owner">Key of whoever gets it.</param>
    /// <param name="outgoing">What is written.</param>
    internal OutboxRow Add(CenterDb db, OwnerKeyRow owner, NewLetter outgoing)
    {
        if (outgoing.Letter.Unfilled.Count > 0)
        {
            throw new InvalidOperationException($"The letter '{outgoing.Kind}' has unfilled fields: {string.Join(", ", outgoing.Letter.Unfilled)}.");
        }

        var now = clock.GetUtcNow();
        var name = Guid.CreateVersion7(now);
        var id = string.Create(CultureInfo.InvariantCulture, $"{name:N}@{settings.From.Domain}");
        var row = new OutboxRow
        {
            Name = name,
            RequestId = outgoing.RequestId,
            AnnouncementId = outgoing.AnnouncementId,
            CaseId = outgoing.CaseId,
            Kind = outgoing.Kind,
            IdLookup = vault.Lookup(MessageIds.Label, id),
            RecipientLookup = Lookup(vault, outgoing.To),
            OwnerKeyId = owner.Id,
            SealedRecipient = owners.SealText(owner, outgoing.To, RowName.Of("Outbox.SealedRecipient", name.ToString("D"))),
            SealedBytes = owners.Seal(owner, Compose(outgoing, id, now), BytesName(name)),
            State = OutboxState.Waiting,
            QueuedAt = now,
            NotBefore = outgoing.NotBefore ?? now,
        };
        db.Insert(row);
        return row;
    }

    /// <summary>Row name under which a letter's bytes are sealed.</summary>
    internal static string BytesName(Guid name) => RowName.Of("Outbox.SealedBytes", name.ToString("D"));

    /// <summary>Row name under which its recipient is sealed.</summary>
    internal static string RecipientName(Guid name) => RowName.Of("Outbox.SealedRecipient", name.ToString("D"));

    /// <summary>Look-up of an address.</summary>
    internal static byte[] Lookup(Vault vault, string address) => vault.Lookup(AddressLabel, address.Trim().ToLowerInvariant());

    // Nothing of the customer's own goes back: no quote, no attachment, no further recipient.
    private byte[] Compose(NewLetter outgoing, string id, DateTimeOffset now)
    {
        var message = new MimeMessage { Subject = OneLine(outgoing.Letter.Subject), Date = now, MessageId = id };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress(string.Empty, outgoing.To));
        if (MessageIds.Clean(outgoing.Answers) is { } answers && MimeUtils.EnumerateReferences($"<{answers}>").FirstOrDefault() is { } one)
        {
            message.InReplyTo = one;
            message.References.Add(one);
        }

        message.Headers.Add("Auto-Submitted", "auto-replied");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(Classification.LoopHeader, settings.From.Domain);
        var body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        body.SetText(Encoding.UTF8, outgoing.Letter.Text);
        message.Body = outgoing.Enclosure is not { } enclosure ? body : new Multipart("mixed")
        {
            body,
            new MimePart("application", "octet-stream")
            {
                Content = new MimeContent(new MemoryStream(enclosure.Bytes)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = enclosure.FileName,
            },
        };
        using var bytes = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, bytes);
        return bytes.ToArray();
    }

    private static string OneLine(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}

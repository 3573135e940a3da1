using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Cryptography;

namespace OperatorConsole.Mail.Reading;

/// <summary>A message, understood as far as a program can.</summary>
internal sealed record ReadMail
{
    /// <summary>The message as it was taken apart.</summary>
    public required MimeMessage Message { get; init; }

    /// <summary>Why it is kept and never answered; null for a person's mail.</summary>
    public required string? KeptBecause { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Sender Sender { get; init; }

    /// <summary>What the sender wrote, without what is quoted.</summary>
    public required string Text { get; init; }

    /// <summary>Subject, decoded.</summary>
    public required string Subject { get; init; }

    /// <summary>Request files in it.</summary>
    public required IReadOnlyList<FoundFile> Files { get; init; }

    /// <summary>It is encrypted for somebody, so that only a person can ask for it again.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>The subject or the text asks for additional PIN codes.</summary>
    public required bool AsksForPins { get; init; }

    /// <summary>Message-IDs that it answers.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary><c>ru</c> where it has Cyrillic letters, else <c>en</c>.</summary>
    public string Language => (Text + Subject).Any(c => c is >= 'Ѐ' and <= 'ӿ') ? "ru" : "en";

    /// <summary>Reads a message.</summary>
    /// <param name="raw">Its bytes.</param>
    /// <param name="settings">Our own addresses and the mark of our receiving server.</param>
    /// <param name="time">How long it may take; <see cref="MailLimits.MostTime"/> unless told.</param>
    /// <exception cref="MailBeyondLimitsException">It goes to quarantine.</exception>
    internal static ReadMail Of(byte[] raw, MailSettings settings, TimeSpan? time = null)
    {
        try
        {
            return Within(new ReadingBudget(time), raw, settings);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new MailBeyondLimitsException("too-slow");
        }
    }

    /// <summary>What the header alone says, of a message that nothing more can be made of.</summary>
    /// <param name="raw">Its bytes; may be none.</param>
    /// <param name="settings">The mark of our receiving server.</param>
    internal static ReadMail HeadOf(byte[] raw, MailSettings settings)
    {
        var message = Head(raw);
        return new ReadMail
        {
            Message = message,
            KeptBecause = null,
            Sender = SenderProof.Of(message, settings.AuthServId),
            Text = "",
            Subject = SubjectOf(message),
            Files = [],
            Encrypted = false,
            AsksForPins = false,
            Answers = [],
        };
    }

    // The bytes up to the first empty line: whatever is odd about the rest is left alone.
    private static MimeMessage Head(byte[] raw)
    {
        var most = raw.AsSpan(0, Math.Min(raw.Length, MailLimits.MostHeaderBytes));
        int[] ends = [most.IndexOf("\r\n\r\n"u8), most.IndexOf("\n\n"u8)];
        var length = ends.Where(end => end >= 0).DefaultIfEmpty(most.Length).Min();
        try
        {
            using var stream = new MemoryStream([.. most[..length], .. "\r\n\r\n"u8], writable: false);
            return MimeMessage.Load(MailLimits.Options, stream, CancellationToken.None);
        }
        catch (FormatException)
        {
            var none = new MimeMessage();
            none.Headers.Clear();
            return none;
        }
    }

    private static ReadMail Within(ReadingBudget budget, byte[] raw, MailSettings settings)
    {
        MailLimits.Require(raw, budget);
        using var stream = new MemoryStream(raw, writable: false);
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(MailLimits.Options, stream, CancellationToken.None);
        }
        catch (FormatException)
        {
            throw new MailBeyondLimitsException("not-a-message");
        }

        budget.Check();
        var leaves = Parts.Leaves(message.Body).Take(MailLimits.MostParts).ToList();
        var text = MailText.Own(MailText.Of(leaves, budget));
        var subject = SubjectOf(message);
        return new ReadMail
        {
            Message = message,
            KeptBecause = Classification.KeptBecause(message, settings.OwnAddresses),
            Sender = SenderProof.Of(message, settings.AuthServId),
            Text = text,
            Subject = subject,
            Files = FoundFiles.In(leaves, text, budget),
            Encrypted = IsEncrypted(message),
            AsksForPins = Subjects.AskForPins(subject),
            Answers = [.. new[] { message.InReplyTo }.Concat(message.References).OfType<string>().Distinct(StringComparer.Ordinal).Take(50)],
        };
    }

    private static string SubjectOf(MimeMessage message)
    {
        var header = message.Headers.FirstOrDefault(h => h.Id == HeaderId.Subject);
        if (header is null)
        {
            return "";
        }

        // A raw eight-bit subject names no charset.
        var subject = header.RawValue.Any(b => b >= 0x80) ? Guess.Text(header.RawValue, named: null) : message.Subject ?? "";
        return string.Concat(subject.Where(c => !char.IsControl(c))).Trim() is { Length: > 300 } tooLong ? tooLong[..300] : string.Concat(subject.Where(c => !char.IsControl(c))).Trim();
    }

    // What is signed as a whole is as closed to us as what is encrypted.
    private static bool IsEncrypted(MimeMessage message) => Parts.Of(message.Body).Any(part =>
        part is MultipartEncrypted
        || part is ApplicationPkcs7Mime { SecureMimeType: not SecureMimeType.CertsOnly }
        || part.ContentType.IsMimeType("multipart", "encrypted")
        || part is TextPart text && Encoding.ASCII.GetString(Parts.Start(text, 100)).TrimStart().StartsWith("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal));
}

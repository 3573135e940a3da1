using MimeKit;

namespace OperatorConsole.Mail.Reading;

/// <summary>Whether a message may be answered at all. Asked before anything else is made of it.</summary>
/// <remarks>RFC 3834, RFC 3464, RFC 2369; X-Auto-Response-Suppress on a person's mail asks for no out-of-office and says nothing of the mail itself.</remarks>
internal static class Classification
{
    /// <summary>Header of everything that we send; a mail that has it is our own, come round.</summary>
    internal const string LoopHeader = "X-Licensing-Center-Loop";

    private static readonly string[] BulkWords = ["bulk", "list", "junk"];
    private static readonly string[] ListHeaders = ["List-Id", "List-Unsubscribe", "List-Post", "Mailing-List", "X-Mailing-List"];
    private static readonly string[] RobotHeaders = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply-From"];
    private static readonly string[] MailServerNames = ["mailer-daemon", "postmaster"];
    private static readonly string[] RobotNames = ["mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply"];

    /// <summary>Why the message is kept and never answered; null for a person's.</summary>
    /// <param name="message">The message.</param>
    /// <param name="own">Our own addresses.</param>
    internal static string? KeptBecause(MimeMessage message, IReadOnlyCollection<string> own)
    {
        var from = message.From.Mailboxes.Select(m => m.Address).ToList();
        return IsBounce(message) ? "bounce"
            : IsDeliveryReport(message) ? "delivery-notice"
            : message.Headers.Contains(LoopHeader) ? "own-loop"
            : IsAutomatic(message) ? "auto-reply"
            : ListHeaders.Any(message.Headers.Contains) ? "list"
            : BulkWords.Contains(Word(message, HeaderId.Precedence)) ? "bulk"
            : Word(message, HeaderId.ReturnPath) is "<>" ? "null-return-path"
            : from.All(string.IsNullOrWhiteSpace) ? "empty-from"
            : from.Any(a => own.Contains(a, StringComparer.OrdinalIgnoreCase)) ? "own-address"
            : from.Any(IsRobot) ? "auto-reply"
            : null;
    }

    /// <summary>Whether it tells of a letter that did not arrive. One that is late or has arrived may be told of too.</summary>
    /// <remarks>RFC 3464, 2.3.3: a letter is lost for a recipient whose action is <c>failed</c>, and for nobody else.</remarks>
    internal static bool IsBounce(MimeMessage message)
    {
        var actions = Parts.Of(message.Body).OfType<MessageDeliveryStatus>()
            .SelectMany(part => part.StatusGroups).Select(group => group["Action"]?.Split(';', '(')[0].Trim()).OfType<string>().ToList();
        return actions.Count > 0
            ? actions.Contains("failed", StringComparer.OrdinalIgnoreCase)
            : IsDeliveryReport(message) || message.Headers["X-Failed-Recipients"] is { Length: > 0 };
    }

    /// <summary>Whether it may be a bounce of a program that writes no report: a mail server's own words.</summary>
    internal static bool MayBeBounce(MimeMessage message) =>
        message.From.Mailboxes.All(from => string.IsNullOrWhiteSpace(from.Address) || MailServerNames.Contains(from.Address.Split('@')[0], StringComparer.OrdinalIgnoreCase))
        || (Word(message, HeaderId.ReturnPath) is "<>" && !IsAutomatic(message));

    private static bool IsDeliveryReport(MimeMessage message) =>
        message.Body is MultipartReport report && report.ReportType?.Equals("delivery-status", StringComparison.OrdinalIgnoreCase) == true
        || Parts.Of(message.Body).OfType<MessageDeliveryStatus>().Any();

    private static bool IsAutomatic(MimeMessage message) =>
        Word(message, HeaderId.AutoSubmitted) is { Length: > 0 } automatic && automatic != "no"
        || Word(message, HeaderId.Precedence) is "auto_reply"
        || RobotHeaders.Any(message.Headers.Contains)
        || message.Body is MultipartReport { ReportType: "disposition-notification" };

    private static bool IsRobot(string address) =>
        RobotNames.Contains(address.Split('@')[0], StringComparer.OrdinalIgnoreCase);

    // The first word counts: RFC 3834 lets parameters follow.
    private static string? Word(MimeMessage message, HeaderId header) =>
        message.Headers[header]?.Split(';', '(')[0].Trim().ToLowerInvariant();
}

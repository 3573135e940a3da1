using System.Text.RegularExpressions;
using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;

namespace OperatorConsole.Mail.Intake;

/// <summary>A letter of ours that came back: it is marked, and whatever it was about returns to a person. Nothing is sent. RFC 3464.</summary>
internal sealed partial class Bounces(MailSettings settings, Vault vault, ReturnLetter give, TimeProvider clock)
{
    private const int MostIds = 20;

    /// <summary>Marks the letters that a message tells of.</summary>
    /// <param name="db">The context of a running write.</param>
    /// <param name="mail">What the message says.</param>
    /// <param name="row">Its row.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <returns>Why the message is kept: a bounce, also where only its words say so, or the reason that it has anyway.</returns>
    internal async Task<string> RecordAsync(CenterDb db, ReadMail mail, MailRow row, CancellationToken cancellation)
    {
        var kept = mail.KeptBecause!;
        if (kept != "bounce" && (kept == "delivery-notice" || !Classification.MayBeBounce(mail.Message) || IsWarning(mail)))
        {
            return kept;
        }

        // Words alone are believed for what they enclose, not for what they answer: so does whoever is on holiday.
        var ids = Enclosed(mail.Message).Concat(Named(mail.Message)).Concat(kept == "bounce" ? mail.Answers : []);
        var lookups = ids.Select(MessageIds.Clean).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostIds).Select(id => vault.Lookup(MessageIds.Label, id)).ToList();
        var known = false;
        foreach (var lookup in lookups)
        {
            if (await db.Outbox.SingleOrDefaultAsync(o => o.IdLookup == lookup, cancellation) is not { } letter)
            {
                continue;
            }

            known = true;
            if (letter.State is OutboxState.Sent or OutboxState.Waiting)
            {
                (letter.State, letter.Fault) = (OutboxState.Bounced, "bounced");
                await give.BackAsync(db, letter, "bounced", clock.GetUtcNow(), row, cancellation);
            }
        }

        return known ? "bounce" : kept;
    }

    // The report carries the letter, or its header.
    private static IEnumerable<string> Enclosed(MimeMessage report)
    {
        foreach (var part in Parts.Of(report.Body))
        {
            switch (part)
            {
                case MessagePart { Message: { MessageId: { } id } }:
                    yield return id;
                    break;
                case MimePart header when header.ContentType.IsMimeType("text", "rfc822-headers") || header.ContentType.IsMimeType("message", "global-headers"):
                    if (HeadersOf(header)?[HeaderId.MessageId] is { } named)
                    {
                        yield return named;
                    }

                    break;
            }
        }
    }

    // Older programs put the letter, or its header, into the text; ids are of our own making.
    private IEnumerable<string> Named(MimeMessage report) => Parts.Leaves(report.Body).Take(MailLimits.MostParts)
        .Select(leaf => leaf.Entity).OfType<TextPart>().SelectMany(text => OwnId().Matches(MailText.Decoded(text)))
        .Where(id => id.Groups["domain"].Value.Equals(settings.From.Domain, StringComparison.OrdinalIgnoreCase))
        .Select(id => $"{id.Groups["name"].Value.ToLowerInvariant()}@{settings.From.Domain}");

    private static bool IsWarning(ReadMail mail) => Warning().IsMatch(mail.Subject) || Warning().IsMatch(mail.Text.Length > 2000 ? mail.Text[..2000] : mail.Text);

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

    [GeneratedRegex(@"(?<![0-9a-f])(?<name>[0-9a-f]{32})@(?<domain>[a-z0-9.\-]{1,253}[a-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex OwnId();

    // "Warning: message 1k5... delayed 24 hours", "THIS IS A WARNING MESSAGE ONLY", "will be retried": it may still arrive.
    [GeneratedRegex(@"\bwarning\b|\bdelayed\b|\bwill be retried\b|\bkeep trying\b|\bcontinue to (?:try|retry)|\bno action is required\b|задерж|повторн\w+ попыт", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Warning();
}

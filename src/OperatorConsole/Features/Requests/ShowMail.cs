using Data;
using Data.Sealing;
using MimeKit;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Reading;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A message as it can be shown.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ArrivedAt">When it arrived.</param>
/// <param name="Text">Its text; null when its bytes are gone or nothing could be made of them.</param>
public sealed record MailView(long Id, DateTimeOffset ArrivedAt, string? Text)
{
    /// <summary>Who it says it is from.</summary>
    public string From { get; init; } = "";

    /// <summary>Subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Stable code of why the sender is not believed; null when our receiving server vouches for it.</summary>
    public string? Doubt { get; init; }

    /// <summary>Its HTML, made harmless; null without any.</summary>
    public string? Html { get; init; }

    /// <summary>What is attached, by names made harmless.</summary>
    public IReadOnlyList<(string Name, long Size)> Attached { get; init; } = [];
}

/// <summary>Shows an original message: its text, and its HTML without anything that runs or loads.</summary>
internal sealed class ShowMail(Center center, OwnerSealing owners, MailSettings settings)
{
    private const int LongestText = 20_000;
    private const int LongestHtml = 300_000;

    /// <summary>The message; null when there is none of that number.</summary>
    public async Task<MailView?> RunAsync(Acting acting, long mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var (row, raw) = await center.ReadAsync(db => MailBytes.OfAsync(db, owners, mail, cancellation), cancellation);
        if (row is null || raw is null)
        {
            return row is null ? null : new MailView(row.Id, row.ArrivedAt, null);
        }

        try
        {
            return Read(row.Id, row.ArrivedAt, raw);
        }
        catch (MailBeyondLimitsException)
        {
            return new MailView(row.Id, row.ArrivedAt, null);
        }
    }

    private MailView Read(long id, DateTimeOffset arrivedAt, byte[] raw)
    {
        var read = ReadMail.Of(raw, settings);
        using var message = read.Message;
        var leaves = Parts.Leaves(message.Body).Take(MailLimits.MostParts).ToList();
        return new MailView(id, arrivedAt, Cut(MailText.Of(leaves).Trim(), LongestText))
        {
            From = message.From.ToString(),
            Subject = read.Subject,
            Doubt = read.Sender.Doubt,
            Html = leaves.Select(l => l.Entity).OfType<TextPart>().FirstOrDefault(p => p.IsHtml && MailText.IsBody(p)) is { } html ? SafeHtml.Of(Cut(html.Text, LongestHtml)) : null,
            Attached = [.. leaves.Where(l => !MailText.IsBody(l.Entity)).Select(l => (Harmless(l.Entity.FileName ?? l.Entity.ContentType.MimeType), Size(l.Entity)))],
        };
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    // Letters that turn the line around, and whatever looks like a path, say something else than they are.
    private static string Harmless(string name)
    {
        var shown = string.Concat(name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Split('/', '\\')[^1].Trim();
        return shown.Length == 0 ? "…" : Cut(shown, 80);
    }

    private static long Size(MimePart part) => Parts.Bytes(part, MailLimits.MostBytes)?.LongLength ?? MailLimits.MostBytes;
}

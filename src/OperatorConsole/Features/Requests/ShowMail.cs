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

    /// <summary>An earlier message has the same Message-ID and says something else.</summary>
    public bool Twin { get; init; }

    /// <summary>Stable code of why the sender is not believed; null when our receiving server vouches for it.</summary>
    public string? Doubt { get; init; }

    /// <summary>It has a form of its own, which is made harmless when somebody asks for it.</summary>
    public bool HasHtml { get; init; }

    /// <summary>The beginning of its bytes as text, where nothing more could be made of it.</summary>
    public string? Raw { get; init; }

    /// <summary>What is attached, by names made harmless.</summary>
    public IReadOnlyList<(string Name, long Size)> Attached { get; init; } = [];

    /// <summary>Messages that it passes on; none of their words are the sender's.</summary>
    public IReadOnlyList<ForwardedView> Forwarded { get; init; } = [];
}

/// <summary>A message that another one passes on.</summary>
/// <param name="From">Who it says it is from; nobody vouches for it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="SentAt">When it says it was sent.</param>
/// <param name="Text">Its words.</param>
public sealed record ForwardedView(string From, string Subject, DateTimeOffset? SentAt, string Text);

/// <summary>Shows an original message: its text, and its HTML without anything that runs or loads.</summary>
internal sealed class ShowMail(Center center, OwnerSealing owners, MailSettings settings)
{
    private const int LongestText = 20_000;
    private const int LongestRaw = 20_000;
    private const int LongestHtml = 300_000;
    private const int MostForwarded = 10;

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
            return Read(row.Id, row.ArrivedAt, raw) with { Twin = row.SameIdOtherBody };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // These are also the messages that nothing could be made of: a person reads what there is, or is told that there is nothing.
            return AsItLies(row.Id, row.ArrivedAt, raw) with { Twin = row.SameIdOtherBody };
        }
    }

    /// <summary>The message as it was sent, made harmless; null when it has no such form, or one that is not shown.</summary>
    public async Task<string?> HtmlAsync(Acting acting, long mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        if ((await center.ReadAsync(db => MailBytes.OfAsync(db, owners, mail, cancellation), cancellation)).Raw is not { } raw)
        {
            return null;
        }

        try
        {
            using var message = ReadMail.Of(raw, settings).Message;
            return Html(Leaves(message)) is { } html ? SafeHtml.Of(Cut(html.Text, LongestHtml)) : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private static List<Leaf> Leaves(MimeMessage message) => [.. Parts.Leaves(message.Body).Take(MailLimits.MostParts)];

    // The sender's own; what was passed on is shown as such.
    private static TextPart? Html(List<Leaf> leaves) =>
        leaves.Where(l => !l.Forwarded).Select(l => l.Entity).OfType<TextPart>().FirstOrDefault(p => p.IsHtml && MailText.IsBody(p));

    private static ForwardedView Passed(MimeMessage inner) =>
        new(Cut(inner.From.ToString(), 300), Cut(inner.Subject ?? "", 300), inner.Date == default ? null : inner.Date, Cut(MailText.Of(Leaves(inner)).Trim(), LongestText));

    private MailView AsItLies(long id, DateTimeOffset arrivedAt, byte[] raw)
    {
        var head = ReadMail.HeadOf(raw, settings);
        using var message = head.Message;
        var text = Guess.Text(raw[..Math.Min(raw.Length, LongestRaw)], named: null).ReplaceLineEndings("\n");
        return new MailView(id, arrivedAt, null)
        {
            From = Cut(message.From.ToString(), 300),
            Subject = head.Subject,
            Doubt = head.Sender.Doubt,
            Raw = string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim(),
        };
    }

    private MailView Read(long id, DateTimeOffset arrivedAt, byte[] raw)
    {
        var read = ReadMail.Of(raw, settings);
        using var message = read.Message;
        var leaves = Leaves(message);
        return new MailView(id, arrivedAt, Cut(MailText.Of(leaves).Trim(), LongestText))
        {
            From = message.From.ToString(),
            Subject = read.Subject,
            Doubt = read.Sender.Doubt,
            HasHtml = Html(leaves) is not null,
            Forwarded = [.. Parts.Of(message.Body).OfType<MessagePart>().Select(p => p.Message).OfType<MimeMessage>().Take(MostForwarded).Select(Passed)],
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

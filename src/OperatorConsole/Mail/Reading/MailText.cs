using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;

namespace OperatorConsole.Mail.Reading;

/// <summary>What somebody wrote: the text of a message in whatever charset and form, and what of it is the sender's own.</summary>
internal static partial class MailText
{
    private const int MostCharacters = 200_000;

    /// <summary>Whether a part is text to be read rather than a file.</summary>
    internal static bool IsBody(MimePart part) =>
        part is TextPart && !part.IsAttachment && string.IsNullOrEmpty(part.FileName);

    /// <summary>The text of a message's leaves; plain before HTML.</summary>
    internal static string Of(IReadOnlyList<Leaf> leaves)
    {
        var bodies = leaves.Where(l => !l.Forwarded && IsBody(l.Entity)).Select(l => (TextPart)l.Entity).ToList();
        var plain = bodies.Where(b => !b.IsHtml).ToList();
        var text = string.Join("\n\n", plain.Count > 0 ? plain.Select(Decoded) : bodies.Select(b => FromHtml(Decoded(b))));
        if (string.IsNullOrWhiteSpace(text) && plain.Count > 0)
        {
            text = string.Join("\n\n", bodies.Where(b => b.IsHtml).Select(b => FromHtml(Decoded(b))));
        }

        return text.Length > MostCharacters ? text[..MostCharacters] : text;
    }

    /// <summary>The text without what is quoted: an old letter of ours in it is not a new request.</summary>
    internal static string Own(string text)
    {
        var own = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Separator().IsMatch(line))
            {
                break;
            }

            if (!line.TrimStart().StartsWith('>'))
            {
                own.Append(line).Append('\n');
            }
        }

        return own.ToString().Trim();
    }

    /// <summary>Bytes that name no charset, or a wrong one, are read as what they most likely are.</summary>
    private static string Decoded(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return Guess.Text(bytes.ToArray(), part.ContentType.CharsetEncoding);
    }

    private static string FromHtml(string html)
    {
        var converter = new HtmlToText();
        return converter.Convert(html);
    }

    [GeneratedRegex(@"^\s*(?:-{2,}\s*(?:Original Message|Исходное сообщение|Пересланное сообщение|Forwarded message|Пересылаемое сообщение)\b.*|On .{5,200} wrote:|.{5,200} (?:пишет|написал(?:\(а\)|а)?):|From: .*@.*|От: .*@.*)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Separator();

    /// <summary>Text of HTML: tags gone, blocks on lines of their own; nothing is run or loaded.</summary>
    private sealed class HtmlToText
    {
        private static readonly HtmlTagId[] Blocks =
        [
            HtmlTagId.P, HtmlTagId.Div, HtmlTagId.Br, HtmlTagId.TR, HtmlTagId.LI, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.BlockQuote, HtmlTagId.Table, HtmlTagId.Pre,
        ];

        internal string Convert(string html)
        {
            var text = new StringBuilder();
            var (hidden, quoted) = (0, 0);
            var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
            while (tokens.ReadNextToken(out var token))
            {
                switch (token)
                {
                    case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title } tag:
                        hidden = Math.Max(0, hidden + (tag.IsEndTag ? -1 : tag.IsEmptyElement ? 0 : 1));
                        break;
                    case HtmlTagToken tag:
                        quoted = tag.Id == HtmlTagId.BlockQuote ? Math.Max(0, quoted + (tag.IsEndTag ? -1 : 1)) : quoted;
                        text.Append(Blocks.Contains(tag.Id) ? "\n" : tag.Id == HtmlTagId.TD ? " " : "");
                        break;
                    case HtmlDataToken data when hidden == 0:
                        text.Append(quoted > 0 ? "> " + data.Data.ReplaceLineEndings(" ") : data.Data);
                        break;
                }
            }

            return ManyLines().Replace(text.ToString().Replace('\u00A0', ' '), "\n\n");
        }
    }

    [GeneratedRegex(@"\n\s*\n\s*\n+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex ManyLines();
}

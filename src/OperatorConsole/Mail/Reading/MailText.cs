using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;

namespace OperatorConsole.Mail.Reading;

/// <summary>What somebody wrote: the text of a message in whatever charset and form, and what of it is the sender's own.</summary>
internal static partial class MailText
{
    private const int MostCharacters = 200_000;

    // Four bytes are one character at the most, and of HTML the most is tags.
    private const int MostBytes = 4 * MostCharacters;

    /// <summary>Whether a part is text to be read rather than a file.</summary>
    internal static bool IsBody(MimePart part) =>
        part is TextPart && !part.IsAttachment && string.IsNullOrEmpty(part.FileName);

    /// <summary>The text of a message's leaves; plain before HTML. What is longer than anybody writes is cut before it is decoded.</summary>
    /// <param name="leaves">The leaves.</param>
    /// <param name="budget">What reading the message may cost.</param>
    internal static string Of(IReadOnlyList<Leaf> leaves, ReadingBudget? budget = null)
    {
        var bodies = leaves.Where(l => !l.Forwarded && IsBody(l.Entity)).Select(l => (TextPart)l.Entity).ToList();
        var text = Joined(bodies.Where(b => !b.IsHtml), Decoded, budget);
        return string.IsNullOrWhiteSpace(text) ? Joined(bodies.Where(b => b.IsHtml), b => FromHtml(Decoded(b), budget), budget) : text;
    }

    private static string Joined(IEnumerable<TextPart> bodies, Func<TextPart, string> read, ReadingBudget? budget)
    {
        var text = new StringBuilder();
        foreach (var body in bodies)
        {
            budget?.Check();
            text.Append(text.Length > 0 ? "\n\n" : "").Append(read(body));
            if (text.Length >= MostCharacters)
            {
                break;
            }
        }

        return text.ToString(0, Math.Min(text.Length, MostCharacters));
    }

    /// <summary>The text without what is quoted: an old letter of ours in it is not a new request.</summary>
    internal static string Own(string text)
    {
        var own = new StringBuilder();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Separator().IsMatch(lines[i]) || (i + 1 < lines.Length && IsHeadOfQuote(lines[i], lines[i + 1])))
            {
                break;
            }

            if (!Quoted().IsMatch(lines[i]))
            {
                own.Append(lines[i]).Append('\n');
            }
        }

        return own.ToString().Trim();
    }

    // A header of which the first line names nobody's address, or one line that was folded.
    private static bool IsHeadOfQuote(string line, string next) =>
        (Author().IsMatch(line) && Sent().IsMatch(next)) || (line.Length > 10 && Folded().IsMatch(line) && Separator().IsMatch($"{line} {next}"));

    /// <summary>Bytes that name no charset, or a wrong one, are read as what they most likely are.</summary>
    internal static string Decoded(TextPart part)
    {
        var bytes = Parts.Start(part, MostBytes);
        return Guess.Text(bytes.Length < MostBytes ? bytes : WholeLetters(bytes), part.ContentType.CharsetEncoding);
    }

    // Cut in the middle of a letter it would not be UTF-8 any more.
    private static byte[] WholeLetters(byte[] bytes)
    {
        var end = bytes.Length;
        while (end > bytes.Length - 4 && (bytes[end - 1] & 0xC0) == 0x80)
        {
            end--;
        }

        return bytes[..(bytes[end - 1] >= 0xC0 ? end - 1 : end)];
    }

    private static string FromHtml(string html, ReadingBudget? budget)
    {
        var converter = new HtmlToText();
        return converter.Convert(html, budget);
    }

    [GeneratedRegex(@"^\s*(?:-{2,}\s*(?:Original Message|Исходное сообщение|Пересланное сообщение|Forwarded message|Пересылаемое сообщение)\b.*|_{20,}|On .{5,200} wrote:|.{5,200} (?:пишет|написал(?:\(а\)|а)?):|Вы писали .{5,60}:|.{10,60} от .{1,100}@.{1,100}:|From: .*@.*|От: .*@.*)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*(?:From|От|От кого):\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Author();

    [GeneratedRegex(@"^\s*(?:Sent|Date|To|Отправлено|Дата|Кому):\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^\s*On ", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Folded();

    // The Bat! puts the author's initials before the mark.
    [GeneratedRegex(@"^\s*\p{Lu}{0,3}>", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Quoted();

    /// <summary>Text of HTML: tags gone, blocks on lines of their own; nothing is run or loaded.</summary>
    private sealed class HtmlToText
    {
        private static readonly HtmlTagId[] Blocks =
        [
            HtmlTagId.P, HtmlTagId.Div, HtmlTagId.Br, HtmlTagId.TR, HtmlTagId.LI, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.BlockQuote, HtmlTagId.Table, HtmlTagId.Pre,
        ];

        internal string Convert(string html, ReadingBudget? budget)
        {
            var text = new StringBuilder();
            var (hidden, quoted) = (0, 0);
            var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
            while (text.Length < MostCharacters && tokens.ReadNextToken(out var token))
            {
                budget?.Check();
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

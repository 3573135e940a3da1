using MimeKit.Text;

namespace OperatorConsole.Features.Requests;

/// <summary>Whether a customer's HTML is what people write, told before anything is built of it.</summary>
/// <remarks>
/// Whoever walks over a document calls itself once a level, and a stack that runs out ends the whole console. A parser also opens what was bold
/// again in every paragraph: a few bytes become millions of elements. Where this guess and the parser disagree, the guess is the higher one.
/// </remarks>
internal static class HtmlWeight
{
    /// <summary>Deepest nesting that is shown.</summary>
    internal const int MostDepth = 200;

    private const int MostElements = 100_000;

    // Ended by what follows them, so that mails leave them open; they nest only with something in between that is counted.
    private static readonly HashSet<HtmlTagId> EndThemselves =
    [
        HtmlTagId.P, HtmlTagId.LI, HtmlTagId.DT, HtmlTagId.DD, HtmlTagId.TR, HtmlTagId.TD, HtmlTagId.TH, HtmlTagId.THead, HtmlTagId.TBody, HtmlTagId.Tfoot, HtmlTagId.Option,
        HtmlTagId.Html, HtmlTagId.Head, HtmlTagId.Body,
        HtmlTagId.Area, HtmlTagId.Base, HtmlTagId.Br, HtmlTagId.Col, HtmlTagId.Embed, HtmlTagId.HR, HtmlTagId.Image, HtmlTagId.Input, HtmlTagId.Link, HtmlTagId.Meta, HtmlTagId.Param, HtmlTagId.Source, HtmlTagId.Track, HtmlTagId.Wbr,
    ];

    private static readonly HashSet<string> OpenedAgain = new(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is beyond what is shown.</summary>
    internal static bool IsTooGreat(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (depth, again, elements) = (0, 0, 0);
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = false };
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { IsEndTag: true } end when open.GetValueOrDefault(end.Name) > 0:
                    // What was opened within it may stay open, whatever it looks like.
                    open[end.Name]--;
                    depth--;
                    again -= OpenedAgain.Contains(end.Name) ? 1 : 0;
                    break;
                case HtmlTagToken { IsEndTag: false } start:
                    elements += 1 + again;
                    if (!EndThemselves.Contains(start.Id))
                    {
                        open[start.Name] = open.GetValueOrDefault(start.Name) + 1;
                        depth++;
                        again += OpenedAgain.Contains(start.Name) ? 1 : 0;
                    }

                    break;
                case HtmlDataToken data:
                    // What is only text here can be markup to a parser, in a drawing for example.
                    depth += Tags(data.Data);
                    break;
            }

            if (depth > MostDepth || elements > MostElements)
            {
                return true;
            }
        }

        return false;
    }

    private static int Tags(string text)
    {
        var tags = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            tags += char.IsAsciiLetter(text[at + 1]) ? 1 : 0;
        }

        return tags;
    }
}

using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace OperatorConsole.Features.Requests;

/// <summary>A customer's HTML for a frame without rights: words and tables, nothing that runs, loads, or can be clicked.</summary>
internal static class SafeHtml
{
    private static readonly string[] Tags =
    [
        "p", "div", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
        "blockquote", "pre", "code", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "a", "font", "center",
    ];

    // Tables that end themselves make a parser's levels more than those that were counted.
    private const int MostLevels = 5 * HtmlWeight.MostDepth;

    /// <summary>A whole document to be put into a sandboxed frame; null for what nests or multiplies beyond what people write.</summary>
    /// <param name="html">As it came.</param>
    internal static string? Of(string html)
    {
        if (HtmlWeight.IsTooGreat(html))
        {
            return null;
        }

        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Tags.ToHashSet(StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["colspan", "rowspan", "align", "dir", "href"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        })
        {
            // Text that only stood in a layout's own element is still text.
            KeepChildNodes = true,
        };
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (removing.Tag.LocalName is "script" or "style" or "title" or "head" or "template" or "noscript" or "iframe" or "object" or "svg" or "math")
            {
                removing.Tag.TextContent = "";
            }
        };
        sanitizer.PostProcessNode += (_, processed) =>
        {
            // Where a link leads is shown, and nobody gets there by a click.
            if (processed.Node is IHtmlAnchorElement link)
            {
                var target = link.GetAttribute("href") ?? "";
                link.RemoveAttribute("href");
                if (target.Length > 0 && !link.TextContent.Contains(target, StringComparison.OrdinalIgnoreCase))
                {
                    link.TextContent = $"{link.TextContent} <{target}>";
                }
            }
        };
        using var document = sanitizer.HtmlParserFactory().ParseDocument("<!doctype html><html><body>" + html);
        if (document.Body is not { } body || Levels(body) > MostLevels)
        {
            return null;
        }

        sanitizer.SanitizeDom(document, body);
        return $"<!doctype html><html><head><meta charset=\"utf-8\"><style>body{{font:14px/1.45 system-ui,sans-serif;margin:12px;color:#14181d;background:#fff;overflow-wrap:anywhere}}table{{border-collapse:collapse}}td,th{{padding:2px 6px;vertical-align:top}}blockquote{{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #7d8793}}</style></head><body>{body.ChildNodes.ToHtml(HtmlSanitizer.DefaultOutputFormatter)}</body></html>";
    }

    // Without calling itself: that is what it is asked for.
    private static int Levels(INode root)
    {
        var (deepest, level, node) = (0, 0, root);
        while (true)
        {
            if (node.FirstChild is { } child)
            {
                (node, level) = (child, level + 1);
                deepest = Math.Max(deepest, level);
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                (node, level) = (node.Parent!, level - 1);
            }

            if (node == root)
            {
                return deepest;
            }

            node = node.NextSibling!;
        }
    }
}

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

    /// <summary>A whole document to be put into a sandboxed frame.</summary>
    /// <param name="html">As it came.</param>
    internal static string Of(string html)
    {
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
        return $"<!doctype html><html><head><meta charset=\"utf-8\"><style>body{{font:14px/1.45 system-ui,sans-serif;margin:12px;color:#14181d;background:#fff;overflow-wrap:anywhere}}table{{border-collapse:collapse}}td,th{{padding:2px 6px;vertical-align:top}}blockquote{{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #7d8793}}</style></head><body>{sanitizer.Sanitize(html)}</body></html>";
    }
}

using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace OperatorConsole.Features.Kits.Letters;

/// <summary>The pages of a letter, filled from the top. A page begins when what comes next does not fit any more.</summary>
internal sealed class LetterSheet
{
    private const double LineHeight = 1.35;
    private readonly PdfDocumentBuilder _document;
    private readonly List<PdfPageBuilder> _pages = [];
    private readonly double _bottom;
    private double _top;

    /// <param name="document">Where the pages go.</param>
    /// <param name="margin">Around each page, in points.</param>
    /// <param name="foot">Room kept free at the bottom.</param>
    internal LetterSheet(PdfDocumentBuilder document, double margin, double foot)
    {
        (_document, Margin, _bottom) = (document, margin, margin + foot);
        Break();
    }

    internal double Margin { get; }

    /// <summary>Width between the margins.</summary>
    internal double Width => _pages[0].PageSize.Width - (2 * Margin);

    /// <summary>Height that is left on this page.</summary>
    internal double Room => _top - _bottom;

    internal IReadOnlyList<PdfPageBuilder> Pages => _pages;

    private PdfPageBuilder Page => _pages[^1];

    /// <summary>Begins a page.</summary>
    internal void Break()
    {
        _pages.Add(_document.AddPage(PageSize.A4));
        _top = Page.PageSize.Height - Margin;
    }

    /// <summary>Begins a page unless so much is left on this one.</summary>
    internal void Need(double height)
    {
        if (Room < height)
        {
            Break();
        }
    }

    internal void Skip(double height) => _top -= height;

    /// <summary>How high a text stands in a width.</summary>
    internal static double Height(LetterFont font, string text, double points, double width) => Lines(font, text, points, width).Count * points * LineHeight;

    /// <summary>Writes a text, as many lines as it takes.</summary>
    internal void Write(LetterFont font, string text, double points, double width)
    {
        foreach (var line in Lines(font, text, points, width))
        {
            Need(points * LineHeight);
            Put(font, line, points, Margin, 0);
            Skip(points * LineHeight);
        }
    }

    /// <summary>Writes a line somewhere on this page: so far from the left edge, so far below what was written last.</summary>
    internal void Put(LetterFont font, string line, double points, double left, double below) =>
        Page.AddText(line, points, new PdfPoint(left, _top - below - points), font.Added);

    /// <summary>A thin line from margin to margin.</summary>
    internal void Rule() => Rule(Page, _top);

    /// <summary>A thin line from margin to margin.</summary>
    internal void Rule(PdfPageBuilder page, double height)
    {
        page.SetStrokeColor(0, 0, 0);
        page.DrawLine(new PdfPoint(Margin, height), new PdfPoint(Margin + Width, height), 0.6);
    }

    /// <summary>A QR code in the upper right corner of this page.</summary>
    internal void Corner(IReadOnlyList<bool[]> modules, double edge)
    {
        var (one, left) = (edge / modules.Count, Margin + Width - edge);
        Page.SetTextAndFillColor(0, 0, 0);
        for (var row = 0; row < modules.Count; row++)
        {
            for (var (from, to) = (0, 0); from < modules.Count; from = to)
            {
                for (to = from + 1; to < modules.Count && modules[row][to] == modules[row][from]; to++)
                {
                }

                // Neighbours of a row are one rectangle: seams between them would be seen, and a camera stumbles over them.
                if (modules[row][from])
                {
                    Page.DrawRectangle(new PdfPoint(left + (from * one), _top - ((row + 1) * one)), (to - from) * one, one, 0, fill: true);
                }
            }
        }
    }

    /// <summary>A text in lines that fit a width.</summary>
    internal static List<string> Lines(LetterFont font, string text, double points, double width)
    {
        var lines = new List<string>();
        foreach (var word in font.Writable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(font, w, points, width)))
        {
            if (lines.Count > 0 && font.Width($"{lines[^1]} {word}", points) <= width)
            {
                lines[^1] = $"{lines[^1]} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    // A word that is wider than the line is cut, or it would run off the paper.
    private static IEnumerable<string> Pieces(LetterFont font, string word, double points, double width)
    {
        while (font.Width(word, points) > width)
        {
            var fits = Enumerable.Range(1, word.Length).TakeWhile(n => n == 1 || font.Width(word[..n], points) <= width).Last();
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }
}

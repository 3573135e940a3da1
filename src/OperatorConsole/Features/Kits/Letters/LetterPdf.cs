using System.Globalization;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace OperatorConsole.Features.Kits.Letters;

/// <summary>Sizes of a letter's writing, in points.</summary>
internal sealed record LetterSizes(double Title, double Text, double Subtitle, double Pin, double Label, double Foot, int Columns)
{
    internal static LetterSizes Normal { get; } = new(20, 11, 12.5, 18, 10, 9, 2);

    internal static LetterSizes Large { get; } = new(26, 17, 19, 25, 16, 14, 1);

    internal double PinRow => Pin * 1.5;
}

/// <summary>A PIN letter as PDF, with its fonts inside: it looks the same on every machine and in both languages.</summary>
internal sealed class LetterPdf
{
    private const double Margin = 42;
    private const double PictureEdge = 78;
    private const double ColumnGap = 22;

    // A short list is not torn: half of it on the next sheet is easily lost.
    private const int KeptTogether = 3;
    private readonly LetterText _text;
    private readonly LetterSizes _sizes;
    private readonly PdfDocumentBuilder _document;
    private readonly LetterFont _regular, _bold;
    private readonly LetterSheet _sheet;

    private LetterPdf(PdfDocumentBuilder document, LetterText text, LetterSizes sizes)
    {
        (_document, _text, _sizes) = (document, text, sizes);
        (_regular, _bold) = (LetterFont.Regular(document), LetterFont.Bold(document));
        _sheet = new LetterSheet(document, Margin, FootHeight + 14);
    }

    // The page number stands at the right of the foot's first line.
    private double FootWidth => 595 - (2 * Margin) - (_sizes.Foot * 13);

    private double FootHeight => LetterSheet.Height(_regular, _text.Foot, _sizes.Foot, FootWidth);

    /// <summary>Draws it.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="large">In large print.</param>
    internal static byte[] Draw(LetterText text, bool large)
    {
        using var document = new PdfDocumentBuilder();
        var letter = new LetterPdf(document, text, large ? LetterSizes.Large : LetterSizes.Normal);
        letter.Head();
        foreach (var list in text.Lists)
        {
            letter.List(list);
        }

        letter.How();
        letter.Foot();
        return document.Build();
    }

    private void Head()
    {
        _document.DocumentInformation.Title = _text.Kit;
        _sheet.Corner(LetterPicture.Modules(_text.Kit), PictureEdge);
        var (before, width) = (_sheet.Room, _sheet.Width - PictureEdge - 24);
        _sheet.Write(_bold, _text.Title, _sizes.Title, width);
        _sheet.Skip(_sizes.Text * 0.6);
        foreach (var (label, value) in _text.Head)
        {
            _sheet.Write(_regular, $"{label}: {value}", _sizes.Text, width);
        }

        _sheet.Skip(Math.Max(0, PictureEdge - (before - _sheet.Room)));
    }

    private void List(LetterList list)
    {
        for (var done = 0; done < list.Pins.Count;)
        {
            // Every page says of what type its codes are: pages of a letter part from each other.
            var subtitle = LetterSheet.Height(_bold, list.Subtitle, _sizes.Subtitle, _sheet.Width) + (_sizes.Subtitle * 2);
            var rest = (list.Pins.Count - done + _sizes.Columns - 1) / _sizes.Columns;
            _sheet.Need(subtitle + (Math.Min(rest, KeptTogether) * _sizes.PinRow));
            Subtitle(list.Subtitle);
            var fit = Math.Max(1, (int)(_sheet.Room / _sizes.PinRow));
            var here = Math.Min(list.Pins.Count - done, fit * _sizes.Columns);
            var rows = (here + _sizes.Columns - 1) / _sizes.Columns;
            for (var i = 0; i < here; i++)
            {
                Pin(done + i + 1, list.Pins[done + i], i / rows, (i % rows) * _sizes.PinRow);
            }

            _sheet.Skip(rows * _sizes.PinRow);
            done += here;
        }
    }

    private void Subtitle(string subtitle)
    {
        _sheet.Skip(_sizes.Subtitle);
        _sheet.Write(_bold, subtitle, _sizes.Subtitle, _sheet.Width);
        _sheet.Skip(2);
        _sheet.Rule();
        _sheet.Skip(_sizes.Subtitle * 0.5);
    }

    private void Pin(int position, string pin, int column, double below)
    {
        var left = Margin + (column * ((_sheet.Width + ColumnGap) / _sizes.Columns));
        var label = position.ToString(CultureInfo.InvariantCulture) + ".";
        var labelEnd = left + (_sizes.Label * 2.6);
        _sheet.Put(_regular, label, _sizes.Label, labelEnd - _regular.Width(label, _sizes.Label), below + _sizes.Pin - _sizes.Label);
        var at = labelEnd + (_sizes.Pin * 0.45);
        foreach (var group in pin.Split(' '))
        {
            _sheet.Put(_regular, group, _sizes.Pin, at, below);
            at += _regular.Width(group, _sizes.Pin) + (_sizes.Pin * 0.5);
        }
    }

    private void How()
    {
        var height = _text.How.Sum(line => LetterSheet.Height(_regular, line, _sizes.Text, _sheet.Width) + (_sizes.Text * 0.35));
        _sheet.Need(height + (_sizes.Subtitle * 3));
        Subtitle(_text.HowTitle);
        foreach (var line in _text.How)
        {
            _sheet.Write(_regular, line, _sizes.Text, _sheet.Width);
            _sheet.Skip(_sizes.Text * 0.35);
        }
    }

    private void Foot()
    {
        var lines = LetterSheet.Lines(_regular, _text.Foot, _sizes.Foot, FootWidth);
        foreach (var (page, index) in _sheet.Pages.Select((p, i) => (p, i)))
        {
            var top = Margin + FootHeight;
            _sheet.Rule(page, top + 4);
            for (var i = 0; i < lines.Count; i++)
            {
                page.AddText(lines[i], _sizes.Foot, new PdfPoint(Margin, top - _sizes.Foot - (i * _sizes.Foot * 1.35)), _regular.Added);
            }

            var number = string.Create(CultureInfo.InvariantCulture, $"{_text.Kit} · {index + 1}/{_sheet.Pages.Count}");
            page.AddText(number, _sizes.Foot, new PdfPoint(Margin + _sheet.Width - _regular.Width(number, _sizes.Foot), top - _sizes.Foot), _regular.Added);
        }
    }
}

using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;
using UglyToad.PdfPig.Writer;

namespace OperatorConsole.Features.Kits.Letters;

/// <summary>A font of the letter in one document. The PDF holds the characters that were used of it.</summary>
internal sealed class LetterFont
{
    private const char Missing = '\uFFFD';
    private static readonly Lazy<(byte[] Bytes, TrueTypeFont Font)> RegularFile = new(() => Read("DejaVuSans"));
    private static readonly Lazy<(byte[] Bytes, TrueTypeFont Font)> BoldFile = new(() => Read("DejaVuSans-Bold"));
    private readonly TrueTypeFont _font;

    private LetterFont(PdfDocumentBuilder document, (byte[] Bytes, TrueTypeFont Font) file) => (Added, _font) = (document.AddTrueTypeFont(file.Bytes), file.Font);

    /// <summary>As PdfPig knows it.</summary>
    internal PdfDocumentBuilder.AddedFont Added { get; }

    internal static LetterFont Regular(PdfDocumentBuilder document) => new(document, RegularFile.Value);

    internal static LetterFont Bold(PdfDocumentBuilder document) => new(document, BoldFile.Value);

    /// <summary>The text as this font can write it. An owner's name may hold any character, and the writer throws at one that it lacks.</summary>
    internal string Writable(string text) => string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && Has(r.Value) ? r.ToString() : char.IsWhiteSpace((char)r.Value) ? " " : Missing.ToString()));

    /// <summary>How wide a text is that this font can write.</summary>
    internal double Width(string text, double points) =>
        text.Sum(c => _font.TryGetAdvanceWidth(c, out var width) ? width : 0) / _font.GetUnitsPerEm() * points;

    private bool Has(int character) => _font.TableRegister.CMapTable.TryGetGlyphIndex(character, out var glyph) && glyph > 0;

    private static (byte[] Bytes, TrueTypeFont Font) Read(string name)
    {
        using var stream = typeof(LetterFont).Assembly.GetManifestResourceStream($"OperatorConsole.Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in this program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, TrueTypeFontParser.Parse(new TrueTypeDataBytes(bytes)));
    }
}

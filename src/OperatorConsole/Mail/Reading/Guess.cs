using System.Globalization;
using System.Text;

namespace OperatorConsole.Mail.Reading;

/// <summary>Reads bytes whose charset is not named, or named wrongly.</summary>
internal static class Guess
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What Russian mail comes in, in the order of today's frequency.
    private static readonly string[] Cyrillic = ["windows-1251", "koi8-r", "cp866", "iso-8859-5"];

    static Guess() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <param name="named">The charset that the message names, where it is known.</param>
    internal static string Text(byte[] bytes, Encoding? named)
    {
        if (bytes.All(b => b < 0x80))
        {
            // ISO-2022 switches charsets with escapes and is seven bits wide.
            return (named ?? Encoding.ASCII).GetString(bytes);
        }

        if (TryUtf8(bytes) is { } utf8)
        {
            return utf8;
        }

        var candidates = Cyrillic.Select(Encoding.GetEncoding).Select(e => e.GetString(bytes));
        return named is null or ASCIIEncoding or UTF8Encoding
            ? candidates.MaxBy(Likelihood)!
            : named.GetString(bytes);
    }

    private static string? TryUtf8(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Russian text is mostly small letters, and the frequent ones are these; pseudographics and odd capitals speak against.
    private static int Likelihood(string text) => text.Sum(c =>
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё".IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? at < 10 ? 3 : 2
        : c is >= 'А' and <= 'Я' ? 1
        : c < 0x80 ? 0
        : char.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol or UnicodeCategory.Control ? -4
        : -1);
}

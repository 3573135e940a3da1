using System.Buffers;
using System.Buffers.Text;

namespace Licensing.Files;

/// <summary>The parts of a JOSE file in compact form: base64url with dots between. RFC 7515 and 7516, section 7.1.</summary>
internal static class CompactParts
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>The parts; null when they are not that many, or one is not base64url to the letter.</summary>
    internal static string[]? Of(string text, int count)
    {
        var parts = text.Split('.', count + 1);
        return parts.Length == count && Array.TrueForAll(parts, IsSpelled) ? parts : null;
    }

    /// <summary>The bytes; null when the text is not the one spelling that they have.</summary>
    internal static byte[]? Bytes(string text) => IsSpelled(text) ? Base64Url.DecodeFromChars(text) : null;

    // Bits left over in the last letter make a second spelling of the same bytes.
    private static bool IsSpelled(string text) => !text.AsSpan().ContainsAnyExcept(Letters) && (text.Length % 4) switch
    {
        0 => true,
        2 => LeftOver(text, 0b1111) == 0,
        3 => LeftOver(text, 0b11) == 0,
        _ => false,
    };

    private static int LeftOver(string text, int bits) => Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & bits;
}

using System.Buffers;
using System.Buffers.Text;

namespace Licensing.Files;

/// <summary>The parts of a JOSE file in compact form: base64url with dots between. RFC 7515 and 7516, section 7.1.</summary>
internal static class CompactParts
{
    /// <summary>The parts; null when they are not that many, or one is not base64url to the letter.</summary>
    internal static string[]? Of(string text, int count)
    {
        var parts = text.Split('.', count + 1);
        return parts.Length == count && Array.TrueForAll(parts, part => Bytes(part) is not null) ? parts : null;
    }

    /// <summary>The bytes; null when the text is not the one spelling that they have.</summary>
    internal static byte[]? Bytes(string text)
    {
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || text.Length % 4 == 1)
        {
            return null;
        }

        // Bits left over in the last character make a second spelling of the same bytes.
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && Base64Url.EncodeToString(bytes.AsSpan(0, written)) == text
            ? bytes[..written]
            : null;
    }
}

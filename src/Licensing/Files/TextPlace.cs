using System.Text;
using System.Text.Json;

namespace Licensing.Files;

/// <summary>Where in a text something is wrong, as editors count: from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Character">The character in it.</param>
public sealed record TextPlace(int Line, int Character)
{
    /// <summary>Where a parser stopped; null where it does not say. It counts bytes, people count characters.</summary>
    internal static TextPlace? Of(JsonException fault, string text)
    {
        if (fault is not { LineNumber: { } line, BytePositionInLine: { } bytes })
        {
            return null;
        }

        var read = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault((int)line) ?? "");
        return new TextPlace((int)line + 1, Encoding.UTF8.GetCharCount(read, 0, (int)Math.Min(bytes, read.Length)) + 1);
    }
}

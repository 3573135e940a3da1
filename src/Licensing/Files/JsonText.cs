using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Licensing.Files;

/// <summary>JSON as the product writes it: indented, every script readable, line feeds, one at the end.</summary>
internal static class JsonText
{
    // These files are read by programs and people, never pasted into a page: Cyrillic may stand as it is.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>Compact, for what is signed: in one line, nothing at the end.</summary>
    internal static byte[] Compact(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options with { Indented = false }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    internal static void WriteTime(this Utf8JsonWriter writer, string member, DateTimeOffset time) =>
        writer.WriteString(member, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    internal static void WriteTexts(this Utf8JsonWriter writer, string member, IEnumerable<string> texts)
    {
        writer.WriteStartArray(member);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    internal static void WriteObject(this Utf8JsonWriter writer, string member, Action<Utf8JsonWriter> members)
    {
        writer.WriteStartObject(member);
        members(writer);
        writer.WriteEndObject();
    }
}

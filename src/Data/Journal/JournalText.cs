using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Data.Journal;

/// <summary>Texts of the journal: the same members always give the same characters, and nothing that looks like a PIN code stays readable.</summary>
internal static partial class JournalText
{
    private static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // The text is read by people and programs, never put into a page as it is.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON object, members in ordinal order, without spaces or nulls.</summary>
    internal static string Canonical(object? members)
    {
        if (members is null)
            return "{}";
        if (JsonSerializer.SerializeToNode(members, members.GetType(), Members) is not JsonObject whole)
            throw new ArgumentException("The members of an entry are an object.", nameof(members));
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Compact))
            Write(json, whole);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>One line of at most so many characters: an entry must not fail because somebody typed nonsense.</summary>
    internal static string Line(string text, int longest)
    {
        var line = Masked(ControlCharacters().Replace(text, "\uFFFD"));
        if (line.Length <= longest)
            return line;
        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..end] + "…";
    }

    private static void Write(Utf8JsonWriter json, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                json.WriteStartObject();
                foreach (var (name, value) in members.Where(m => m.Value is not null).OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case JsonArray items:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                json.WriteStringValue(Masked(value.GetValue<string>()));
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number && LongDigits().IsMatch(number.ToJsonString()):
                json.WriteStringValue(Masked(number.ToJsonString()));
                break;
            case null:
                json.WriteNullValue();
                break;
            default:
                node.WriteTo(json);
                break;
        }
    }

    // 15 digits or more, also in groups: a PIN code or a dictated code. Callers do not pass any; this is the second lock.
    private static string Masked(string text) => LongDigits().Replace(text, found => "…" + found.Value[^3..]);

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9](?:[ \u00A0-]?[0-9]){14,}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex LongDigits();

    [GeneratedRegex(@"\p{Cc}", RegexOptions.CultureInvariant)]
    private static partial Regex ControlCharacters();
}

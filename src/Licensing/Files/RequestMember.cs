using System.Text.Json;
using System.Text.RegularExpressions;

namespace Licensing.Files;

/// <summary>A member of a request file as it stands there, right or wrong, for a person to read.</summary>
/// <param name="Path">Where it stands, as faults name it: <c>owner.town</c>, <c>computer.nics[0]</c>.</param>
/// <param name="Value">Its value in one line; of a PIN code, or of what could be one, the last three digits alone.</param>
public sealed partial record RequestMember(string Path, string Value)
{
    private const int MostMembers = 200;
    private const int LongestValue = 200;
    private const int DigitsShown = 3;

    /// <summary>Every member with a value, in the order of the file; none where the text is no JSON object.</summary>
    /// <param name="json">The text of a plain request.</param>
    public static IReadOnlyList<RequestMember> Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json.StartsWith('\uFEFF') ? json[1..] : json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? [.. Below(document.RootElement, "").Take(MostMembers)] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<RequestMember> Below(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Below(member.Value, PathOf(path, NameOf(member)))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Below(item, $"{path}[{i}]")),
        _ => TextOf(element) is { Length: > 0 } text ? [new RequestMember(path, Shown(path, text))] : [],
    };

    private static string PathOf(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string NameOf(JsonProperty member) => Whole(() => StrictObject.Told(member.Name));

    private static string TextOf(JsonElement value) => Whole(() => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText());

    // Half of a surrogate pair is no text.
    private static string Whole(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    // Only the PIN's own members are certain to hold one; elsewhere somebody may have put it by mistake.
    private static string Shown(string path, string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
        if (path is "pin" or "currentPin")
        {
            var digits = string.Concat(line.Where(char.IsAsciiDigit));
            return digits.Length > DigitsShown ? $"… {digits[^DigitsShown..]}" : "…";
        }

        line = LongDigits().Replace(line, found => $"… {found.Value[^DigitsShown..]}");
        return line.Length <= LongestValue ? line : $"{line[..(char.IsHighSurrogate(line[LongestValue - 1]) ? LongestValue - 1 : LongestValue)]}…";
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z-])[0-9](?:[ \u00A0-]?[0-9]){14}(?![0-9A-Za-z-])", RegexOptions.CultureInvariant)]
    private static partial Regex LongDigits();
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Licensing.Tests.Files;

/// <summary>Valid files made invalid, or not, in every way that comes to mind; the same seed makes the same ones.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Strange =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e-400", "9223372036854775808", new string('9', 400), "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"\\ufffe\\uffff\"", "\"и\\u0306\"", "[]", "{}", "[null]", "[\"a\", 1]", "[[]]", "{\"a\":1}", "\"" + new string('a', 3000) + "\"",
        string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)),
        string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + string.Concat(Enumerable.Repeat("}", 70)),
        "\"746185858112352\"", "\"075312509\"", "\"2026-11-24T09:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"restore\"", "\"restoreWithSpare\"", "\"server\"", "\"individual\"",
    ];

    private readonly Random _random = new(seed);

    internal int Next(int most) => _random.Next(most);

    /// <summary>Bytes flipped, cut, doubled, exchanged.</summary>
    internal byte[] Bytes(byte[] whole)
    {
        var bytes = whole.ToList();
        for (var times = 1 + Next(3); times > 0 && bytes.Count > 0; times--)
        {
            var at = Next(bytes.Count);
            switch (Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(1 + Next(8), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + Next(40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.Insert(at, (byte)Next(256));
                    break;
                default:
                    bytes[at] = "{}[]\",:.\\0e-"u8[Next(12)];
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>One member of a JSON text exchanged, doubled, renamed, taken out or joined by another.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The member that was touched.</param>
    internal string Member(string json, out string path)
    {
        using var document = JsonDocument.Parse(json);
        var paths = new List<string>();
        Walk(document.RootElement, "", paths);
        var target = paths[Next(paths.Count)];
        path = target;
        var text = new StringBuilder();
        Write(text, document.RootElement, "", target, Next(8), Strange[Next(Strange.Length)]);
        return text.ToString();
    }

    private static void Walk(JsonElement element, string path, List<string> paths)
    {
        foreach (var member in element.EnumerateObject())
        {
            var below = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            paths.Add(below);
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Walk(member.Value, below, paths);
            }
        }
    }

    private static void Write(StringBuilder text, JsonElement element, string path, string target, int kind, string strange)
    {
        text.Append('{');
        var separator = "";
        foreach (var member in element.EnumerateObject())
        {
            var below = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var touched = below == target;
            if (touched && kind == 0)
            {
                continue;
            }

            text.Append(separator);
            separator = ",";
            if (touched && kind is 1 or 2)
            {
                // Once more before itself: the same, or something else.
                text.Append(CultureInfo.InvariantCulture, $"\"{member.Name}\":{(kind == 1 ? member.Value.GetRawText() : strange)},");
            }

            var name = touched && kind == 3 ? member.Name.ToUpperInvariant() + "x" : member.Name;
            text.Append(CultureInfo.InvariantCulture, $"\"{name}\":");
            if (touched && kind > 3)
            {
                text.Append(strange);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Write(text, member.Value, below, target, kind, strange);
            }
            else
            {
                text.Append(member.Value.GetRawText());
            }
        }

        text.Append('}');
    }
}

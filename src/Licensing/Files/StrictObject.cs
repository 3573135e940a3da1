using System.Text;
using System.Text.Json;

namespace Licensing.Files;

/// <summary>A JSON object of which every member is known: missing and null read as empty, any other surprise is an error with a name.</summary>
internal sealed class StrictObject
{
    private const long HighestRam = uint.MaxValue;
    private const int LongestNameTold = 60;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _path;

    private StrictObject(JsonElement element, string path, string[]? known)
    {
        _path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FileFormatException(path, Expectation.JsonObject);
        }

        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (known?.Contains(name, StringComparer.Ordinal) == false)
            {
                throw new FileFormatException(PathOf(Told(name)), Expectation.NoSuchMember);
            }

            if (!_members.TryAdd(name, member.Value))
            {
                throw new FileFormatException(PathOf(Told(name)), Expectation.OnlyOnce);
            }
        }
    }

    /// <summary>The text of a file's bytes.</summary>
    internal static string TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new FileFormatException("", Expectation.Utf8, fault);
        }
    }

    /// <summary>Reads a whole file; the caller's function must take all it needs, the document does not outlive it.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="known">Every member that may be there.</param>
    /// <param name="take">Takes what it needs.</param>
    /// <param name="path">Where the object stands, if it is a part of something.</param>
    internal static T Read<T>(string json, string[] known, Func<StrictObject, T> take, string path = "")
    {
        ArgumentNullException.ThrowIfNull(json);

        // Editors of some systems put a byte order mark in front; it says nothing.
        var text = json.StartsWith('\uFEFF') ? json[1..] : json;
        try
        {
            using var document = JsonDocument.Parse(text);
            return take(new StrictObject(document.RootElement, path, known));
        }
        catch (JsonException fault)
        {
            // Without the parser's own exception: it quotes what it could not read, and that can be a PIN code. In a part, which nobody sees as lines, no place.
            throw new FileFormatException(path, Expectation.Json, place: path.Length == 0 ? TextPlace.Of(fault, text) : null);
        }
    }

    internal string PathOf(string member) => _path.Length == 0 ? member : $"{_path}.{member}";

    internal FileFormatException Fault(string member, Expectation expectation, Exception? inner = null) =>
        new(PathOf(member), expectation, inner);

    internal string Text(string member) => Present(member) is { } value ? TextOf(value, PathOf(member)) : "";

    internal IReadOnlyList<string> Texts(string member) =>
        [.. ListOf(member, Expectation.TextList).Select((element, i) => TextOf(element, $"{PathOf(member)}[{i}]"))];

    internal long Memory(string member) => Present(member) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var mib) && mib is >= 0 and <= HighestRam => mib,
        _ => throw Fault(member, Expectation.MemorySize),
    };

    internal bool Flag(string member) => Present(member)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Fault(member, Expectation.TrueOrFalse),
    };

    /// <summary>A statement: true, false, or nothing said.</summary>
    internal bool? Statement(string member) => Present(member) is null ? null : Flag(member);

    /// <summary>A whole number; null when there is none.</summary>
    internal int? Whole(string member, int least, int most, Expectation expectation) => Present(member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var whole) && whole >= least && whole <= most => whole,
        _ => throw Fault(member, expectation),
    };

    /// <summary>A time; null when there is none, or none that can be read.</summary>
    internal DateTimeOffset? TimeIfAny(string member) =>
        Present(member) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var time) ? time.ToUniversalTime() : null;

    internal DateTimeOffset Time(string member) => TimeIfAny(member) ?? throw Fault(member, Expectation.Time);

    /// <summary>An object below; one that is missing or null has no members.</summary>
    internal StrictObject Below(string member, params string[] known)
    {
        if (Present(member) is { } value)
        {
            return new StrictObject(value, PathOf(member), known);
        }

        using var nothing = JsonDocument.Parse("{}");
        return new StrictObject(nothing.RootElement, PathOf(member), known);
    }

    /// <summary>An object below; null when it is missing or null.</summary>
    internal StrictObject? BelowIfAny(string member, params string[] known) => Present(member) is null ? null : Below(member, known);

    internal IReadOnlyList<StrictObject> ListBelow(string member, params string[] known) =>
        [.. ListOf(member, Expectation.ObjectList).Select((element, i) => new StrictObject(element, $"{PathOf(member)}[{i}]", known))];

    /// <summary>Objects that may have further members, which are somebody else's concern.</summary>
    internal IReadOnlyList<StrictObject> OpenListBelow(string member) =>
        [.. ListOf(member, Expectation.ObjectList).Select((element, i) => new StrictObject(element, $"{PathOf(member)}[{i}]", known: null))];

    private JsonElement? Present(string member) =>
        _members.TryGetValue(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement[] ListOf(string member, Expectation expectation) => Present(member) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => throw Fault(member, expectation),
    };

    private static string TextOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw new FileFormatException(path, Expectation.Text);
        }

        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException fault)
        {
            throw new FileFormatException(path, Expectation.WholeCharacters, fault);
        }
    }

    // A name that nobody knows can be anything: it is told in one short line.
    internal static string Told(string name)
    {
        if (name.Length == 0)
        {
            return "\"\"";
        }

        var line = string.Concat(name.Take(LongestNameTold).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return name.Length > LongestNameTold ? line + "…" : line;
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException fault)
        {
            // A name that cannot be told is still a member's, not the whole's.
            throw new FileFormatException(PathOf("\uFFFD"), Expectation.WholeCharacters, fault);
        }
    }
}

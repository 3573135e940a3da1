using System.Text.Json;

namespace Licensing.Dictation;

/// <summary>Checks a file of golden vectors, so that any two programs can prove that they agree to the bit.</summary>
/// <remarks>The shape is that of <c>dictation-vectors.json</c>; members in snake_case; a section that is missing is not checked.</remarks>
public sealed class GoldenVectors
{
    private readonly List<string> _failures = [];

    private GoldenVectors()
    {
    }

    /// <summary>Checks that held.</summary>
    public int Passed { get; private set; }

    /// <summary>What did not hold, a sentence each.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Checks per section of the file.</summary>
    public IReadOnlyDictionary<string, int> Sections => _sections;

    private readonly Dictionary<string, int> _sections = [];

    /// <summary>Checks every section of a file.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FormatException">Not JSON, or no section that is known.</exception>
    public static GoldenVectors Check(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("The file is not an object whose members are sections of golden vectors.");
            }

            var result = new GoldenVectors();
            var codes = new GoldenCodes(document.RootElement);
            var repairs = new GoldenRepairs(document.RootElement);
            foreach (var (section, check) in codes.Sections.Concat(repairs.Sections))
            {
                result.Run(document.RootElement, section, check);
            }

            return result._sections.Count > 0 ? result : throw new FormatException("The file has no section of golden vectors.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The file is not JSON: {fault.Message}", fault);
        }
    }

    private void Run(JsonElement root, string section, Action<JsonElement, Expect> check)
    {
        if (!root.TryGetProperty(section, out var entries))
        {
            return;
        }

        var before = Passed + _failures.Count;
        var index = 0;
        foreach (var entry in entries.ValueKind == JsonValueKind.Array ? entries.EnumerateArray().ToArray() : [entries])
        {
            var place = $"{section}[{index++}]";
            try
            {
                check(entry, (what, expected, actual) => Compare($"{place}.{what}", expected, actual));
            }
            catch (Exception fault) when (fault is FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException
                or IndexOutOfRangeException or OverflowException)
            {
                _failures.Add($"{place}: {fault.Message}");
            }
        }

        _sections[section] = Passed + _failures.Count - before;
    }

    private void Compare(string what, object expected, object? actual)
    {
        if (Equals(Text(expected), Text(actual)))
        {
            Passed++;
        }
        else
        {
            _failures.Add($"{what}: expected {Text(expected)}, computed {Text(actual)}");
        }
    }

    private static string Text(object? value) => value is IEnumerable<string> texts
        ? string.Join(" | ", texts)
        : value is IEnumerable<int> numbers
            ? string.Join(' ', numbers)
            : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Tells what was expected and what was computed.</summary>
internal delegate void Expect(string what, object expected, object? actual);

/// <summary>Reading of JSON members with names.</summary>
internal static class JsonMembers
{
    internal static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";

    internal static int Number(this JsonElement element, string member) => element.GetProperty(member).GetInt32();

    internal static string[] Texts(this JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(e => e.GetString() ?? "")];

    internal static int[] Groups(this JsonElement element, string member) =>
        Dictation.Groups.TryParse(element.Text(member), out var groups)
            ? groups
            : throw new FormatException($"'{member}' is not groups of three digits.");

    /// <summary>Four rows and the check sum.</summary>
    internal static int[] Dictated(this JsonElement element) =>
        Dictation.Groups.TryParse(string.Join(' ', [.. element.Texts("rows"), element.Text("check_sum")]), out var groups)
            ? groups
            : throw new FormatException("'rows' and 'check_sum' are not groups of three digits.");
}

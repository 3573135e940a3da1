using System.Text.Json;
using System.Text.RegularExpressions;

namespace OperatorConsole.Tests.Client;

/// <summary>
/// What tools of real machines printed, from the files beside this one; where each is from stands in their README.
/// A recording is in the form that its author's tool chose: the values are recorded, the answer around them is made here.
/// </summary>
internal static partial class Recording
{
    /// <summary>A recording as it is.</summary>
    internal static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Client", "Recordings", file));

    /// <summary>An answer of the shell to one of the reader's questions.</summary>
    internal static string Answer(params string[] sections) => "{" + string.Join(',', sections) + "}";

    /// <summary>A section of such an answer: of each thing in a recording the members that the question asks for.</summary>
    /// <param name="name">The section.</param>
    /// <param name="file">The recording.</param>
    /// <param name="members">Their names; <c>Model=Caption</c> where the recording has the value under another name only.</param>
    internal static string Section(string name, string file, params string[] members)
    {
        var items = Things(Text(file)).Select(thing => members.Select(member => member.Split('=')).ToDictionary(
            member => member[0], member => Value(thing.GetValueOrDefault(Folded(member[^1]))), StringComparer.Ordinal));
        return $"\"{name}\":{JsonSerializer.Serialize(items)}";
    }

    /// <summary>A dictionary of a property list as the members of a JSON object.</summary>
    internal static string Members(string file) =>
        string.Join(',', PropertyOfList().Matches(Text(file)).Select(one => $"\"{one.Groups[1].Value}\":{JsonSerializer.Serialize(one.Groups[2].Value)}"));

    private static object? Value(string? told) => told switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(told) || told == "null" => null,
        _ when bool.TryParse(told, out var flag) => flag,
        _ => told,
    };

    private static List<Dictionary<string, string>> Things(string text)
    {
        var lines = text.Split('\n');
        var first = Array.Find(lines, line => line.Trim().Length > 0) ?? "";
        return Columns().IsMatch(first.Trim()) && !Property().IsMatch(first) ? Rows(lines) : Lists(lines);
    }

    private static List<Dictionary<string, string>> Rows(string[] lines)
    {
        var rows = lines.Where(line => line.Trim().Length > 0).Select(line => Columns().Split(line.Trim())).ToList();
        return [.. rows.Skip(1).Select(row => row.Select((value, i) => (Name: Folded(rows[0][i]), value)).ToDictionary(one => one.Name, one => one.value, StringComparer.Ordinal))];
    }

    private static List<Dictionary<string, string>> Lists(string[] lines)
    {
        var things = new List<Dictionary<string, string>> { new(StringComparer.Ordinal) };
        foreach (var line in lines)
        {
            if (Property().Match(line) is { Success: true } property)
            {
                things[^1][Folded(property.Groups[1].Value)] = Unquoted(property.Groups[2].Value);
            }
            else if (line.Trim().Length == 0 && things[^1].Count > 0)
            {
                things.Add(new Dictionary<string, string>(StringComparer.Ordinal));
            }
        }

        return [.. things.Where(thing => thing.Count > 0)];
    }

    private static string Unquoted(string told)
    {
        var value = told.TrimEnd(';', ',');
        return value.StartsWith('"') && value.EndsWith('"') && value.Length > 1 ? value[1..^1].Replace(@"\\", @"\", StringComparison.Ordinal) : value;
    }

    private static string Folded(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    // A name at the line's start, then a colon or an equals sign; what stands further to the right goes on with the line before.
    [GeneratedRegex("""^[ \t]{0,4}"?([A-Za-z_]\w*)"?[ \t]*[:=][ \t]?(.*?)\r?$""")]
    private static partial Regex Property();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Columns();

    [GeneratedRegex(@"<key>(\w+)</key>\s*<(?:string|integer)>([^<]*)</")]
    private static partial Regex PropertyOfList();
}

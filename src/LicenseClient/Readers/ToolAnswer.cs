using System.Globalization;
using System.Text.Json;

namespace LicenseClient.Readers;

/// <summary>What a tool answered in JSON: sections, each a list of items.</summary>
internal sealed class ToolAnswer
{
    /// <summary>A section of this name with this ending says why the section is not there.</summary>
    internal const string FaultEnding = "Fault";

    private readonly JsonElement _root;
    private readonly string _why;

    private ToolAnswer(JsonElement root, string why)
    {
        _root = root;
        _why = why;
    }

    /// <summary>Takes a tool's output apart; output that is no JSON object is an answer without sections.</summary>
    /// <param name="tool">The tool's name, for a person.</param>
    /// <param name="output">What it printed.</param>
    internal static ToolAnswer Of(string tool, Reading output)
    {
        if (output.Why.Length > 0 || output.Value.Length == 0)
        {
            return new ToolAnswer(default, output.Why.Length > 0 ? output.Why : Texts.Of("ToolSilent", tool));
        }

        try
        {
            using var document = JsonDocument.Parse(output.Value);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ToolAnswer(document.RootElement.Clone(), "")
                : new ToolAnswer(default, Texts.Of("ToolGarbled", tool));
        }
        catch (JsonException)
        {
            return new ToolAnswer(default, Texts.Of("ToolGarbled", tool));
        }
    }

    /// <summary>The items of a section; none where it is missing. Items below an item stand in the list after it.</summary>
    internal IReadOnlyList<ToolItem> Items(string section)
    {
        var items = new List<ToolItem>();
        if (Section(section) is { } there)
        {
            Collect(there, items);
        }

        return items;
    }

    /// <summary>The first item of a section; an empty one where there is none.</summary>
    internal ToolItem First(string section) => Items(section).FirstOrDefault(new ToolItem(default));

    /// <summary>Why a section has no items, in words.</summary>
    /// <param name="section">The section.</param>
    /// <param name="source">Its name for a person.</param>
    internal string Reason(string section, string source)
    {
        if (_why.Length > 0)
        {
            return _why;
        }

        return Section(section + FaultEnding) is { ValueKind: JsonValueKind.String } fault
            ? Texts.Of("WhyFailed", source, fault.GetString()?.Trim())
            : Texts.Of("ToolSilent", source);
    }

    private JsonElement? Section(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var section) ? section : null;

    private static void Collect(JsonElement element, List<ToolItem> items)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Collect(one, items);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            // Older shells wrap a list into an object that counts it.
            if (element.TryGetProperty("value", out var list) && element.TryGetProperty("Count", out _))
            {
                Collect(list, items);
                return;
            }

            items.Add(new ToolItem(element));
            if (element.TryGetProperty("_items", out var below))
            {
                Collect(below, items);
            }
        }
    }
}

/// <summary>One thing that a tool told of.</summary>
/// <param name="element">Its JSON object.</param>
internal readonly struct ToolItem(JsonElement element)
{
    /// <summary>A member as text without the space around it; empty where it is missing or no plain value.</summary>
    internal string Text(string member)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out var value))
        {
            return "";
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()?.Trim() ?? "",
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };
    }

    /// <summary>A member as a whole number; null where it is none.</summary>
    internal long? Number(string member) => long.TryParse(Text(member), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a member is true.</summary>
    internal bool Is(string member) => string.Equals(Text(member), "true", StringComparison.OrdinalIgnoreCase);
}

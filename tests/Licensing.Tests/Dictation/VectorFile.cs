using System.Globalization;
using System.Text.Json.Nodes;

namespace Licensing.Tests.Dictation;

/// <summary>The golden vectors, to be spoiled one value at a time.</summary>
internal static class VectorFile
{
    /// <summary>Each section with its members that say what must come out; the others are what goes in, or notes.</summary>
    internal static readonly IReadOnlyDictionary<string, string> ExpectedMembers = new Dictionary<string, string>
    {
        ["constants"] = "P RHO SIGMA TAU K_SUM K_INNER K_PIN K_TOTAL",
        ["test_key"] = "Qx Qy spki_der",
        ["rfc6979_p224"] = "k r s",
        ["clean"] = "out out_utf8",
        ["kit_numbers"] = "valid",
        ["owners"] = "canonical sha256_of_canonical digest groups",
        ["pins"] = "valid",
        ["fingerprints"] = "canonical item_positions sketch",
        ["ram_levels"] = "level",
        ["compare"] = "reasons",
        ["requests"] = "rows check_sum decoded",
        ["responses"] = "statement k r s lines line_checksums total_checksum",
        ["refused_requests"] = "reasons",
        ["corrections_request"] = "suggestions",
        ["corrections_line"] = "expected reported suggestions",
        ["pin_early"] = "suggestions",
        ["group_cost_mix"] = "cost",
        ["group_cost_en_ru"] = "en ru",
    };

    internal static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "dictation-vectors.json"));

    internal static JsonObject Parsed() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>A small file for each entry of a section: that entry and the ones that it refers to.</summary>
    internal static IEnumerable<JsonObject> EntriesOf(string section)
    {
        var whole = Parsed();
        for (var i = 0; i < (whole[section] is JsonArray entries ? entries.Count : 1); i++)
        {
            var small = new JsonObject();
            Take(whole, small, section, i);
            yield return small;
        }
    }

    /// <summary>Every expected value under a section's first entry, as the steps that lead to it.</summary>
    internal static IEnumerable<object[]> ExpectedValues(JsonObject file, string section)
    {
        object[] root = file[section] is JsonArray ? [section, 0] : [section];
        return ExpectedMembers[section].Split(' ').SelectMany(member => Values(At(file, [.. root, member]), [.. root, member]));
    }

    /// <summary>Replaces what stands there by something else of its kind.</summary>
    internal static void Spoil(JsonObject file, object[] steps)
    {
        var parent = At(file, steps[..^1])!;
        var value = At(file, steps);
        JsonNode spoiled = value switch
        {
            JsonArray array => new JsonArray([.. array.Select(element => element?.DeepClone()), array.Count > 0 ? array[0]?.DeepClone() : "os"]),
            JsonValue scalar when scalar.TryGetValue<bool>(out var truth) => !truth,
            JsonValue scalar when scalar.TryGetValue<long>(out var number) => number + 1,
            JsonValue scalar when scalar.TryGetValue<string>(out var text) => Spoiled(text),
            _ => throw new InvalidOperationException($"{Told(steps)} holds no value."),
        };
        if (steps[^1] is int index)
        {
            parent[index] = spoiled;
        }
        else
        {
            parent[(string)steps[^1]] = spoiled;
        }
    }

    internal static string Told(object[] steps) => string.Join('.', steps);

    internal static JsonNode? At(JsonNode file, object[] steps) =>
        steps.Aggregate((JsonNode?)file, (node, step) => step is int index ? node![index] : node![(string)step]);

    // Another last digit where the text ends in one: still of its shape.
    private static string Spoiled(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[^1]) ? string.Create(CultureInfo.InvariantCulture, $"{text[..^1]}{(text[^1] - '0' + 1) % 10}") : text + "x";

    private static IEnumerable<object[]> Values(JsonNode? node, object[] steps) => node switch
    {
        JsonObject members => members.SelectMany(member => Values(member.Value, [.. steps, member.Key])),
        JsonArray elements => [steps, .. elements.SelectMany((element, index) => Values(element, [.. steps, index]))],
        _ => [steps],
    };

    private static int Take(JsonObject whole, JsonObject small, string section, int index)
    {
        if (whole[section] is not JsonArray all)
        {
            small[section] = whole[section]!.DeepClone();
            return 0;
        }

        var entry = all[index]!.DeepClone().AsObject();
        foreach (var (member, target) in References(section))
        {
            var reference = entry[member]!.AsValue();
            if (reference.TryGetValue<int>(out var number))
            {
                entry[member] = Take(whole, small, target, number);
            }
            else
            {
                Take(whole, small, target, whole[target]!.AsArray().Index().First(e => e.Item!["name"]!.GetValue<string>() == reference.GetValue<string>()).Index);
            }
        }

        if (section is "responses")
        {
            Take(whole, small, "test_key", 0);
        }

        var taken = (small[section] ??= new JsonArray()).AsArray();
        taken.Add(entry);
        return taken.Count - 1;
    }

    private static (string Member, string Target)[] References(string section) => section switch
    {
        "compare" => [("old", "fingerprints"), ("new", "fingerprints")],
        "requests" => [("owner", "owners"), ("fingerprint", "fingerprints")],
        "responses" => [("request", "requests")],
        "corrections_line" => [("response", "responses")],
        _ => [],
    };
}

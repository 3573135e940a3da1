using System.Text.RegularExpressions;

namespace LicenseClient.Readers;

/// <summary>Entries of the device registry of macOS, as its tool prints them.</summary>
internal static partial class IoRegistry
{
    /// <summary>The properties of every entry that was asked for; those within a property stand under their own names.</summary>
    internal static IReadOnlyList<IReadOnlyDictionary<string, string>> Entries(string printed)
    {
        var entries = new List<IReadOnlyDictionary<string, string>>();
        Dictionary<string, string>? entry = null;
        foreach (var line in printed.Split('\n'))
        {
            if (line.StartsWith("+-o ", StringComparison.Ordinal))
            {
                entries.Add(entry = new Dictionary<string, string>(StringComparer.Ordinal));
                continue;
            }

            // What hangs below an entry is another thing.
            entry = line.Contains("+-o ", StringComparison.Ordinal) ? null : entry;

            foreach (Match property in Property().Matches(line))
            {
                entry?.TryAdd(property.Groups[1].Value, property.Groups[2].Success ? property.Groups[2].Value.Trim() : property.Groups[3].Value);
            }
        }

        return entries;
    }

    [GeneratedRegex("""
        "([^"]+)" ?= ?(?:"([^"]*)"|([^\s{},()"]+))
        """)]
    private static partial Regex Property();
}

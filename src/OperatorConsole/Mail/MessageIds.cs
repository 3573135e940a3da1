using Data.Sealing;

namespace OperatorConsole.Mail;

/// <summary>Message-IDs, as they are looked up.</summary>
internal static class MessageIds
{
    /// <summary>Label under which the vault looks them up.</summary>
    internal const string Label = "message-id";

    /// <summary>Without brackets and spaces; null when nothing is left.</summary>
    internal static string? Clean(string? id) => id?.Trim().TrimStart('<').TrimEnd('>').Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>What stands in the tables for each of them.</summary>
    internal static IReadOnlyList<byte[]> Lookups(Vault vault, IEnumerable<string> ids) => [.. ids.Select(Clean).OfType<string>().Select(id => vault.Lookup(Label, id))];
}

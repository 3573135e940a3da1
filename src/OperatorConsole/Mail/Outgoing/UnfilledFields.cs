using System.Text.RegularExpressions;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>Fields in double braces that nobody filled: a letter with one does not go out, whoever wrote it.</summary>
internal static partial class UnfilledFields
{
    /// <summary>Their names, each once, in their order.</summary>
    internal static IReadOnlyList<string> In(params IEnumerable<string?> texts) =>
        [.. texts.SelectMany(text => Field().Matches(text ?? "")).Select(m => m.Groups[1].Value.Trim()).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\{\s*([^{}]{0,60}?)\s*\}\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Field();
}

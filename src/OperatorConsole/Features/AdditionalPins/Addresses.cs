using MimeKit;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Addresses as people type them.</summary>
internal static class Addresses
{
    private const int Longest = 254;

    /// <summary>The address in lower case; null when it is none that a letter could go to.</summary>
    internal static string? Clean(string? typed) =>
        typed?.Trim() is { Length: > 2 and <= Longest } text
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || "<>\",;:\\()[]".Contains(c, StringComparison.Ordinal))
        && text.Count(c => c == '@') == 1 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
        && text[(at + 1)..].Contains('.', StringComparison.Ordinal)
        && MailboxAddress.TryParse(text, out _)
            ? text.ToLowerInvariant()
            : null;
}

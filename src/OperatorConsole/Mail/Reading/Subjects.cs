using System.Text.RegularExpressions;

namespace OperatorConsole.Mail.Reading;

/// <summary>What a subject says, however it was mangled. It helps to sort; it never decides.</summary>
internal static partial class Subjects
{
    /// <summary>Whether it asks for additional PIN codes.</summary>
    /// <remarks>Guide: "Acquiring additional PIN codes".</remarks>
    internal static bool AskForPins(string subject) => Pins().IsMatch(subject) && More().IsMatch(subject);

    /// <summary>The reference of a request that it names, as it was typed; null without one.</summary>
    internal static string? Reference(string subject) => Named().Match(subject) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\bp\.?\s?i\.?\s?n\b|\bpins\b|\bpin[\s-]?codes?\b|пин[\s-]?код|\bпин(?:ов|ы|а)?\b|pincode", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Pins();

    [GeneratedRegex(@"additional|extra|\bmore\b|another|request|дополнительн|доп\.|ещ[её]|нов(?:ый|ого|ые|ых)|запрос|получени|выда", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex More();

    [GeneratedRegex(@"\bR-\d{1,9}-\d\b", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Named();
}

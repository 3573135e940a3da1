using System.Globalization;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Issuing;

/// <summary>What an installation decides about the rules.</summary>
/// <param name="MethodFamily">Which methods count as one at a restoration.</param>
public sealed record RuleSettings(MethodFamily MethodFamily)
{
    private const string FamilyKey = "Rules:MethodFamily";
    private const string PerYearKey = "Rules:AdditionalPinsPerYear";
    private const int Most = 1000;

    /// <summary>Additional PIN codes of a kit in 365 days before a second person must agree.</summary>
    public int AdditionalPinsPerYear { get; init; } = PinCase.UsualMostPerYear;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot be used.</exception>
    public static RuleSettings Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RuleSettings(Family(settings[FamilyKey])) { AdditionalPinsPerYear = PerYear(settings[PerYearKey]) };
    }

    private static MethodFamily Family(string? name) => string.IsNullOrEmpty(name) ? MethodFamily.Exact
        : Enum.GetNames<MethodFamily>().FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<MethodFamily>(known)
        : throw new UnusableSettingException(FamilyKey, $"'{name}' is not known; {string.Join(" or ", Enum.GetNames<MethodFamily>())} is.");

    private static int PerYear(string? text) => string.IsNullOrEmpty(text) ? PinCase.UsualMostPerYear
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number
        : throw new UnusableSettingException(PerYearKey, $"'{text}' is not a number from 0 to {Most}.");
}

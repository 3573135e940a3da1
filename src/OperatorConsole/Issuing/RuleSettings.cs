using Licensing.Acquisitions;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Issuing;

/// <summary>What an installation decides about the rules.</summary>
/// <param name="MethodFamily">Which methods count as one at a restoration.</param>
public sealed record RuleSettings(MethodFamily MethodFamily)
{
    private const string FamilyKey = "Rules:MethodFamily";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot be used.</exception>
    public static RuleSettings Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var name = settings[FamilyKey];
        return string.IsNullOrEmpty(name) ? new RuleSettings(MethodFamily.Exact)
            : Enum.GetNames<MethodFamily>().FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known
                ? new RuleSettings(Enum.Parse<MethodFamily>(known))
                : throw new UnusableSettingException(FamilyKey, $"'{name}' is not known; {string.Join(" or ", Enum.GetNames<MethodFamily>())} is.");
    }
}

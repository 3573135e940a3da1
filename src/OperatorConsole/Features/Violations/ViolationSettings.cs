using MimeKit;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Features.Violations;

/// <summary>What an installation decides about violations.</summary>
/// <param name="NotifyTo">Who is written to at once when something weighs much; null: nobody, the console tells.</param>
/// <param name="Language">In which language, <c>en</c> or <c>ru</c>.</param>
internal sealed record ViolationSettings(string? NotifyTo, string Language)
{
    private const string ToKey = "Violations:NotifyTo";
    private const string LanguageKey = "Violations:NotifyLanguage";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot be used.</exception>
    internal static ViolationSettings Read(IConfiguration settings)
    {
        var (to, language) = (settings[ToKey], settings[LanguageKey] is { Length: > 0 } chosen ? chosen : "en");
        return language is not ("en" or "ru") ? throw new UnusableSettingException(LanguageKey, $"'{language}' is not known; en or ru is.")
            : string.IsNullOrWhiteSpace(to) ? new ViolationSettings(null, language)
            : MailboxAddress.TryParse(to, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? new ViolationSettings(address.Address, language)
            : throw new UnusableSettingException(ToKey, $"'{to}' is not an address.");
    }
}

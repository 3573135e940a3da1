using Microsoft.Extensions.Localization;

namespace OperatorConsole.Mail.Presence;

/// <summary>Texts of who looks at a request.</summary>
public sealed class PresenceTexts;

/// <summary>How it is said who looks at a request.</summary>
internal static class PresenceWords
{
    internal static string Of(this IStringLocalizer<PresenceTexts> texts, Onlooker onlooker) =>
        onlooker.Writes ? texts["Writes", onlooker.Name] : texts["Looks", onlooker.Name];

    internal static string Of(this IStringLocalizer<PresenceTexts> texts, IReadOnlyList<Onlooker> onlookers) => string.Join(" · ", onlookers.Select(o => texts.Of(o)));
}

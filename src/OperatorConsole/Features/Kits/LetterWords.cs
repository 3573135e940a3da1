using Licensing.Kits;
using Microsoft.Extensions.Localization;

namespace OperatorConsole.Features.Kits;

/// <summary>What stands in a PIN letter, on paper and in PDF alike.</summary>
internal static class LetterWords
{
    /// <summary>The sub-title over the PIN codes of a set: type, workstations, and what choosing it means.</summary>
    internal static string Subtitle(IStringLocalizer<KitTexts> texts, LicenseSet set)
    {
        var type = set.Type == LicenseType.Server ? texts["Letter.Server"] : texts[$"Letter.{set.Type}", set.Seats ?? 0];
        return set.Choice is null ? type : $"{type.Value} — {texts["Letter.Choice", set.Choice.Value].Value}";
    }

    /// <summary>How the codes are used, a sentence each.</summary>
    internal static IEnumerable<string> Instructions(IStringLocalizer<KitTexts> texts, Kit kit)
    {
        yield return texts["Letter.How1"];
        yield return texts["Letter.How2"];
        if (kit.Sets.Any(s => s.Choice is not null))
        {
            yield return texts["Letter.HowChoice"];
        }

        yield return kit.Sets.Any(s => s.Type == LicenseType.SingleUser) ? texts["Letter.HowPhone"] : texts["Letter.HowNoPhone"];
    }
}

using System.Globalization;

namespace Licensing.Tests.Text;

/// <summary>Runs something as it would run on computers of other countries.</summary>
internal static class Cultures
{
    /// <summary>Turkish and Azeri dotless i, Lithuanian accents, Arabic and Persian digits and calendars, Thai years, German and Russian sorting.</summary>
    internal static readonly string[] Awkward = ["tr-TR", "az-Latn-AZ", "lt-LT", "ar-SA", "fa-IR", "th-TH", "de-DE", "ru-RU", ""];

    /// <summary>One result per culture.</summary>
    internal static string[] UnderEach(Func<string> act)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            return
            [
                .. Awkward.Select(name =>
                {
                    CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
                    return act();
                }),
            ];
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    internal static void ShouldBeTheSameUnderEach(Func<string> act) => UnderEach(act).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
}

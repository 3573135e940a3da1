using System.Globalization;
using System.Resources;

namespace LicenseClient;

/// <summary>Everything the program says, in the language of the person.</summary>
internal static class Texts
{
    internal static ResourceManager Resources { get; } = new("LicenseClient.Texts", typeof(Texts).Assembly);

    /// <summary>A sentence in the current language.</summary>
    /// <param name="name">Its name in the resources.</param>
    /// <param name="values">What stands in its places.</param>
    internal static string Of(string name, params ReadOnlySpan<object?> values)
    {
        var text = Resources.GetString(name, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"No text is named {name}.");
        return values.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, values);
    }
}

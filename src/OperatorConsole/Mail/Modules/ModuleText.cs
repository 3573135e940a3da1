using System.Text.RegularExpressions;
using Fluid;
using Licensing.AdditionalPins;

namespace OperatorConsole.Mail.Modules;

/// <summary>What is wrong with a text module.</summary>
public enum ModuleFault
{
    /// <summary>A title is missing or too long.</summary>
    Title,

    /// <summary>A text is missing or too long.</summary>
    Text,

    /// <summary>Braces that are neither a field nor one of the allowed conditions.</summary>
    Braces,

    /// <summary>A condition does not end, or ends without having begun.</summary>
    Conditions,

    /// <summary>It holds a PIN code, which has no place in a text for everybody.</summary>
    Pin,
}

/// <summary>The text of a module: Liquid, of which only fields and conditions upon a field are allowed.</summary>
/// <remarks>
/// Nothing else is needed for a few sentences, and whatever can repeat or multiply a text could fill the memory of the server.
/// A field that has no value, and one that nobody knows, stays in its braces: the clerk fills it, and until then the letter does not go out.
/// </remarks>
internal static partial class ModuleText
{
    /// <summary>Longest title.</summary>
    internal const int LongestTitle = 80;

    /// <summary>Longest text.</summary>
    internal const int Longest = 2000;

    private const string Given = "given_";
    private static readonly FluidParser Parser = new();
    private static readonly Dictionary<string, string> None = new(StringComparer.Ordinal);

    /// <summary>What keeps a module from being kept; null when nothing does.</summary>
    internal static ModuleFault? FaultOf(ModuleWords words) =>
        words.Title.Trim().Length is 0 or > LongestTitle || words.Title.Contains('\n', StringComparison.Ordinal) ? ModuleFault.Title
        : words.Text.Trim().Length is 0 or > Longest ? ModuleFault.Text
        : HasBraces(words.Title) || HasBraces(Condition().Replace(Field().Replace(words.Text, ""), "")) ? ModuleFault.Braces
        : PinRequestText.Masked(words.Text) != words.Text || PinRequestText.Masked(words.Title) != words.Title ? ModuleFault.Pin
        : !Parser.TryParse(Source(words.Text, None), out _) ? ModuleFault.Conditions
        : null;

    /// <summary>Fills a text. It reaches the given fields and nothing else.</summary>
    internal static string Fill(string text, IReadOnlyDictionary<string, string> fields)
    {
        var context = new TemplateContext(new TemplateOptions { MaxSteps = 1000, MaxRecursion = 10 });
        foreach (var (name, value) in fields)
        {
            context.SetValue(name, value);
            context.SetValue(Given + name, true);
        }

        return Parser.Parse(Source(text, fields)).Render(context).ReplaceLineEndings("\n").Trim();
    }

    // A condition asks whether the field has a value; a field without one is text.
    private static string Source(string text, IReadOnlyDictionary<string, string> fields) => Field().Replace(
        Condition().Replace(text, m => m.Groups["name"] is { Success: true } name ? m.Value.Insert(name.Index - m.Index, Given) : m.Value),
        m => fields.ContainsKey(m.Groups["name"].Value) ? m.Value : $"{{% raw %}}{m.Value}{{% endraw %}}");

    private static bool HasBraces(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("%}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}%|]{1,60}?)\s*\}\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Field();

    [GeneratedRegex(@"\{%\s*(?:(?:if|elsif|unless)\s+(?<name>[a-z_]{1,40})|else|endif|endunless)\s*%\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Condition();
}

using System.Text.RegularExpressions;
using Fluid;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>An installation's own templates of letters, read and tried once: what could not be filled stops the start, not the answer to a customer.</summary>
internal static partial class OwnLetters
{
    /// <summary>Reads them all.</summary>
    /// <param name="folder">Where they lie; it need not be there.</param>
    /// <param name="parser">Reads Liquid.</param>
    /// <param name="delivered">The text that came with the program for a letter; it names the fields that the letter has.</param>
    /// <exception cref="UnusableSettingException">One cannot be used; the message names its file.</exception>
    internal static IReadOnlyDictionary<string, IFluidTemplate> In(string folder, FluidParser parser, Func<string, string> delivered)
    {
        var own = new Dictionary<string, IFluidTemplate>(StringComparer.Ordinal);
        foreach (var name in Letters.Kinds.SelectMany(kind => new[] { $"{kind}.en", $"{kind}.ru" }))
        {
            var file = Path.Combine(folder, name + ".liquid");
            if (File.Exists(file))
            {
                own[name] = Usable(file, name, parser, delivered(name));
            }
        }

        return own;
    }

    private static IFluidTemplate Usable(string file, string name, FluidParser parser, string delivered)
    {
        if (!parser.TryParse(File.ReadAllText(file), out var template, out var fault))
        {
            throw new UnusableSettingException(file, $"is no template: {fault}");
        }

        var fields = Field().Matches(delivered).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToDictionary(f => f, object? (f) => f, StringComparer.Ordinal);
        Letter letter;
        try
        {
            letter = Letters.Fill(template, name[^2..], fields);
        }
        catch (Exception failed)
        {
            // A template that includes files, or never ends, fails in whatever way its engine has for it.
            throw new UnusableSettingException(file, $"cannot be filled: {failed.Message}");
        }

        return letter switch
        {
            { Subject.Length: 0 } => throw new UnusableSettingException(file, "its first line is the subject and must not be empty"),
            { Unfilled: [var unknown, ..] } => throw new UnusableSettingException(file, $"names the field {unknown}, which this letter does not have; it has {string.Join(", ", fields.Keys)}"),
            _ when string.IsNullOrWhiteSpace(letter.Text) => throw new UnusableSettingException(file, "has a subject and no text"),
            _ => template,
        };
    }

    [GeneratedRegex(@"\{\{-?\s*(?<name>[a-z_]+)|\{%-?\s*(?:if|elsif|unless)\s+(?<name>[a-z_]+)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Field();
}

using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Fluid.Values;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A letter in words.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="Unfilled">Fields that nothing filled; such a letter does not go out.</param>
internal sealed record Letter(string Subject, string Text, IReadOnlyList<string> Unfilled);

/// <summary>Templates of letters, Liquid, one a kind and language; the first line is the subject.</summary>
/// <remarks>An installation's own lie in <c>letters</c> of its data directory and stand before ours.</remarks>
/// <param name="folder">Where an installation's own lie.</param>
internal sealed class Letters(string folder)
{
    private static readonly FluidParser Parser = new();
    private readonly ConcurrentDictionary<string, IFluidTemplate> _ours = new(StringComparer.Ordinal);

    /// <summary>Kinds of letters that there is a template for.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. typeof(Letters).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".en.liquid", StringComparison.Ordinal))
            .Select(n => n[(n.LastIndexOf("Letters.", StringComparison.Ordinal) + 8)..^10]).Order(StringComparer.Ordinal)];

    /// <summary>Fills a template. It reaches the given fields and nothing else.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="language"><c>en</c> or <c>ru</c>.</param>
    /// <param name="fields">Its fields.</param>
    internal Letter Fill(string kind, string language, IReadOnlyDictionary<string, object?> fields)
    {
        var unfilled = new List<string>();
        var options = new TemplateOptions { MaxSteps = 10_000, MaxRecursion = 20, CultureInfo = CultureInfo.GetCultureInfo(language) };
        options.Undefined = name =>
        {
            unfilled.Add(name);
            return ValueTask.FromResult<FluidValue>(new StringValue($"{{{{ {name} }}}}"));
        };
        var context = new TemplateContext(options);
        foreach (var (field, value) in fields.Where(f => f.Value is not null && f.Value is not string { Length: 0 }))
        {
            context.SetValue(field, value);
        }

        var text = Template(kind, language).Render(context).ReplaceLineEndings("\n").TrimStart('\uFEFF');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return new Letter(text[..end].Trim(), text[end..].Trim() + "\n", [.. unfilled.Distinct(StringComparer.Ordinal)]);
    }

    private IFluidTemplate Template(string kind, string language)
    {
        var own = Path.Combine(folder, $"{kind}.{language}.liquid");
        return File.Exists(own) ? Parser.Parse(File.ReadAllText(own)) : _ours.GetOrAdd($"{kind}.{language}", Ours);
    }

    private static IFluidTemplate Ours(string name)
    {
        using var stream = typeof(Letters).Assembly.GetManifestResourceStream($"OperatorConsole.Mail.Letters.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no letter {name}.");
        using var reader = new StreamReader(stream);
        return Parser.Parse(reader.ReadToEnd());
    }
}

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
/// <remarks>An installation's own lie in <c>letters</c> of its data directory and stand before ours; they are read once.</remarks>
/// <param name="folder">Where an installation's own lie.</param>
internal sealed class Letters(string folder)
{
    private static readonly FluidParser Parser = new();
    private readonly Lazy<IReadOnlyDictionary<string, IFluidTemplate>> _own = new(() => OwnLetters.In(folder, Parser, Delivered));
    private readonly ConcurrentDictionary<string, IFluidTemplate> _ours = new(StringComparer.Ordinal);

    /// <summary>Kinds of letters that there is a template for.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. typeof(Letters).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".en.liquid", StringComparison.Ordinal))
            .Select(n => n[(n.LastIndexOf("Letters.", StringComparison.Ordinal) + 8)..^10]).Order(StringComparer.Ordinal)];

    /// <summary>Reads an installation's own now: one that cannot be used stops the start, not the first mail.</summary>
    /// <exception cref="Shell.Hosting.UnusableSettingException">One cannot be used.</exception>
    internal void Require() => _ = _own.Value;

    /// <summary>Fills a template. It reaches the given fields and nothing else.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="language"><c>en</c> or <c>ru</c>.</param>
    /// <param name="fields">Its fields.</param>
    internal Letter Fill(string kind, string language, IReadOnlyDictionary<string, object?> fields) => Fill(Template(kind, language), language, fields);

    /// <summary>Fills any template: no files, no endless loops, no more than the given fields.</summary>
    internal static Letter Fill(IFluidTemplate template, string language, IReadOnlyDictionary<string, object?> fields)
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

        var text = template.Render(context).ReplaceLineEndings("\n").TrimStart('\uFEFF');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var (subject, words) = end < 0 ? (text, "") : (text[..end], text[end..]);
        return new Letter(subject.Trim(), words.Trim() + "\n", [.. unfilled.Distinct(StringComparer.Ordinal)]);
    }

    private IFluidTemplate Template(string kind, string language) =>
        _own.Value.TryGetValue($"{kind}.{language}", out var own) ? own : _ours.GetOrAdd($"{kind}.{language}", name => Parser.Parse(Delivered(name)));

    private static string Delivered(string name)
    {
        using var stream = typeof(Letters).Assembly.GetManifestResourceStream($"OperatorConsole.Mail.Letters.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no letter {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

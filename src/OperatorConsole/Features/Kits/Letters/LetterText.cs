using Licensing.Kits;
using Microsoft.Extensions.Localization;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Letters;

/// <summary>PIN codes of one set under their sub-title.</summary>
/// <param name="Subtitle">Type, workstations, and the choice it belongs to.</param>
/// <param name="Pins">The codes in groups of three.</param>
internal sealed record LetterList(string Subtitle, IReadOnlyList<string> Pins);

/// <summary>What stands in a PIN letter, word for word, on the print page and in the PDF alike.</summary>
internal sealed record LetterText(string Title, string Kit, IReadOnlyList<LetterList> Lists)
{
    /// <summary>Lines under the title: what is named, and its name.</summary>
    public IReadOnlyList<(string Label, string Value)> Head { get; init; } = [];

    /// <summary>Title of the instructions.</summary>
    public string HowTitle { get; init; } = "";

    /// <summary>How the codes are used, a sentence or two each.</summary>
    public IReadOnlyList<string> How { get; init; } = [];

    /// <summary>When it was printed, and by whom.</summary>
    public string Foot { get; init; } = "";

    /// <summary>The words of a letter in the reader's language.</summary>
    internal static LetterText Of(IStringLocalizer<KitTexts> texts, CenterClock clock, Letter letter)
    {
        var (kit, printed) = (letter.Kit, letter.PrintedAt);
        var owner = letter.Owner is { } name ? new (string, string)[] { (texts["Kit.Owner"], name) } : [];
        return new LetterText(texts["Letter.Title"], kit.Number.Digits, [.. kit.Sets.Select(s => new LetterList(Subtitle(texts, s), [.. s.Pins.Select(p => p.Code.Spoken)]))])
        {
            Head = [(texts["Letter.Product"], kit.Product), (texts["Letter.KitNumber"], kit.Number.ToString()), .. owner],
            HowTitle = texts["Letter.How"],
            How = [.. Instructions(texts, kit)],
            Foot = texts["Letter.Foot", $"{clock.Day(printed)} {clock.Time(printed)}", clock.Zone.Id, letter.PrintedBy],
        };
    }

    private static string Subtitle(IStringLocalizer<KitTexts> texts, LicenseSet set)
    {
        var type = set.Type == LicenseType.Server ? texts["Letter.Server"] : texts[$"Letter.{set.Type}", set.Seats ?? 0];
        return set.Choice is null ? type : $"{type.Value} — {texts["Letter.Choice", set.Choice.Value].Value}";
    }

    private static IEnumerable<string> Instructions(IStringLocalizer<KitTexts> texts, Kit kit)
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

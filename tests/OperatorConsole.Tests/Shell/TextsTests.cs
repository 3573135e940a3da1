using System.Text.RegularExpressions;
using System.Xml.Linq;
using OperatorConsole.Shell.Frame;

namespace OperatorConsole.Tests.Shell;

/// <summary>Every text in both languages, in all features at once.</summary>
public sealed partial class TextsTests
{
    // Russian texts that are rightly without a Russian letter.
    private static readonly HashSet<string> SameInBoth = new(StringComparer.Ordinal) { };

    private static readonly string Source = FindSource();

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        foreach (var (name, english, russian) in Pairs())
        {
            russian.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal), name);
            foreach (var (key, text) in english)
            {
                text.ShouldNotBeNullOrWhiteSpace($"{name} {key}");
                russian[key].ShouldNotBeNullOrWhiteSpace($"{name}.ru {key}");
                Places(russian[key]).ShouldBe(Places(text), $"{name} {key}");
                (SameInBoth.Contains(key) || Cyrillic().IsMatch(russian[key])).ShouldBeTrue($"{name}.ru {key} is not Russian");
                Cyrillic().IsMatch(text).ShouldBeFalse($"{name} {key} is not English");
            }
        }
    }

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        var kept = Pairs().ToDictionary(pair => pair.Name, pair => pair.English, StringComparer.Ordinal);
        var asked = 0;
        foreach (var file in Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            foreach (Match injected in Injected().Matches(text))
            {
                var texts = kept[injected.Groups["class"].Value];
                foreach (Match use in Regex.Matches(text, $@"(?<!\w){injected.Groups["name"].Value}\[""(?<key>[^""]+)"""))
                {
                    asked++;
                    texts.ShouldContainKey(use.Groups["key"].Value, Path.GetFileName(file));
                }
            }
        }

        asked.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Texts_that_are_asked_for_by_a_computed_key_exist_too()
    {
        var shell = Pairs().Single(pair => pair.Name == "ShellTexts").English;
        IEnumerable<string> keys =
        [
            .. RailEntries.All.Select(entry => entry.Text),
            .. global::Data.Staff.Roles.All.Select(role => $"Role.{role}"),
            .. OperatorConsole.Shell.Pages.StatusText.Told.SelectMany(code => new[] { $"Status.{code}", $"Status.{code}.Text" }),
        ];
        keys.ShouldAllBe(key => shell.ContainsKey(key));
    }

    private static List<(string Name, Dictionary<string, string> English, Dictionary<string, string> Russian)> Pairs()
    {
        var neutral = Directory.EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".ru.resx", StringComparison.Ordinal)).ToList();
        neutral.Count.ShouldBeGreaterThan(1);
        return [.. neutral.Select(file => (Path.GetFileNameWithoutExtension(file), Read(file), Read(Path.ChangeExtension(file, ".ru.resx"))))];
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static string FindSource()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "OperatorConsole.sln")))
            {
                return Path.Combine(place.FullName, "src", "OperatorConsole");
            }
        }

        throw new DirectoryNotFoundException("The sources are not above the tests.");
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"IStringLocalizer<(?<class>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Injected();
}

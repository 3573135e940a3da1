using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Tests.Mail;

/// <summary>Templates of letters: ours, and those of an installation.</summary>
public sealed class LetterTemplateTests : IDisposable
{
    // As those who fill them name them.
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["asked"] = ["reference", "checklist"],
        ["case"] = ["reference", "rule", "kit"],
        ["case-question"] = ["reference", "kit", "question"],
        ["license"] = ["reference", "kit", "repeated"],
        ["moved"] = ["kit", "day", "pin"],
        ["pin"] = ["reference", "kit", "pin", "replaced", "words"],
        ["pin-joined"] = ["kit", "day", "elsewhere"],
        ["pin-refused"] = ["reference", "explanation", "words"],
        ["received"] = ["reference"],
        ["refused"] = ["reference", "explanation"],
        ["replied"] = ["reference", "answer"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var kind in Letters.Kinds)
            {
                all.Add(kind, "en");
                all.Add(kind, "ru");
            }

            return all;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_letter_is_whole_when_its_fields_are_filled(string kind, string language)
    {
        var letter = new Letters(_folder).Fill(kind, language, Fields[kind].ToDictionary(f => f, object? (f) => $"[{f}]", StringComparer.Ordinal));
        letter.Unfilled.ShouldBeEmpty();
        letter.Subject.ShouldNotBeEmpty();
        letter.Text.Length.ShouldBeGreaterThan(50);
        foreach (var mark in new[] { "{{", "}}", "{%", "%}" })
        {
            (letter.Subject + letter.Text).ShouldNotContain(mark);
        }

        (letter.Subject + letter.Text).Any(c => c is >= 'Ѐ' and <= 'ӿ').ShouldBe(language == "ru");
    }

    [Fact]
    public void A_letter_of_ones_own_stands_before_ours_in_its_language_only()
    {
        Put("received.en", "We heard you [{{ reference }}]\nVector Ltd. will write again about {{ reference }}.\n");
        var letters = new Letters(_folder);
        letters.Require();
        letters.Fill("received", "en", new Dictionary<string, object?> { ["reference"] = "R-1-3" }).ShouldSatisfyAllConditions(
            l => l.Subject.ShouldBe("We heard you [R-1-3]"), l => l.Text.ShouldBe("Vector Ltd. will write again about R-1-3.\n"));
        letters.Fill("received", "ru", new Dictionary<string, object?> { ["reference"] = "R-1-3" }).Text.ShouldNotContain("Vector");
    }

    [Theory]
    [InlineData("Subject\n{% if reference %}never ended", "is no template")]
    [InlineData("Subject\n{{ reference", "is no template")]
    [InlineData("Subject and nothing else {{ reference }}", "no text")]
    [InlineData("\nA text of {{ reference }}", "subject")]
    [InlineData("Subject\nDear {{ customer }}", "customer")]
    [InlineData("Subject\n{% include '/etc/passwd' %}", "cannot be filled")]
    [InlineData("Subject\n{% render 'secrets' %}", "cannot be filled")]
    [InlineData("Subject\n{% for i in (1..50000) %}{{ reference }}{% endfor %}", "cannot be filled")]
    public void A_letter_of_ones_own_that_cannot_be_used_stops_the_start_and_is_named(string template, string why)
    {
        Put("received.en", template);
        Should.Throw<UnusableSettingException>(() => new Letters(_folder).Require()).ShouldSatisfyAllConditions(
            e => e.Key.ShouldBe(Path.Combine(_folder, "received.en.liquid")), e => e.Message.ShouldContain(why));
    }

    [Fact]
    public void The_console_does_not_start_with_one()
    {
        var letters = Directory.CreateDirectory(Path.Combine(_folder, "letters")).FullName;
        File.WriteAllText(Path.Combine(letters, "license.ru.liquid"), "{% if %}");
        Should.Throw<UnusableSettingException>(() => ConsoleHost.Build(["--data", _folder])).Message.ShouldContain("license.ru.liquid");
    }

    private void Put(string name, string template) => File.WriteAllText(Path.Combine(_folder, name + ".liquid"), template);
}

using Bunit;
using Licensing.Acquisitions;
using Licensing.Computers;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class RestorationComponentsTests : CallComponents
{
    private static readonly IReadOnlyList<SketchParameter> Changed = SketchParameter.Compare(
        new Sketch(9, 220, 319, 9, 0b111_111), new Sketch(0, 221, 320, 0, 0b111));

    [Theory]
    [InlineData("en", "from 16 GB", "below 1 GB", "32 or more", "may grow", "There is less memory")]
    [InlineData("ru", "от 16 ГБ", "меньше 1 ГБ", "32 и больше", "может расти", "Памяти меньше, чем")]
    public void Each_parameter_has_its_values_its_rule_and_a_sentence_to_read_out(string language, params string[] said)
    {
        Speak(language);
        var diff = Render<ComputerDiff>(with => with.Add(one => one.Parameters, Changed));
        diff.FindAll("tbody tr").Select(row => row.GetAttribute("data-parameter")).ShouldBe(Enum.GetValues<SketchChange>().Select(c => c.Code()));
        diff.FindAll(".say li").Count.ShouldBe(5);
        foreach (var words in said)
        {
            diff.Markup.ShouldContain(words);
        }

        foreach (var key in new[] { "Part.", "Rule.", "Say.", "Diff." })
        {
            diff.Find(".panel").TextContent.ShouldNotContain(key);
        }
    }

    [Fact]
    public void Nothing_is_read_out_of_a_computer_that_has_not_changed()
    {
        var same = new Sketch(1, 220, 319, 9, 0b111_111);
        var diff = Render<ComputerDiff>(with => with.Add(one => one.Parameters, SketchParameter.Compare(same, same with { Ram = 12 })));
        diff.FindAll(".changed").ShouldBeEmpty();
        diff.FindAll(".say").ShouldBeEmpty();
        diff.Markup.ShouldContain("from 48 GB");
    }

    [Fact]
    public void A_sentence_that_is_read_out_holds_no_value()
    {
        foreach (var language in new[] { "en", "ru" })
        {
            Speak(language);
            foreach (var sentence in Render<ComputerDiff>(with => with.Add(one => one.Parameters, Changed)).FindAll(".say li"))
            {
                sentence.TextContent.Any(char.IsAsciiDigit).ShouldBeFalse(sentence.TextContent);
            }
        }
    }

    [Fact]
    public void Keeping_the_spare_pin_is_offered_where_the_same_one_would_do_and_nowhere_else()
    {
        var told = 0;
        var about = About() with { Operation = Operation.RestoreWithSpare, SamePinWouldDo = true, Replaces = "… 352" };
        var right = Right(about, () => told++);
        right.Find("[data-testid=same-pin-would-do]").TextContent.ShouldContain("before a spare one is spent");
        right.Find("[data-testid=advise-same-pin]").Click();
        told.ShouldBe(1);
        Right(about with { SamePinWouldDo = false }, () => { }).FindAll("[data-testid=advise-same-pin]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Operation.Initial, 0, 0, null)]
    [InlineData(Operation.Initial, 2, 0, "2 of this kit, the first by file: a further license is acquired the same way")]
    [InlineData(Operation.Restore, 1, 0, null)]
    [InlineData(Operation.Restore, 3, 0, "3 licenses of this kit; they add up")]
    [InlineData(Operation.RestoreWithSpare, 3, 3, "spare PIN codes needed 3, not there 1")]
    public void Other_licenses_on_the_computer_are_mentioned(Operation operation, int licenses, int spares, string? words)
    {
        var about = About() with { Operation = operation, Here = new LicensesHere(licenses, spares, 1, licenses > 0 ? Method.File : null) };
        var here = Render<CodeFacts>(with => with.Add(one => one.About, about)).FindAll("[data-testid=licenses-here]");
        here.Count.ShouldBe(words is null ? 0 : 1);
        if (words is not null)
        {
            here[0].TextContent.ShouldContain(words);
        }
    }

    [Theory]
    [InlineData("en", "acquired by a request file, on 24 Nov 2026", "over the Internet, on 24 Nov 2026", "either of the two")]
    [InlineData("ru", "по файлу запроса", "через Интернет", "любым из этих двух способов")]
    public void Another_method_is_explained_with_the_way_out(string language, string file, string automatic, string either)
    {
        Speak(language);
        Words([Method.File]).ShouldContain(file);
        Words([Method.Automatic]).ShouldContain(automatic);
        Words([Method.File, Method.Automatic]).ShouldContain(either);

        string Words(IReadOnlyList<Method> by) => RefusalWords.For(
            Texts, Clock, new CodeRefused(Reason.OtherMethod, About() with { License = new LicenseAbout(7, Noon, by, 3) }), "261124-117-4");
    }

    private IRenderedComponent<CodeVerdict> Right(CodeDetails about, Action onSamePin) => Render<CodeVerdict>(with => with
        .Add(one => one.Verdict, new CodeRight(about, null)).Add(one => one.Reference, "261124-117-4").Add(one => one.OnSamePin, onSamePin));
}

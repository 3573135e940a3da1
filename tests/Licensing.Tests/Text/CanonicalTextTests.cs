using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Text;

/// <summary>Dictation codes, section 1.3.</summary>
public sealed partial class CanonicalTextTests
{
    // The two tables, written out once more.
    private const string SpaceTable = "0009-000D 0020 0085 00A0 1680 2000-200A 2028 2029 202F 205F 3000";
    private const string DeletedTable = "0000-0008 000E-001F 007F-0084 0086-009F 00AD 061C 180E 200B-200F 202A-202E 2060-206F FEFF";

    private static readonly char[] Spaces = Characters(SpaceTable);
    private static readonly char[] Deleted = Characters(DeletedTable);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Any.Of(Spaces).Select(c => c.ToString()),
        Any.Of(Deleted).Select(c => c.ToString()),
        Any.Of("a", "Z", "\u0439", "\u0438\u0306", "\u0435\u0308", "e\u0301", "\u0301", "\u0323", "\u212B", "\u1E9B\u0323", "\uAC00", "\u1100\u1161\u11A8", "\u0130", "\u0131", "\u00DF", "\uFFFD", "\uFFFE", "\uFFFF", "\U0001F600", "\U0002F800", "-", "\u2014"),
        Gen.Char['!', '\u04FF'].Select(c => c.ToString())).Array[0, 24].Select(string.Concat);

    [Fact]
    public void Every_kind_of_space_becomes_one_space_and_none_at_the_ends()
    {
        Spaces.Length.ShouldBe(25);
        foreach (var space in Spaces)
        {
            CanonicalText.Clean($"a{space}b").ShouldBe("a b", Name(space));
            CanonicalText.Clean($"{space}a{space}{space}b{space}").ShouldBe("a b", Name(space));
            CanonicalText.Clean($"{space}").ShouldBe("", Name(space));
        }
    }

    [Fact]
    public void Everything_that_cannot_be_seen_is_deleted_and_does_not_part_words()
    {
        foreach (var invisible in Deleted)
        {
            CanonicalText.Clean($"a{invisible}b").ShouldBe("ab", Name(invisible));
            CanonicalText.Clean($"a {invisible} b{invisible}").ShouldBe("a b", Name(invisible));
            CanonicalText.Clean($"{invisible}").ShouldBe("", Name(invisible));
        }
    }

    [Fact]
    public void Every_other_character_stays_but_for_its_normal_form()
    {
        var touched = new HashSet<char>([.. Spaces, .. Deleted]);
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var c = (char)code;
            if (!touched.Contains(c) && !char.IsSurrogate(c))
            {
                CanonicalText.Clean($"a{c}b").ShouldBe(c == '\uFFFE' ? $"a{c}b" : $"a{c}b".Normalize(NormalizationForm.FormC), Name(c));
            }
        }
    }

    [Fact]
    public void The_result_is_that_of_the_four_steps_one_after_the_other() =>
        Texts.Sample(text =>
        {
            var mapped = string.Concat(text.Select(c => Spaces.Contains(c) ? ' ' : c));
            var kept = string.Concat(mapped.Where(c => !Deleted.Contains(c)));
            var collapsed = ManySpaces().Replace(kept, " ").Trim(' ');
            var composed = string.Join('\uFFFE', collapsed.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC)));
            CanonicalText.Clean(text).ShouldBe(composed);
        }, iter: 20_000);

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing() =>
        Texts.Sample(text =>
        {
            CanonicalText.Clean(CanonicalText.Clean(text)).ShouldBe(CanonicalText.Clean(text));
            CanonicalText.Scalar(CanonicalText.Scalar(text)).ShouldBe(CanonicalText.Scalar(text));
        }, iter: 20_000);

    [Fact]
    public void Composed_and_decomposed_spellings_are_one() =>
        Texts.Where(text => !text.Contains('\uFFFE', StringComparison.Ordinal)).Sample(text =>
            CanonicalText.Clean(text.Normalize(NormalizationForm.FormD)).ShouldBe(CanonicalText.Clean(text.Normalize(NormalizationForm.FormC))), iter: 5_000);

    [Theory]
    [InlineData("Ivanov", "ivanov")]
    [InlineData("\u0435", "\u0451")]
    [InlineData("\u0430", "a")]
    [InlineData("-", "\u2014")]
    [InlineData("\"", "\u00AB")]
    [InlineData("5", "\u0665")]
    [InlineData("\uFB01", "fi")]
    public void What_a_person_can_see_stays_different(string one, string other) =>
        CanonicalText.Clean(one).ShouldNotBe(CanonicalText.Clean(other));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_with_its_place() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Char['\uD800', '\uDFFF']).Sample((before, after, half) =>
        {
            var text = $"{new string('x', before)}{half}{new string('y', after)}";
            foreach (var act in (Action[])[() => CanonicalText.Clean(text), () => CanonicalText.Scalar(text), () => CanonicalText.MixesAlphabets(text)])
            {
                Should.Throw<FormatException>(act).Message.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"position {before + 1};"));
            }
        });

    [Fact]
    public void Halves_in_the_wrong_order_or_number_are_refused()
    {
        // Not as test data: an attribute cannot hold half of a pair.
        foreach (var (text, position) in (ReadOnlySpan<(string, int)>)[("\uDE00\uD83D", 1), ("\uD83D\uD83D\uDE00", 1), ("\uD83D\uDE00\uDE00", 3)])
        {
            Should.Throw<FormatException>(() => CanonicalText.Clean(text)).Message.ShouldContain($"position {position};");
        }
    }

    [Fact]
    public void Nothing_reads_as_empty()
    {
        CanonicalText.Clean(null).ShouldBe("");
        CanonicalText.Scalar(null).ShouldBe("");
        CanonicalText.MixesAlphabets(null).ShouldBeFalse();
    }

    [Fact]
    public void No_culture_has_a_say()
    {
        const string Text = " I\u0130i\u0131 title \u00DF \u0438\u0306 \uFB03 ";
        Cultures.ShouldBeTheSameUnderEach(() => CanonicalText.Clean(Text));
        Cultures.UnderEach(() => CanonicalText.Scalar(Text)).ShouldAllBe(upper => upper == "I\u0130I\u0131 TITLE \u00DF \u0439 \uFB03");
        Texts.Sample(text => Cultures.ShouldBeTheSameUnderEach(() => CanonicalText.Scalar(text)), iter: 300);
    }

    [Fact]
    public void Upper_case_is_for_a_to_z_alone() =>
        Texts.Sample(text =>
        {
            var (clean, scalar) = (CanonicalText.Clean(text), CanonicalText.Scalar(text));
            scalar.Length.ShouldBe(clean.Length);
            scalar.ShouldBe(string.Concat(clean.Select(c => char.IsAsciiLetterLower(c) ? (char)(c & ~0x20) : c)));
        });

    [Fact]
    public void The_runtime_normalises_here() => Should.NotThrow(CanonicalText.RequireNormalization);

    private static char[] Characters(string table) =>
        [.. table.Split(' ').Select(range => range.Split('-').Select(end => int.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)).Select(code => (char)code)];

    private static string Name(char c) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");

    [GeneratedRegex(" +")]
    private static partial Regex ManySpaces();
}

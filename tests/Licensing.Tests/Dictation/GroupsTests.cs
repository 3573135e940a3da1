using CsCheck;
using Licensing.Dictation;
using Licensing.Tests.Text;

namespace Licensing.Tests.Dictation;

public sealed class GroupsTests
{
    [Fact]
    public void Groups_are_read_back_from_what_was_written_in_any_spacing() =>
        Gen.Select(Gen.Int[0, 999].Array[0, 50], Any.Of(" ", "", "-", "\n", "\u00A0", "\u2011", " . ")).Sample((groups, between) =>
        {
            Groups.TryParse(Groups.Format(groups).Replace(" ", between, StringComparison.Ordinal), out var read).ShouldBeTrue();
            read.ShouldBe(groups);
            Groups.Digits(groups).Length.ShouldBe(3 * groups.Length);
        });

    [Theory]
    [InlineData("12")]
    [InlineData("123 4")]
    [InlineData("12O")]
    [InlineData("+123")]
    [InlineData("\u0661\u0662\u0663")]
    [InlineData("１２３")]
    public void What_is_not_whole_groups_of_ascii_digits_is_not_read(string text) => Groups.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_code_is_the_same_digits_in_every_country() =>
        Gen.Select(Any.Kit, Any.Dictation).Sample((kit, dictated) => Cultures.ShouldBeTheSameUnderEach(() =>
            $"{PhoneStatement.For(kit, dictated.AsSpan(0, 16))}{Groups.Format(dictated)}{string.Join('|', RequestRepair.Explain(dictated.With(9, 1)).SelectMany(s => s.Values).Select(Groups.Format))}"), iter: 50);
}

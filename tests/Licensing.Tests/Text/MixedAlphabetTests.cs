namespace Licensing.Tests.Text;

/// <summary>Letters of two alphabets in one word: a slip of the keyboard more often than a name.</summary>
public sealed class MixedAlphabetTests
{
    [Theory]
    [InlineData("Ром\u0430shka")]
    [InlineData("\u0421entral")]
    [InlineData("Иванoв")]
    [InlineData("ООО \"Рoмашка\"")]
    [InlineData("Ёlka")]
    [InlineData("Müllер")]
    [InlineData("и\u0301n")]
    [InlineData("Ива\u200Bnов")]
    public void One_word_of_two_alphabets_is_noticed(string text) => CanonicalText.MixesAlphabets(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("Ромашка")]
    [InlineData("Romashka")]
    [InlineData("ООО Romashka")]
    [InlineData("Завод-Service")]
    [InlineData("д. 5 bldg. 2")]
    [InlineData("Müller Straße")]
    [InlineData("Ёлка ёлка и\u0306")]
    [InlineData("東京 Tokyo")]
    [InlineData("123 456")]
    public void Words_of_one_alphabet_each_are_not(string text) => CanonicalText.MixesAlphabets(text).ShouldBeFalse();
}

using Licensing.Acquisitions;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class RefusalWordsTests : CallComponents
{
    private const string Reference = "261124-117-4";

    public static TheoryData<string, Reason> Each => [.. new[] { "en", "ru" }.SelectMany(language => Enum.GetValues<Reason>().Select(reason => (language, reason)))];

    [Theory]
    [MemberData(nameof(Each))]
    public void Every_reason_has_a_sentence_to_say_with_the_pin_masked(string language, Reason reason)
    {
        Speak(language);
        var set = reason == Reason.PhoneSingleUserOnly ? MultiUser : SingleUser;
        foreach (var about in new[] { About(set, PinState.Used) with { UsedSince = Noon }, null })
        {
            var words = Words(new CodeRefused(reason, about));
            words.Length.ShouldBeGreaterThan(30);
            words.ShouldNotContain("Refusal.");
            words.ShouldNotContain("{");
            words.ShouldNotContain("746");
            words.Any(letter => letter is >= 'а' and <= 'я').ShouldBe(language == "ru", words);
        }

        Texts[$"Reason.{reason.Code()}"].ResourceNotFound.ShouldBeFalse();
    }

    [Fact]
    public void Sentences_differ_where_what_to_do_differs()
    {
        Words(new CodeRefused(Reason.PhoneSingleUserOnly, About(MultiUser))).ShouldContain("multi-user");
        Words(new CodeRefused(Reason.PhoneSingleUserOnly, About(Server))).ShouldContain("server");
        var used = About(state: PinState.Used) with { UsedSince = Noon, UnusedPins = 2 };
        Words(new CodeRefused(Reason.UseRestoration, used with { SameComputer = true })).ShouldContain("24 Nov 2026");
        Words(new CodeRefused(Reason.UseRestoration, used)).ShouldContain("Left: 2");
        Words(new CodeRefused(Reason.NoLicenseLeft, About())).ShouldContain("(5)");
        Words(new CodeRefused(Reason.KitFrozen, About())).ShouldContain("24-117-4");
        Words(new CodeRefused(Reason.TooManyFailures, null)).ShouldContain("24-117-4");
    }

    [Theory]
    [InlineData("en", Reason.ComputerChanged, "chooses a spare", "Request for additional PIN codes")]
    [InlineData("en", Reason.SpareNotUsable, "takes an unused one", "Request for additional PIN codes")]
    [InlineData("ru", Reason.ComputerChanged, "выбирает в программе запасной", "Запрос дополнительных пинкодов")]
    [InlineData("ru", Reason.SpareNotUsable, "берёт неиспользованный", "Запрос дополнительных пинкодов")]
    public void Nobody_is_sent_to_a_spare_pin_that_is_not_there(string language, Reason reason, string spare, string more)
    {
        Speak(language);
        var used = About(state: PinState.Used);
        var left = Words(new CodeRefused(reason, used with { UnusedPins = 2 }));
        left.ShouldContain(spare);
        left.ShouldNotContain(more);
        var none = Words(new CodeRefused(reason, used with { UnusedPins = 0, NeedsAdditionalPin = true }));
        none.ShouldNotContain(spare);
        none.ShouldContain(more);
    }

    [Fact]
    public void An_unknown_pin_and_a_foreign_one_are_told_in_the_same_words() =>
        Words(new CodeRefused(Reason.KitOrPin, null)).ShouldBe(Words(new CodeRefused(Reason.KitOrPin, About())));

    private string Words(CodeRefused refused) => RefusalWords.For(Texts, Clock, refused, Reference);
}

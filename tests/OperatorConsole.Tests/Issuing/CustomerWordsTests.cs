using System.Globalization;
using Licensing.Acquisitions;
using Licensing.Computers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Issuing;

namespace OperatorConsole.Tests.Issuing;

/// <summary>What customers are told, whatever is refused.</summary>
public sealed class CustomerWordsTests
{
    public static TheoryData<string, Reason> Each => [.. new[] { "en", "ru" }.SelectMany(language => Enum.GetValues<Reason>().Select(reason => (language, reason)))];

    [Theory]
    [MemberData(nameof(Each))]
    public void Every_reason_has_a_sentence_and_its_code_and_every_hint_the_same(string language, Reason reason)
    {
        var told = Words().Of(new Refused(reason) { Hints = Enum.GetValues<Hint>() }, CultureInfo.GetCultureInfo(language));
        told.Select(one => one.Code).ShouldBe([reason.Code(), .. Enum.GetValues<Hint>().Select(hint => hint.Code())]);
        foreach (var one in told)
        {
            one.Message.Length.ShouldBeGreaterThan(20, one.Code);
            one.Message.ShouldNotContain("{");
            one.Message.Any(letter => letter is >= 'а' and <= 'я').ShouldBe(language == "ru", one.Message);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Every_kind_of_change_is_named_and_no_value_of_it(string language)
    {
        var changes = new ComputerChanges(
            [.. Enum.GetValues<KeyParameter>().Select(parameter => new ParameterChange(parameter, "old-1234", "new-5678"))], Enum.GetValues<SketchChange>());
        var message = Words().Of(new Refused(Reason.ComputerChanged) { Changes = changes }, CultureInfo.GetCultureInfo(language))[0].Message;
        message.ShouldNotContain("Changed.");
        message.ShouldNotContain("1234");
        message.ShouldNotContain("5678");
        message.Split(", ").Length.ShouldBeGreaterThanOrEqualTo(changes.Kinds.Count);
    }

    private static CustomerWords Words() =>
        new(new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<IssuingTexts>>());
}

using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>English and Russian in the middle of a call.</summary>
public sealed class LanguageTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task Switching_in_the_middle_of_typing_keeps_the_complete_groups()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        var reference = await CallAsync();
        await Window.TypeAsync(caller.Digits[..21]);
        foreach (var (language, button, ask) in new[]
        {
            ("ru", "RU", "Попросите прочитать код по строкам"),
            ("en", "EN", "Ask for the code row by row"),
        })
        {
            await Page.ClickAsync($".languages a >> text={button}");
            await Page.WaitForSelectorAsync($"html[lang={language}]");
            await Window.ReadyAsync(OperatorWindow.Entry);
            (await Page.InnerTextAsync("main")).ShouldContain(ask);
            (await Window.TypedAsync()).ShouldStartWith(caller.Digits[..21] + "·");
            (await Window.ReferenceAsync()).ShouldBe(reference);
        }

        await Window.TypeAsync(caller.Digits[21..]);
        await Window.VerdictAsync("ok");
    }
}

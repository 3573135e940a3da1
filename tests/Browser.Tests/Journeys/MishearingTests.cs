using System.Globalization;
using System.Text.RegularExpressions;
using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>What an operator mis-hears, asked for again in the call itself: typed in place, by keys alone, and never said first.</summary>
public sealed partial class MishearingTests(CenterFixture center) : BrowserTest(center)
{
    [Fact]
    public async Task A_wrong_group_of_the_PIN_is_asked_for_in_row_two_and_the_dictation_goes_on_where_it_was()
    {
        var caller = await CalledAsync();
        var heard = caller.Heard((3, caller.MisheardInPin()));
        await Window.TypeAsync(heard[..18]);
        await Expect(Page.Locator(".questions h2")).ToHaveTextAsync("The PIN code does not check. Ask now");
        await Expect(Questions.First).ToContainTextAsync($"Row 1, fourth group{heard[9..12]} was typed");
        (await Page.InnerTextAsync("main")).ShouldNotContain(caller.Spoken[3]);

        await Window.PressAsync("Alt+Digit1");
        await Window.TypeAsync(caller.Spoken[3]);
        await Expect(Questions).ToHaveCountAsync(0);
        await Window.TypeAsync(caller.Digits[18..]);
        (await Window.TypedAsync()).ShouldBe(caller.Digits);
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task Two_groups_of_one_question_are_typed_one_after_the_other_and_each_is_green_when_it_fits()
    {
        var caller = await CalledAsync();
        var (heard, first, second) = caller.MisheardTwice(seed: 20261124);
        await Window.TypeAsync(heard);
        await Window.VerdictAsync("wrong");
        await Window.PressAsync("Alt+Numpad1");
        await Expect(Cell(first)).Not.ToHaveClassAsync(Fits());
        await Window.TypeAsync(caller.Spoken[first]);
        await Expect(Cell(first)).ToHaveClassAsync(Fits());
        await Expect(Cell(second)).Not.ToHaveClassAsync(Fits());
        await Window.TypeAsync(caller.Spoken[second]);
        await Window.VerdictAsync("ok");
        (await Window.TypedAsync()).ShouldBe(caller.Digits);
    }

    [Fact]
    public async Task After_three_repairs_nothing_is_asked_any_more_and_the_whole_code_is_taken_anew()
    {
        var caller = await CalledAsync();
        var (heard, group) = caller.Misheard();
        for (var repair = 1; repair <= 3; repair++)
        {
            await Window.TypeAsync(heard);
            await Window.VerdictAsync("wrong");
            await Expect(Page.Locator(".questions")).ToContainTextAsync($"Repairs used: {repair - 1} of 3.");
            await Window.PressAsync("Enter");
            await Window.TypeAsync(caller.Spoken[group]);
            await Window.VerdictAsync("ok");
            await Window.PressAsync("Escape");
            await Window.VerdictAsync("entering");
            await Window.PressAsync("Home");
        }

        await Window.TypeAsync(heard);
        await Expect(await Window.VerdictAsync("wrong")).ToContainTextAsync("Three dictations were repaired already. Take the whole code anew, row by row.");
        (await Questions.CountAsync()).ShouldBe(0);
        await Window.PressAsync("Home");
        await Window.TypeAsync(caller.Digits);
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task A_row_that_was_typed_twice_is_recognised_and_both_are_read_anew()
    {
        var caller = await CalledAsync();
        await Window.TypeAsync(caller.Digits[..24] + caller.Digits[12..24] + caller.Digits[36..]);
        await Window.VerdictAsync("wrong");
        await Expect(Questions.First).ToContainTextAsync("Rows 2 and 3the same row was typed twice");
        await Window.PressAsync("Enter");
        await Window.TypeAsync(caller.Digits[12..36]);
        await Window.VerdictAsync("ok");
    }

    [Fact]
    public async Task Rows_that_changed_places_are_recognised_and_both_are_read_anew()
    {
        var caller = await CalledAsync();
        await Window.TypeAsync(caller.Digits[..12] + caller.Digits[24..36] + caller.Digits[12..24] + caller.Digits[36..]);
        await Window.VerdictAsync("wrong");
        await Expect(Questions.First).ToContainTextAsync("Rows 2 and 3the rows may have changed places");
        await Window.PressAsync("Enter");
        await Window.TypeAsync(caller.Digits[12..36]);
        await Window.VerdictAsync("ok");
    }

    private ILocator Questions => Page.Locator(OperatorWindow.Hook("suggestion"));

    private ILocator Cell(int group) =>
        Page.Locator(string.Create(CultureInfo.InvariantCulture, $".code-entry [data-group='{group}']"));

    private async Task<Caller> CalledAsync()
    {
        var kit = await Center.KitAsync();
        await CallAsync();
        return Caller.With(kit, kit.Pin());
    }

    [GeneratedRegex(@"\bfits\b")]
    private static partial Regex Fits();
}

using System.Globalization;
using Browser.Tests.Running;
using Licensing.Dictation;

namespace Browser.Tests.Journeys;

/// <summary>Dictating the answer: what is compared, what is said when it differs, and how lines are opened again.</summary>
public sealed class ReadBackTests(CenterFixture center) : BrowserTest(center)
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];

    [Fact]
    public async Task A_checksum_that_differs_is_shown_beside_the_right_one_and_the_line_stays()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();
        var right = caller.Checksum(1, lines[0]);
        (await Page.Locator("main").InnerTextAsync()).ShouldNotContain(right, Case.Sensitive, "the operator would hear what he expects");
        var wrong = Wrong(right);

        var said = Page.Locator("#read-back-said");
        await Window.SayAsync(1, wrong);
        await Expect(said).ToHaveTextAsync($"Line 1: the caller has {wrong}, right is {right}. Ask for the checksum once more; if it stays, dictate the line again.");
        await Window.TypeAsync(wrong);
        await Expect(said).ToHaveTextAsync($"Line 1: the caller has {wrong}, right is {right}. Dictate the whole line again.");
        await Window.TypeAsync(right);
        await Window.AtLineAsync(2);
        await Expect(said).ToHaveTextAsync("Line 1 matches");

        await Window.PressAsync("ArrowUp");
        await Window.AtLineAsync(1);
        await Window.PressAsync("ArrowDown");
        await Window.AtLineAsync(2);
        await Window.DictateAsync(caller, from: 2);
    }

    [Fact]
    public async Task A_total_that_differs_does_not_end_the_call()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();
        for (var line = 1; line <= 9; line++)
        {
            await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        var right = caller.Total(lines);
        await Window.SayAsync(10, Wrong(right));
        await Expect(Page.Locator("#read-back-said")).ToContainTextAsync($"The caller has {Wrong(right)}, right is {right}.");
        (await Page.Locator(OperatorWindow.Hook("call-done")).CountAsync()).ShouldBe(0);
        await Window.TypeAsync(right);
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
    }

    [Theory]
    [InlineData(SuggestionKind.Group, "In the {0} group the caller probably typed {2}.")]
    [InlineData(SuggestionKind.Swap, "The caller probably swapped the {0} and the {1} group.")]
    [InlineData(SuggestionKind.ChecksumMisheard, "Probably the line is right and only its checksum was misheard.")]
    public async Task A_checksum_that_differs_is_explained(SuggestionKind kind, string sentence)
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var (said, meant) = caller.Mistaken(await Window.LineAsync(1), kind);
        await Window.SayAsync(1, said);
        var places = meant.Positions.Select(position => Ordinals[position - 1]).Concat(["", ""]).ToList();
        await Expect(Page.Locator("[data-why]")).ToHaveTextAsync(string.Format(CultureInfo.InvariantCulture, sentence, places[0], places[1], meant.Values[0].ToString("D3", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task The_marker_stays_at_the_first_mismatch_and_returns_to_the_first_group_when_the_line_is_dictated_again()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Window.EnterAsync(caller);
        await Window.IssueAsync();
        var wrong = Wrong(caller.Checksum(1, await Window.LineAsync(1)));
        await Window.PressAsync("Space");
        await Window.PressAsync("NumpadAdd");
        (await MarkedAsync()).ShouldBe(3);
        await Window.SayAsync(1, wrong);
        await Expect(Page.Locator("#read-back-said")).ToContainTextAsync("Ask for the checksum once more");
        (await MarkedAsync()).ShouldBe(3);
        await Window.TypeAsync(wrong);
        await Expect(Page.Locator("#read-back-said")).ToContainTextAsync("Dictate the whole line again.");
        (await MarkedAsync()).ShouldBe(1);
    }

    private Task<int> MarkedAsync() =>
        Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.read-back [data-state=current] .d')].findIndex(group => group.classList.contains('now')) + 1");

    private static string Wrong(string right) =>
        ((int.Parse(right, CultureInfo.InvariantCulture) + 111) % 997).ToString("D3", CultureInfo.InvariantCulture);
}

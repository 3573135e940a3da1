using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>The moments before a page hears keys, and a page that has stopped hearing them.</summary>
public sealed class EarlyKeyTests(CenterFixture center) : BrowserTest(center)
{
    // Longer than a protocol's sign of life, shorter than anything that somebody did.
    private const int SignOfLife = 3;

    [Theory]
    [InlineData("the circuit", "**/_blazor/negotiate*")]
    [InlineData("the scripts", "**/shell*.js")]
    public async Task A_key_that_is_pressed_on_the_painted_desk_starts_the_call_as_soon_as_it_can(string missing, string held)
    {
        var pressed = new TaskCompletionSource();
        await Page.RouteAsync(held, async route =>
        {
            await pressed.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("new-call"));
        if (missing == "the circuit")
        {
            await Page.WaitForFunctionAsync("() => globalThis.takesEarlyKeys === false");
        }

        await Window.PressAsync("F2");
        await Page.WaitForTimeoutAsync(200);
        Page.Url.ShouldNotContain("/calls/");
        pressed.SetResult();
        await Window.ReadyAsync(OperatorWindow.Entry);
    }

    [Fact]
    public async Task A_page_whose_circuit_hears_nothing_any_more_is_loaded_anew_with_the_digits_that_were_typed()
    {
        var deaf = false;
        var circuits = 0;
        await Page.RouteWebSocketAsync("**/_blazor?*", window =>
        {
            var server = window.ConnectToServer();
            // Only the first falls silent: the page that is loaded anew may be faster than this test.
            var first = ++circuits == 1;

            // The connection looks alive on both sides: signs of life go through, and nothing else.
            window.OnMessage(frame =>
            {
                if (!(deaf && first) || frame.Binary is { Length: <= SignOfLife })
                {
                    server.Send(frame.Binary!);
                }
            });
            server.OnMessage(frame => window.Send(frame.Binary!));
        });
        await CallAsync();
        await Window.TypeAsync("110746185");
        await Page.WaitForTimeoutAsync(500);
        await Page.EvaluateAsync("() => { window.beforeItWasDeaf = true; }");
        deaf = true;
        await Page.WaitForFunctionAsync("() => !window.beforeItWasDeaf", null, new() { Timeout = 40_000 });
        await Window.ReadyAsync(OperatorWindow.Entry);
        (await Window.TypedAsync()).Replace("·", "", StringComparison.Ordinal).ShouldBe("110746185");
    }
}

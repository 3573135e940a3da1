using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Figures;

/// <summary>The pictures of the README, taken from a real call: <c>tests/run.sh figures pictures</c>. In the short ring they are taken and thrown away.</summary>
[Trait("Figures", "pictures")]
public sealed class Pictures(CenterFixture center) : BrowserTest(center)
{
    private static bool Kept => Environment.GetEnvironmentVariable("FIGURES") == "full";

    [Fact]
    public async Task A_call_is_pictured_for_the_readme()
    {
        var kit = await Center.KitAsync();
        var caller = Caller.With(kit, kit.Pin());
        await CallAsync();
        await Page.AddStyleTagAsync(new() { Content = ".demo { display: none }" });
        var (heard, group) = caller.Misheard();
        await Window.TypeAsync(heard);
        await Window.VerdictAsync("wrong");
        await TakeAsync("code-entry");
        await Window.PressAsync("Enter");
        await Window.TypeAsync(caller.Spoken[group]);
        await Window.VerdictAsync("ok");
        await Window.ReadTheVerdictAsync();
        await TakeAsync("verdict");
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();
        for (var line = 1; line <= 3; line++)
        {
            await Window.SayAsync(line, caller.Checksum(line, lines[line - 1]));
        }

        await Window.AtLineAsync(4);
        await Window.PressAsync("Space");
        await Window.TypeAsync(caller.Checksum(4, lines[3])[..2]);
        await TakeAsync("read-back");
    }

    private async Task TakeAsync(string name)
    {
        var picture = await Page.ScreenshotAsync(new() { Type = ScreenshotType.Png });
        picture.Length.ShouldBeGreaterThan(10_000);
        if (Kept)
        {
            await File.WriteAllBytesAsync(Path.Combine(Programs.Root, "tests", "pictures", $"{name}.png"), picture, TestContext.Current.CancellationToken);
        }
    }
}

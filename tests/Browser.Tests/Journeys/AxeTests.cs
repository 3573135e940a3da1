using Browser.Tests.Running;

namespace Browser.Tests.Journeys;

/// <summary>The judge judged: a page with a fault is not let through, and a frame without scripts holds nobody up.</summary>
public sealed class AxeTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task What_is_wrong_on_a_page_is_found_beside_a_frame_that_runs_no_scripts()
    {
        await Page.SetContentAsync("""
            <!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"><p style="color:#999;background:#fff">pale</p>
            <iframe sandbox="" title="A letter" srcdoc="<img src='data:,'>"></iframe></main></html>
            """);
        var found = await Axe.ViolationsAsync(Page);
        found.Select(v => v.Split(' ')[0]).Order(StringComparer.Ordinal).ShouldBe(["color-contrast", "image-alt"]);
    }
}

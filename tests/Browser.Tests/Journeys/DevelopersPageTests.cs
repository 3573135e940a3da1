using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>The page for developers under the same strict policy as every other page.</summary>
public sealed class DevelopersPageTests(CenterFixture center) : BrowserTest(center)
{
    protected override bool SignedIn => false;

    [Fact]
    public async Task It_is_reached_from_the_public_page_shows_the_operation_and_asks_nothing_of_others()
    {
        var asked = new List<string>();
        Page.Request += (_, request) => asked.Add(request.Url);
        await Page.GotoAsync("/request");
        await Page.ClickAsync(OperatorWindow.Hook("developers"));

        // What it tells of an operation is drawn when its group is opened.
        await Page.GetByText("Licenses", new() { Exact = true }).First.ClickAsync();
        await Page.GetByText("Acquires or restores a license").First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        Troubles.ShouldBeEmpty();
        asked.Where(url => !url.StartsWith(Center.Console.Address.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}

using System.Globalization;
using Browser.Tests.Figures;
using Browser.Tests.Running;
using Licensing.Files;
using Licensing.Owners;

namespace Browser.Tests.Journeys;

/// <summary>The product in one test: from the first dictated digit to a license on the caller's computer.</summary>
public sealed class WholeCallTests(CenterFixture center) : BrowserTest(center)
{
    // F2, 51 digits, Enter, nine checksums and the total are 83; three more are given away before anybody has to explain.
    private const int MostKeys = 86;

    private static readonly OwnerDetails Romashka = new()
    {
        Organization = "ООО «Ромашка Плюс»",
        LastName = "Иванова",
        FirstName = "Мария",
        Country = "Россия",
        Town = "Тверь",
    };

    protected override bool SignedIn => false;

    [Fact]
    [Trait("Figures", "call")]
    public async Task The_caller_gets_a_license_and_the_operator_never_leaves_the_keyboard()
    {
        var kit = await Center.KitAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Center.Place, "caller")).FullName;
        var customer = new CustomerProgram(folder, Center.CenterKeys);
        var owner = Path.Combine(folder, "owner.json");
        await File.WriteAllTextAsync(owner, OwnerFile.Write(Romashka), TestContext.Current.CancellationToken);
        var digits = await customer.DictateAsync(kit, owner);
        digits.Length.ShouldBe(51);

        await Window.SignInAsync("operator");
        await Page.AddStyleTagAsync(new() { Content = "body { pointer-events: none !important; }" });
        var before = await Window.WatchedAsync();

        var reference = await Window.StartCallAsync();
        var scrolling = new List<string>();
        await LookAsync("code entry");
        await Window.TypeAsync(digits);
        var verdict = await Window.VerdictAsync("ok");
        (await verdict.TextContentAsync())!.ShouldContain(kit.Number.Digits);
        var screen = await Page.InnerTextAsync("main");
        screen.ShouldContain(kit.Pin().Spoken);
        screen.ShouldContain("unused");
        screen.ShouldContain("3 of 3, this one included");
        screen.ShouldContain("Kit made");
        await LookAsync("verdict");

        await Window.IssueAsync();
        await LookAsync("read-back");
        var lines = await Window.LinesAsync();
        lines.ShouldAllBe(line => line.Length == 19);
        using (var typing = customer.Answer())
        {
            for (var line = 1; line <= 9; line++)
            {
                await Window.SayAsync(line, await typing.TypeAsync(line, lines[line - 1]));
            }

            await Window.AtLineAsync(10);
            await LookAsync("total");
            await Window.SayAsync(10, await typing.TotalAsync());
            await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
            await LookAsync("done");
            await typing.FinishAsync();
        }

        var after = await Window.WatchedAsync();
        Figure.Tell("keys of a whole call, from the desk to the license", Count(after.Keys - before.Keys), "84, at most 86");
        Figure.Tell("Tab keys in it", Count(after.Tabs - before.Tabs), "0");
        Figure.Tell("acts of a pointing device in it", Count(after.Pointers - before.Pointers), "0");
        Figure.Tell("screens of the call that scroll at 1280 x 720 (entry, verdict, read-back, total, done)", Count(scrolling.Count), "0");
        scrolling.ShouldBeEmpty();
        (after.Keys - before.Keys).ShouldBeLessThanOrEqualTo(MostKeys);
        after.Tabs.ShouldBe(0);
        (after.Pointers - before.Pointers).ShouldBe(0);
        Troubles.ShouldBeEmpty();
        var done = await Page.InnerTextAsync(OperatorWindow.Hook("call-done"));
        done.ShouldContain("License issued");
        done.ShouldContain(reference[4..]);

        (await customer.CheckAsync()).Require(0);
        await AnotherComputerIsRefusedByNameAsync(customer, folder);
        var shown = await Center.ShowAsync(kit);
        var states = shown.GetProperty("sets")[0].GetProperty("pins").EnumerateArray().Select(p => p.GetProperty("state").GetString()).ToList();
        states.ShouldBe(["used", "unused", "unused"]);

        async Task LookAsync(string screen)
        {
            if (await Window.ScrollsAsync())
            {
                scrolling.Add(screen);
            }
        }
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task AnotherComputerIsRefusedByNameAsync(CustomerProgram customer, string folder)
    {
        var here = ComputerFile.Read((await customer.RunAsync("computer", "--json")).Require(0));
        var elsewhere = Path.Combine(folder, "another-computer.json");
        await File.WriteAllTextAsync(
            elsewhere, ComputerFile.Write(here with { Motherboard = "ASUSTeK COMPUTER INC. PRIME B550M-A" }), TestContext.Current.CancellationToken);
        var refused = (await customer.CheckAsync("--computer", elsewhere)).Require(1);
        refused.ShouldContain("(motherboard)");
        refused.ShouldNotContain("(host)");
    }
}

using Browser.Tests.Running;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Owners;

namespace Browser.Tests.Journeys;

/// <summary>A license that comes back to its computer, or moves to another: the caller's own program on one side, keys alone on the other.</summary>
public sealed class RestorationTests(CenterFixture center) : BrowserTest(center)
{
    private static readonly OwnerDetails Romashka = new() { Organization = "ООО «Ромашка Плюс»", LastName = "Иванова", FirstName = "Мария", Town = "Тверь" };

    [Fact]
    public async Task With_the_same_pin_on_an_unchanged_computer()
    {
        var (kit, customer, owner) = await CustomerAsync();
        await AcquireAsync(customer, await customer.DictateAsync(kit, owner));
        File.Delete(customer.License);

        await CallAsync();
        await Window.TypeAsync(await customer.DictateAsync(kit, owner, "--operation", "restore"));
        await Window.VerdictAsync("ok");
        await Expect(Page.Locator(OperatorWindow.Hook("computer-diff"))).ToContainTextAsync("all there");
        (await Page.Locator("[data-testid=computer-diff] .changed").CountAsync()).ShouldBe(0);
        await Window.RequireNoScrollAsync("restoration, unchanged");
        await AnswerAsync(customer);

        (await customer.CheckAsync()).Require(0);
        (await StatesAsync(kit)).ShouldBe(["used", "unused", "unused"]);
        (await Window.WatchedAsync()).Pointers.ShouldBe(0);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_spare_pin_on_a_changed_computer()
    {
        var (kit, customer, owner) = await CustomerAsync();
        var before = await ComputerAsync(customer, "before.json", here => here with { Motherboard = "ASUSTeK COMPUTER INC. PRIME B550M-A", RamMib = here.RamMib * 4 });
        await AcquireAsync(customer, await customer.DictateAsync(kit, owner, "--computer", before));
        File.Delete(customer.License);

        await CallAsync();
        await Window.TypeAsync(await customer.DictateAsync(kit, owner, "--operation", "restore"));
        (await (await Window.VerdictAsync("refused")).GetAttributeAsync("data-reason")).ShouldBe("computer-changed");
        var screen = await Page.InnerTextAsync("main");
        screen.ShouldContain("The motherboard, firmware or network name differs.");
        screen.ShouldContain("There is less memory than at the acquisition.");
        await Window.RequireNoScrollAsync("restoration, changed");

        // The way out in the same call: the new code is typed where the old one stood, and nothing of that is left.
        await Window.PressAsync("Escape");
        await Window.TypeAsync(await customer.DictateSpareAsync(kit, owner));
        await Window.VerdictAsync("ok");
        await Expect(Page.Locator("main")).ToContainTextAsync(kit.Pin().Masked);
        await Window.RequireNoScrollAsync("restoration with a spare PIN");
        await AnswerAsync(customer);

        (await customer.CheckAsync()).Require(0);
        (await StatesAsync(kit)).ShouldBe(["replaced", "used", "unused"]);
        (await Window.WatchedAsync()).Pointers.ShouldBe(0);
        Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spare_pin_that_is_not_needed_is_kept()
    {
        var (kit, customer, owner) = await CustomerAsync();
        await AcquireAsync(customer, await customer.DictateAsync(kit, owner));
        File.Delete(customer.License);

        await CallAsync();
        await Window.TypeAsync(await customer.DictateSpareAsync(kit, owner));
        await Window.VerdictAsync("ok");
        await Expect(Page.Locator(OperatorWindow.Hook("same-pin-would-do"))).ToContainTextAsync("before a spare one is spent");
        await Window.RequireNoScrollAsync("the same PIN would do");
        await Window.PressAsync("Alt+KeyS");
        await Expect(Page.Locator(OperatorWindow.Hook("same-pin-advice"))).ToContainTextAsync($"Restoration with the same PIN code ({kit.Pin().Masked})");

        await Window.TypeAsync(await customer.DictateAsync(kit, owner, "--operation", "restore"));
        await Window.VerdictAsync("ok");
        await AnswerAsync(customer);
        (await customer.CheckAsync()).Require(0);
        (await StatesAsync(kit)).ShouldBe(["used", "unused", "unused"]);
    }

    [Fact]
    public async Task Owner_details_that_differ_are_compared_as_the_caller_says_them()
    {
        var (kit, customer, owner) = await CustomerAsync();
        await AcquireAsync(customer, await customer.DictateAsync(kit, owner));
        await File.WriteAllTextAsync(owner, OwnerFile.Write(Romashka with { LastName = "Ivanova" }), TestContext.Current.CancellationToken);

        await CallAsync();
        await Window.TypeAsync(await customer.DictateAsync(kit, owner, "--operation", "restore"));
        (await (await Window.VerdictAsync("refused")).GetAttributeAsync("data-reason")).ShouldBe("owner-differs");
        await Window.ReadTheVerdictAsync();
        await Window.PressAsync("Alt+KeyO");
        await Expect(Page.Locator(OperatorWindow.Hook("owner-Organization"))).ToBeFocusedAsync();
        await Window.RequireNoScrollAsync("owner details");

        // As the caller says them, with the slip that is usual in a name.
        await SayAsync("Organization", "ООО \"Ромашка Плюс\"");
        await SayAsync("LastName", "Иванова");
        await SayAsync("FirstName", "Мария");
        await SayAsync("Town", "Тверь");
        await Window.PressAsync("Enter");
        var result = Page.Locator(OperatorWindow.Hook("owner-result"));
        await Expect(result).ToContainTextAsync("It fits with one slip");
        await Expect(result).ToContainTextAsync("quotation marks");
        (await result.InnerTextAsync()).ShouldNotContain("«");
        await Expect(Page.Locator(OperatorWindow.Hook("owner-left"))).ToContainTextAsync("2");
        await Window.PressAsync("Escape");
        await Expect(Page.Locator(OperatorWindow.Hook("owner-trial"))).ToHaveCountAsync(0);
        await Window.VerdictAsync("refused");
    }

    private async Task SayAsync(string field, string text)
    {
        await Page.FocusAsync(OperatorWindow.Hook($"owner-{field}"));
        await Page.Keyboard.InsertTextAsync(text);
    }

    private async Task<(NewKit Kit, CustomerProgram Customer, string Owner)> CustomerAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Center.Place, Path.GetRandomFileName())).FullName;
        var owner = Path.Combine(folder, "owner.json");
        await File.WriteAllTextAsync(owner, OwnerFile.Write(Romashka), TestContext.Current.CancellationToken);
        return (await Center.KitAsync(), new CustomerProgram(folder, Center.CenterKeys), owner);
    }

    private static async Task<string> ComputerAsync(CustomerProgram customer, string name, Func<Licensing.Computers.KeyParameters, Licensing.Computers.KeyParameters> change)
    {
        var here = ComputerFile.Read((await customer.RunAsync("computer", "--json")).Require(0));
        var file = Path.Combine(Path.GetDirectoryName(customer.License)!, name);
        await File.WriteAllTextAsync(file, ComputerFile.Write(change(here)), TestContext.Current.CancellationToken);
        return file;
    }

    // The first license of the kit, by a call like any other.
    private async Task AcquireAsync(CustomerProgram customer, string digits)
    {
        await CallAsync();
        await Window.TypeAsync(digits);
        await Window.VerdictAsync("ok");
        await AnswerAsync(customer);
    }

    private async Task AnswerAsync(CustomerProgram customer)
    {
        await Window.IssueAsync();
        var lines = await Window.LinesAsync();
        using var typing = customer.Answer();
        for (var line = 1; line <= 9; line++)
        {
            await Window.SayAsync(line, await typing.TypeAsync(line, lines[line - 1]));
        }

        await Window.SayAsync(10, await typing.TotalAsync());
        await Page.WaitForSelectorAsync(OperatorWindow.Hook("call-done"));
        await typing.FinishAsync();
    }

    private async Task<List<string?>> StatesAsync(NewKit kit) =>
        [.. (await Center.ShowAsync(kit)).GetProperty("sets")[0].GetProperty("pins").EnumerateArray().Select(p => p.GetProperty("state").GetString())];
}

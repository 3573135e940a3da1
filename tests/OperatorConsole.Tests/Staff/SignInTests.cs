using System.Net;
using Data.Staff;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Staff;

public sealed class SignInTests
{
    [Fact]
    public async Task A_person_with_the_right_password_gets_to_where_he_wanted_to_go()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();

        var entered = await visitor.SignInAsync("Anna", path: "/sign-in?back=%2Fcalls");
        entered.Status.ShouldBe(HttpStatusCode.Redirect);
        entered.Location.ShouldBe("/calls");
        (await visitor.GetAsync("/account/security")).Find("summary").ShouldBe("anna");
    }

    [Fact]
    public async Task Nobody_is_sent_to_another_place_after_signing_in()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        (await visitor.SignInAsync("anna", path: "/sign-in?back=https%3A%2F%2Fevil.example")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_name_a_wrong_password_and_a_disabled_person_are_one_answer()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        await console.HireAsync("oleg", Roles.Operator);
        await console.DisableAsync("oleg");
        using var visitor = console.Visit();

        Answer[] answers = [await visitor.SignInAsync("anna", "wrong"), await visitor.SignInAsync("nobody"), await visitor.SignInAsync("oleg")];

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.Find("[role=alert]")).Distinct().ShouldHaveSingleItem().ShouldStartWith("Name and password do not match");
        answers[0].Document.QuerySelector("[data-testid=sign-in-name]")!.GetAttribute("value").ShouldBe("anna");
    }

    [Fact]
    public async Task Five_failures_close_the_name_for_a_while()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        for (var failure = 0; failure < 5; failure++)
        {
            await visitor.SignInAsync("anna", "wrong");
        }

        (await visitor.SignInAsync("anna")).Status.ShouldBe(HttpStatusCode.OK);
        await console.ChangeAsync("anna", async (people, anna) =>
        {
            (await people.IsLockedOutAsync(anna)).ShouldBeTrue();
            await people.SetLockoutEndDateAsync(anna, null);
        });
        (await visitor.SignInAsync("anna")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_second_step_is_turned_on_asked_for_and_replaced_by_a_recovery_code()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");
        var offered = await visitor.GetAsync("/account/security?first=true");
        offered.Document.QuerySelector("[data-testid=security-later]")!.GetAttribute("href").ShouldBe("/");
        offered.Document.QuerySelector(".qr svg").ShouldNotBeNull();
        var key = offered.Find("[data-testid=authenticator-key]");

        (await visitor.SubmitAsync(offered, "/account/security", ("Code", "000000"))).Find("[role=alert]").ShouldStartWith("This code is not right");
        var on = await visitor.SubmitAsync(offered, "/account/security", ("Code", AppCode.Now(key)));
        var recovery = on.Document.QuerySelectorAll("[data-testid=recovery-codes] li").Select(item => item.TextContent).ToList();
        recovery.Count.ShouldBe(10);
        (await visitor.GetAsync("/account/security")).Find("h2").ShouldStartWith("Second step on");

        using var later = console.Visit();
        var asked = await later.SignInAsync("anna");
        asked.Location.ShouldStartWith("/sign-in/code");
        (await later.GetAsync("/account/security")).Status.ShouldBe(HttpStatusCode.Redirect);
        var page = await later.GetAsync(asked.Location);
        (await later.SubmitAsync(page, asked.Location, ("Code", "123"))).Find("[role=alert]").ShouldStartWith("This code is not right");
        (await later.SubmitAsync(page, asked.Location, ("Code", AppCode.Now(key)))).Location.ShouldBe("/");
        (await later.GetAsync("/account/security")).Status.ShouldBe(HttpStatusCode.OK);

        using var withoutTelephone = console.Visit();
        asked = await withoutTelephone.SignInAsync("anna");
        page = await withoutTelephone.GetAsync(asked.Location);
        (await withoutTelephone.SubmitAsync(page, asked.Location, ("Code", recovery[0]))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task The_second_step_is_turned_off_by_a_code_and_the_sign_in_stays()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");
        var page = await visitor.GetAsync("/account/security");
        var key = page.Find("[data-testid=authenticator-key]");
        await visitor.SubmitAsync(page, "/account/security", ("Code", AppCode.Now(key)));

        page = await visitor.GetAsync("/account/security");
        var off = await visitor.SubmitAsync(page, "/account/security", ("Code", AppCode.Now(key)), ("Act", "off"));

        off.Find("h2").ShouldStartWith("Second step off");
        off.Find("[data-testid=authenticator-key]").ShouldNotBe(key);
        (await visitor.GetAsync("/account/security")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_demo_says_so_and_asks_for_no_second_step()
    {
        await using var console = await RunningConsole.StartAsync("--Demo", "true");
        await console.HireAsync("operator", Roles.Operator);
        await console.ChangeAsync("operator", async (people, person) =>
        {
            await people.ResetAuthenticatorKeyAsync(person);
            await people.SetTwoFactorEnabledAsync(person, true);
            (await people.RemovePasswordAsync(person)).Succeeded.ShouldBeTrue();
            (await people.AddPasswordAsync(person, "x")).Succeeded.ShouldBeTrue();
        });
        using var visitor = console.Visit();

        (await visitor.GetAsync("/sign-in")).Find(".demo").ShouldStartWith("Demo.");
        (await visitor.SignInAsync("operator", "x")).Location.ShouldBe("/");
        (await visitor.GetAsync("/account/security")).Find(".demo").ShouldStartWith("Demo.");
    }
}

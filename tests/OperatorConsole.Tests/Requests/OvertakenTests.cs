using System.Globalization;
using Bunit;
using Data.Mail;
using Licensing.Acquisitions;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>A letter whose words were drafted when the rules said something else never goes out with what they say now.</summary>
public sealed class OvertakenTests : BunitContext
{
    private bool _provided;

    public OvertakenTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        ComponentFactories.AddStub<ModulePicker>();
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_text_of_a_license_is_not_sent_as_a_refusal()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer));
        await SpendAsync(desk);
        (await desk.PassAsync()).ShouldBe(0);
        var kept = (await desk.ShowAsync(reference)).Draft!.Input;
        kept.Text.ShouldContain("The license details file is attached");
        (await desk.SendAsync(reference, kept)).End.ShouldBe(SendEnd.Overtaken);
        (await desk.PassAsync()).ShouldBe(0);
        (await desk.LettersAsync(reference)).ShouldBeEmpty();

        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer))).End.ShouldBe(SendEnd.Sent);
        (await desk.PassAsync()).ShouldBe(1);
        Sent(await desk.ShowAsync(reference)).Text.ShouldNotBeNull().ShouldContain("no license could be given");
    }

    [Fact]
    public async Task The_text_of_a_refusal_is_not_sent_with_a_license()
    {
        await using var desk = await RequestDesk.WithAsync();
        var license = await SpendAsync(desk);
        var reference = await desk.RoutineAsync();
        var refusal = await desk.DraftAsync(reference, DeskAct.Answer) with { Subject = "What you asked for" };
        await desk.Get<SaveDraft>().RunAsync(RequestDesk.Oleg, reference, refusal, Cancellation);
        (await desk.Mail.Center.CorrectAsync(new AcquisitionAnnulled(default, license, desk.Mail.Center.Grounds))).Objection.ShouldBeNull();
        var now = await desk.ShowAsync(reference);
        now.Rules.Verdict.ShouldBe("granted");
        (await desk.SendAsync(reference, now.Draft!.Input, seen: now)).End.ShouldBe(SendEnd.Overtaken);
        (await desk.PassAsync()).ShouldBe(0);
        (await desk.LettersAsync(reference)).ShouldBeEmpty();

        (await desk.SendAsync(reference, await desk.DraftAsync(reference, DeskAct.Answer))).End.ShouldBe(SendEnd.Sent);
        (await desk.PassAsync()).ShouldBe(1);
        Sent(await desk.ShowAsync(reference)).Text.ShouldNotBeNull().ShouldContain("The license details file is attached");
    }

    [Fact]
    public async Task A_question_that_was_being_written_is_the_clerks_own_whatever_the_rules_say_by_now()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var question = await desk.DraftAsync(reference, DeskAct.Ask, null, "company");
        await SpendAsync(desk);
        (await desk.SendAsync(reference, question)).End.ShouldBe(SendEnd.Sent);
    }

    [Fact]
    public async Task What_was_kept_opens_beside_a_letter_that_is_drafted_anew()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var draft = await desk.DraftAsync(reference, DeskAct.Answer);
        await desk.Get<SaveDraft>().RunAsync(RequestDesk.Oleg, reference, draft with { Text = draft.Text + "\nBest wishes, Oleg" }, Cancellation);
        Panel(desk, await desk.ShowAsync(reference)).ShouldSatisfyAllConditions(
            p => Text(p).ShouldEndWith("Best wishes, Oleg", customMessage: "as it was left"), p => p.FindAll("[data-testid=draft-before]").ShouldBeEmpty());

        await SpendAsync(desk);
        var panel = Panel(desk, await desk.ShowAsync(reference));
        Text(panel).ShouldContain("no license could be given");
        Text(panel).ShouldNotContain("Best wishes");
        panel.Find("[data-testid=draft-before] pre").TextContent.ShouldEndWith("Best wishes, Oleg");
        await panel.Find("[data-testid=send]").ClickAsync(new());
        (await desk.PassAsync()).ShouldBe(1);
        Sent(await desk.ShowAsync(reference)).Text.ShouldNotBeNull().ShouldContain("no license could be given");
    }

    [Fact]
    public async Task Going_on_with_what_is_there_now_drafts_the_letter_anew()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var panel = Panel(desk, await desk.ShowAsync(reference));
        panel.Find("[data-testid=draft-text]").Input(Text(panel) + "\nBest wishes, Oleg");
        await SpendAsync(desk);
        await panel.Find("[data-testid=send]").ClickAsync(new());
        panel.Find("[data-testid=send-said]").TextContent.ShouldContain("the rules say something else");
        Text(panel).ShouldContain("The license details file is attached");

        await panel.Find("[data-testid=go-on]").ClickAsync(new());
        panel.WaitForAssertion(() => Text(panel).ShouldContain("no license could be given"));
        panel.Find("[data-testid=draft-before] pre").TextContent.ShouldEndWith("Best wishes, Oleg");
        await panel.Find("[data-testid=send]").ClickAsync(new());
        (await desk.PassAsync()).ShouldBe(1);
        Sent(await desk.ShowAsync(reference)).Text.ShouldNotBeNull().ShouldContain("no license could be given");
        (await desk.Mail.LicensesAsync()).ShouldBe(1, "that of the other computer");
    }

    private static LetterView Sent(RequestView view) => view.Thread.Last(i => i.Letter is not null).Letter!;

    private static string Text(IRenderedComponent<DecidePanel> panel) => panel.Find("[data-testid=draft-text]").GetAttribute("value") ?? "";

    // The PIN is spent on another computer.
    private static async Task<long> SpendAsync(RequestDesk desk) => (await desk.Mail.Center.SendAsync(
        Operation.Initial, Method.Automatic, 1, computer: Issuing.RestorationCenter.Parameters with { Host = "elsewhere" })).Answer.ShouldNotBeNull().LicenseId;

    private IRenderedComponent<DecidePanel> Panel(RequestDesk desk, RequestView view)
    {
        if (!_provided)
        {
            _provided = true;
            Services.AddLocalization();
            Services.AddSingleton(desk.Get<DraftLetter>()).AddSingleton(desk.Get<SaveDraft>()).AddSingleton(desk.Get<SendDecision>()).AddSingleton(desk.Get<CenterClock>());
        }

        IRenderedComponent<DecidePanel>? panel = null;
        panel = Render<DecidePanel>(p => p.Add(d => d.View, view).Add(d => d.Acting, RequestDesk.Oleg).Add(d => d.Act, DeskAct.Answer)
            .Add(d => d.OnReload, async () =>
            {
                var fresh = await desk.ShowAsync(view.Summary.Reference);
                panel!.Render(again => again.Add(d => d.View, fresh));
            }));
        panel.WaitForElement("[data-testid=decide][data-ready]");
        return panel;
    }
}

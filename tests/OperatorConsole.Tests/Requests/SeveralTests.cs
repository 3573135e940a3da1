using Data.Mail;
using OperatorConsole.Features.Requests;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>One act on several requests: each by itself, and what is left is named.</summary>
public sealed class SeveralTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_that_are_claimed_those_that_a_colleague_has_are_left_to_her_and_named()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (one, two, three) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"), await desk.QuestionAsync("Three"));
        var seen = await SeenAsync(desk);

        // She was quicker than the screen.
        await desk.ClaimAsync(RequestDesk.Nina, two);
        await desk.DecideAsync(three, DeskAct.Refuse, "not-owner");
        var outcome = await desk.Get<ActOnSeveral>().ClaimAsync(RequestDesk.Oleg, await SeenAsync(desk, [.. seen.Select(s => s.Reference)]), Cancellation);
        outcome.Done.ShouldBe([one]);
        outcome.Skipped.ShouldBe([new Skipped(two, "held", "Nina Sokol"), new Skipped(three, "over")]);
        (await desk.ShowAsync(two)).Summary.HolderId.ShouldBe(RequestDesk.Nina.Id);
    }

    [Fact]
    public async Task Only_ones_own_are_given_back()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (one, two) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"));
        await desk.ClaimAsync(RequestDesk.Oleg, one);
        await desk.ClaimAsync(RequestDesk.Nina, two);
        var outcome = await desk.Get<ActOnSeveral>().ReleaseAsync(RequestDesk.Oleg, await SeenAsync(desk), Cancellation);
        (outcome.Done.Single(), outcome.Skipped.Single()).ShouldBe((one, new Skipped(two, "not-yours")));
    }

    [Fact]
    public async Task A_supervisor_assigns_each_from_whoever_was_seen_to_have_it_and_a_clerk_none()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (free, held, moved) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"), await desk.QuestionAsync("Three"));
        await desk.ClaimAsync(RequestDesk.Oleg, held);
        await desk.ClaimAsync(RequestDesk.Oleg, moved);
        var seen = await SeenAsync(desk);
        await desk.ClaimAsync(RequestDesk.Vera, moved, RequestDesk.Oleg.Id);

        await Should.ThrowAsync<NotAllowedException>(() => desk.Get<ActOnSeveral>().AssignAsync(RequestDesk.Oleg, seen, RequestDesk.Nina.Id, Cancellation));
        var outcome = await desk.Get<ActOnSeveral>().AssignAsync(RequestDesk.Vera, seen, RequestDesk.Nina.Id, Cancellation);
        outcome.Done.ShouldBe([free, held]);
        outcome.Skipped.ShouldBe([new Skipped(moved, "held", "Vera Kim")]);
        (await desk.ShowAsync(held)).ShouldSatisfyAllConditions(v => v.Summary.HolderId.ShouldBe(RequestDesk.Nina.Id), v => v.Thread.Select(t => (t.Kind, t.Actor)).ShouldContain(("assigned", "Vera Kim")));

        // An operator takes calls.
        (await desk.Get<ActOnSeveral>().AssignAsync(RequestDesk.Vera, [seen[0] with { HolderId = RequestDesk.Nina.Id }], RequestDesk.Anna.Id, Cancellation)).Skipped.Single().Because.ShouldBe("not-of-the-desk");
        (await desk.Get<AssignRequest>().ColleaguesAsync(RequestDesk.Vera, Cancellation)).Select(c => c.Name).ShouldBe(["Nina Sokol", "Oleg Belov", "Vera Kim"]);
    }

    [Fact]
    public async Task Several_begin_to_wait_together_and_are_taken_back_together()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (one, two, three) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"), await desk.QuestionAsync("Three"));
        await desk.ClaimAsync(RequestDesk.Nina, three);
        var outcome = await desk.Get<ActOnSeveral>().WaitAsync(RequestDesk.Oleg, await SeenAsync(desk), desk.Get<CenterClock>().In(1), "", Cancellation);
        outcome.Done.ShouldBe([one, two]);
        outcome.Skipped.ShouldBe([new Skipped(three, "held", "Nina Sokol")]);
        outcome.Waiting.Count.ShouldBe(2);
        foreach (var waiting in outcome.Waiting)
        {
            (await desk.Get<UndoWait>().RunAsync(RequestDesk.Oleg, waiting, Cancellation)).ShouldBeTrue();
        }

        (await SeenAsync(desk)).Select(r => r.Reference).ShouldBe([one, two, three]);
    }

    [Fact]
    public async Task The_rules_suggest_in_a_word_and_nothing_where_they_have_nothing_to_look_at()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (grant, question) = (await desk.RoutineAsync(), await desk.QuestionAsync());
        var refused = await desk.RoutineAsync(desk.Mail.Request() with { Kit = Licensing.Kits.KitDraw.Number() });
        var broken = (await desk.Mail.TakeAsync(Mail.MailDesk.Mail(files: ("request.licreq", "{\"format\":\"license-request/1\"}")))).Reference!;
        var over = await desk.RoutineAsync(desk.Mail.Request(2));
        await desk.DecideAsync(over, DeskAct.Answer);
        (await desk.Get<SuggestDecisions>().RunAsync(RequestDesk.Oleg, [grant, question, refused, broken, over], Cancellation)).ShouldBe(
            new Dictionary<string, RequestSuggestion> { [grant] = RequestSuggestion.Approve, [refused] = RequestSuggestion.Refuse, [broken] = RequestSuggestion.Ask }, ignoreOrder: true);
    }

    private static async Task<IReadOnlyList<RequestSummary>> SeenAsync(RequestDesk desk, IReadOnlyList<string>? references = null) => references is not null
        ? await desk.Get<ListRequests>().TheseAsync(RequestDesk.Oleg, references, Cancellation)
        : (await desk.Get<ListRequests>().RunAsync(RequestDesk.Oleg, new RequestFilter(), 0, Cancellation)).Requests;
}

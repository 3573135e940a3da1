using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Requests;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>A clerk lets a request wait: it leaves the open list, and comes back by itself.</summary>
public sealed class WaitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_waits_for_a_day_leaves_the_open_list_and_comes_back_to_its_clerk_by_itself()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        var until = desk.Get<CenterClock>().In(3);
        (await WaitAsync(desk, reference, until, "they ring back on Thursday")).End.ShouldBe(WaitEnd.Waits);

        (await InAsync(desk, RequestTab.Open)).ShouldBeEmpty();
        (await InAsync(desk, RequestTab.Mine)).ShouldBeEmpty();
        var waiting = (await desk.Get<ListRequests>().RunAsync(RequestDesk.Oleg, new RequestFilter(RequestTab.Waiting), 0, Cancellation)).Requests.ShouldHaveSingleItem();
        (waiting.Reference, waiting.WaitUntil).ShouldBe((reference, until));

        desk.Fixture.Clock.Advance(until - desk.Fixture.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        (await ReturnAsync(desk)).ShouldBe(0);
        desk.Fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        (await ReturnAsync(desk)).ShouldBe(1);
        (await ReturnAsync(desk)).ShouldBe(0, "it comes back once");
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([reference]);
        (await InAsync(desk, RequestTab.Waiting)).ShouldBeEmpty();
        (await desk.RowAsync(reference)).ShouldSatisfyAllConditions(r => r.WaitUntil.ShouldBeNull(), r => r.Reason.ShouldBe("no-request"));

        var thread = (await desk.ShowAsync(reference)).Thread.Where(t => t.Kind != "letter").ToList();
        thread.TakeLast(2).Select(t => (t.Kind, t.Actor)).ShouldBe([("waits", "Oleg Belov"), ("wait-over", "")]);
        thread[^2].Note.ShouldBe("they ring back on Thursday");
        Data.DatabaseScan.Count(desk.Fixture, "Thursday"u8).ShouldBe(0);
        (await ActsAsync(desk, reference)).ShouldBe([("oleg", "request-waits"), ("system", "request-wait-over")]);
    }

    [Fact]
    public async Task What_the_customer_writes_brings_it_back_before_its_day()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await WaitAsync(desk, reference, desk.Get<CenterClock>().In(7));
        (await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: [{reference}] Question", text: "One thing more"))).Reference.ShouldBe(reference);
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([reference]);
        (await desk.RowAsync(reference)).ShouldSatisfyAllConditions(r => r.NewReply.ShouldBeTrue(), r => r.WaitUntil.ShouldBeNull());

        // Its day changes nothing any more.
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(8));
        (await ReturnAsync(desk)).ShouldBe(0);
    }

    [Fact]
    public async Task What_waits_for_the_customer_alone_comes_back_by_no_day()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await WaitAsync(desk, reference, null);
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(400));
        (await ReturnAsync(desk)).ShouldBe(0);
        (await InAsync(desk, RequestTab.Waiting)).ShouldBe([reference]);
    }

    [Fact]
    public async Task A_wait_that_is_taken_back_leaves_the_request_as_it_was_and_whose_it_was()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (free, held) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"));
        await desk.ClaimAsync(RequestDesk.Oleg, held);
        var before = await desk.RowAsync(held);
        var (one, two) = (await WaitAsync(desk, free, null), await WaitAsync(desk, held, desk.Get<CenterClock>().In(1)));
        (await UndoAsync(desk, one, RequestDesk.Nina)).ShouldBeFalse("it is Oleg's act");
        (await UndoAsync(desk, one)).ShouldBeTrue();
        (await UndoAsync(desk, two)).ShouldBeTrue();
        (await UndoAsync(desk, two)).ShouldBeFalse();
        (await InAsync(desk, RequestTab.Unclaimed)).ShouldBe([free]);
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([held]);
        (await desk.RowAsync(held)).ClaimedUntil.ShouldBe(before.ClaimedUntil);
        (await ActsAsync(desk, held)).ShouldBe([("oleg", "request-waits"), ("oleg", "request-wait-undone")]);
    }

    [Fact]
    public async Task A_wait_is_not_taken_back_when_the_customer_was_quicker()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        var waits = await WaitAsync(desk, reference, null);
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Re: [{reference}] Question", text: "One thing more"));
        (await UndoAsync(desk, waits)).ShouldBeFalse();
        (await desk.RowAsync(reference)).NewReply.ShouldBeTrue();
    }

    [Fact]
    public async Task A_question_that_was_asked_can_be_given_a_day_and_keeps_waiting_when_that_is_taken_back()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await desk.DecideAsync(reference, DeskAct.Ask, null, "company");
        var waits = await WaitAsync(desk, reference, desk.Get<CenterClock>().In(7));
        (await UndoAsync(desk, waits)).ShouldBeTrue();
        (await desk.RowAsync(reference)).ShouldSatisfyAllConditions(r => r.State.ShouldBe(RequestState.Waiting), r => r.WaitUntil.ShouldBeNull());

        await WaitAsync(desk, reference, desk.Get<CenterClock>().In(7));
        desk.Fixture.Clock.Advance(TimeSpan.FromDays(7));
        (await ReturnAsync(desk)).ShouldBe(1);

        // Asked once more, it waits for the customer and not for the old day.
        await WaitAsync(desk, reference, desk.Get<CenterClock>().In(1));
        await desk.DecideAsync(reference, DeskAct.Ask, null, "company");
        (await desk.RowAsync(reference)).WaitUntil.ShouldBeNull();
    }

    [Fact]
    public async Task What_waits_is_brought_back_by_hand_and_is_then_whose_hand_it_was()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        await WaitAsync(desk, reference, desk.Get<CenterClock>().In(7));
        (await desk.Get<ResumeRequest>().RunAsync(RequestDesk.Nina, reference, Cancellation)).ShouldBeTrue();
        (await desk.Get<ResumeRequest>().RunAsync(RequestDesk.Nina, reference, Cancellation)).ShouldBeFalse();
        (await desk.ShowAsync(reference)).Summary.ShouldSatisfyAllConditions(s => s.State.ShouldBe(RequestState.Open), s => s.HolderId.ShouldBe(RequestDesk.Nina.Id), s => s.WaitUntil.ShouldBeNull());
    }

    [Fact]
    public async Task A_colleagues_request_a_decided_one_and_one_whose_letter_goes_out_do_not_begin_to_wait()
    {
        await using var desk = await RequestDesk.WithAsync();
        var (held, over, going) = (await desk.QuestionAsync("One"), await desk.QuestionAsync("Two"), await desk.QuestionAsync("Three"));
        await desk.ClaimAsync(RequestDesk.Nina, held);
        await desk.DecideAsync(over, DeskAct.Refuse, "not-owner");
        (await desk.SendAsync(going, await desk.DraftAsync(going, DeskAct.Refuse, "not-owner"))).End.ShouldBe(SendEnd.Sent);
        (await WaitAsync(desk, held, null)).ShouldBe(new WaitOutcome(WaitEnd.Held, "Nina Sokol"));
        (await WaitAsync(desk, over, null)).End.ShouldBe(WaitEnd.Over);
        (await WaitAsync(desk, going, null)).End.ShouldBe(WaitEnd.Going);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => WaitAsync(desk, held, desk.Fixture.Clock.GetUtcNow()));
        await Should.ThrowAsync<NotAllowedException>(() => desk.Get<WaitRequest>().RunAsync(RequestDesk.Anna, held, null, "", Cancellation));
    }

    private static Task<WaitOutcome> WaitAsync(RequestDesk desk, string reference, DateTimeOffset? until, string reason = "") =>
        desk.Get<WaitRequest>().RunAsync(RequestDesk.Oleg, reference, until, reason, Cancellation);

    private static Task<bool> UndoAsync(RequestDesk desk, WaitOutcome outcome, Acting? acting = null) =>
        desk.Get<UndoWait>().RunAsync(acting ?? RequestDesk.Oleg, outcome.Waiting.ShouldNotBeNull(), Cancellation);

    private static Task<int> ReturnAsync(RequestDesk desk) => desk.Get<ReturnWaiting>().RunAsync(Cancellation);

    private static async Task<List<string>> InAsync(RequestDesk desk, RequestTab tab) =>
        [.. (await desk.Get<ListRequests>().RunAsync(RequestDesk.Oleg, new RequestFilter(tab), 0, Cancellation)).Requests.Select(r => r.Reference)];

    private static async Task<List<(string, string)>> ActsAsync(RequestDesk desk, string reference) =>
        [.. (await desk.Mail.Center.ReadAsync(db => db.Journal.Where(j => j.Subject == reference).OrderBy(j => j.Sequence).ToListAsync(Cancellation))).Select(j => (j.Actor, j.Act))];
}

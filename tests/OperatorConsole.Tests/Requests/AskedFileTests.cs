using Data.Mail;
using Licensing.Files;
using OperatorConsole.Features.Requests;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>A clerk asks for a request file, and the customer encloses one: the question does not wait any longer.</summary>
public sealed class AskedFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_answered_by_itself_ends_the_question_and_names_the_request_that_it_was_answered_as()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (asked, letter) = await AskAsync(desk);
        var outcome = await desk.Mail.TakeAsync(desk.Mail.Clean(headers: $"In-Reply-To: <{letter}>\r\n"));
        outcome.State.ShouldBe(MailState.Answered);
        outcome.Reference.ShouldNotBe(asked);

        (await desk.RowAsync(asked)).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(RequestState.Done), r => r.Decision.ShouldBe("answered-elsewhere"), r => r.DecisionReason.ShouldBe(outcome.Reference), r => r.NewReply.ShouldBeFalse());
        (await desk.ShowAsync(asked)).Thread.Select(t => t.Kind).Where(kind => kind != "letter").TakeLast(2).ShouldBe(["replied", "answered-elsewhere"]);
        (await InAsync(desk, RequestTab.Waiting)).ShouldBeEmpty();
        (await InAsync(desk, RequestTab.Open)).ShouldBeEmpty();
        (await desk.Mail.LicensesAsync()).ShouldBe(1);
        desk.Texts["Event.answered-elsewhere"].ResourceNotFound.ShouldBeFalse();
        desk.Texts["Decision.answered-elsewhere"].ResourceNotFound.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_the_rules_refuse_or_whose_sender_nobody_vouches_for_lies_in_the_question_and_is_its_clerks(bool vouched)
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (asked, letter) = await AskAsync(desk);
        var file = vouched ? desk.Mail.Request() with { Kit = Licensing.Kits.KitDraw.Number() } : desk.Mail.Request();
        var outcome = await desk.Mail.TakeAsync(MailDesk.Mail((vouched ? MailDesk.Stamp : "") + $"In-Reply-To: <{letter}>\r\n", files: ("request.licreq", LicenseRequestFile.Write(file))));
        (outcome.State, outcome.Reference, outcome.Reason).ShouldBe((MailState.Queued, asked, "replied"));

        (await InAsync(desk, RequestTab.Waiting)).ShouldBeEmpty();
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([asked]);
        (await desk.Mail.RequestsAsync()).Count.ShouldBe(1);
        var shown = await desk.ShowAsync(asked);
        shown.Summary.Kind.ShouldBe(RequestKind.LicenseFile);
        shown.File.ShouldNotBeNull().Kit.ShouldBe(file.Kit.Digits);
        (await desk.Mail.LicensesAsync()).ShouldBe(0);

        // What was enclosed can be decided where it lies.
        if (!vouched)
        {
            await desk.DecideAsync(asked, DeskAct.Answer);
            (await desk.RowAsync(asked)).ShouldSatisfyAllConditions(r => r.Decision.ShouldBe("answered"), r => r.LicenseId.ShouldNotBeNull());
        }
    }

    [Fact]
    public async Task A_file_from_another_sender_is_a_request_of_its_own_and_the_question_is_its_clerks_without_it()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (asked, letter) = await AskAsync(desk);
        var outcome = await desk.Mail.TakeAsync(MailDesk.Mail($"In-Reply-To: <{letter}>\r\n", from: "Boris <boris@else.example>", files: ("request.licreq", LicenseRequestFile.Write(desk.Mail.Request()))));
        outcome.Reference.ShouldBe(asked);
        (await InAsync(desk, RequestTab.Waiting)).ShouldBeEmpty();
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([asked]);
        var requests = await desk.Mail.RequestsAsync();
        requests.Select(r => (r.State, r.Reason, r.SealedFile is null)).ShouldBe([(RequestState.Open, "replied", true), (RequestState.Open, "sender-unverified", false)]);
        (await desk.Mail.LicensesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_files_the_one_that_is_answered_is_a_request_of_its_own_and_the_other_lies_in_the_question()
    {
        await using var desk = await RequestDesk.WithAsync("client-5");
        var (asked, letter) = await AskAsync(desk);
        var refused = desk.Mail.Request() with { Kit = Licensing.Kits.KitDraw.Number() };
        await desk.Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp + $"In-Reply-To: <{letter}>\r\n", files: [("1.licreq", LicenseRequestFile.Write(desk.Mail.Request())), ("2.licreq", LicenseRequestFile.Write(refused))]));
        (await desk.Mail.RequestsAsync()).Select(r => r.State).ShouldBe([RequestState.Open, RequestState.Done]);
        (await InAsync(desk, RequestTab.Mine)).ShouldBe([asked]);
        (await desk.ShowAsync(asked)).File.ShouldNotBeNull().Kit.ShouldBe(refused.Kit.Digits);
        (await desk.Mail.LicensesAsync()).ShouldBe(1);
    }

    // The question, and the Message-ID of the letter that asks for a file.
    private static async Task<(string Reference, string Letter)> AskAsync(RequestDesk desk)
    {
        var asked = await desk.QuestionAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, asked);
        await desk.DecideAsync(asked, DeskAct.Ask, null, "request-file");
        await desk.Mail.Send.RunAsync(Cancellation);
        (await InAsync(desk, RequestTab.Waiting)).ShouldBe([asked]);
        return (asked, desk.Mail.Sent[^1].Message.MessageId!);
    }

    private static async Task<IEnumerable<string>> InAsync(RequestDesk desk, RequestTab tab) =>
        (await desk.Get<ListRequests>().RunAsync(RequestDesk.Oleg, new RequestFilter(tab), 0, Cancellation)).Requests.Select(r => r.Reference);
}

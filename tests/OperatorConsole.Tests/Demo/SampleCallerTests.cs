using Data.Staff;
using Licensing.Dictation;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Calls.Sample;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;

namespace OperatorConsole.Tests.Demo;

public sealed class SampleCallerTests(RunningDemo console) : IClassFixture<RunningDemo>
{
    private static readonly Acting Anna = new("anna-id", "anna", [Roles.Operator]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sample_caller_dictates_a_right_code_and_her_program_takes_the_answer()
    {
        var (reference, caller) = await RingAsync();
        var digits = Heard(caller);
        await console.Get<SaveDigits>().RunAsync(Anna, reference, 1, digits, Cancellation);
        var right = (await console.Get<VerifyCode>().RunAsync(Anna, reference, Cancellation)).ShouldBeOfType<CodeRight>();
        (right.About.Kit, right.About.Product).ShouldBe((caller.Kit.Digits, caller.Product));
        var answer = (await console.Get<IssueAnswer>().RunAsync(Anna, reference, Cancellation)).ShouldNotBeNull();

        for (var line = 1; line <= Groups.AnswerLines; line++)
        {
            var dictated = answer.Answer.Line(line);
            caller.Types(line, dictated).ShouldBe((Groups.Format(dictated), Groups.Format(answer.Expected(line))));
            caller.MistypesLine = true;
            var (typed, shown) = caller.Types(line, dictated);
            typed.Split(' ').Zip(Groups.Format(dictated).Split(' ')).Count(pair => pair.First != pair.Second).ShouldBe(1);
            shown.ShouldNotBe(Groups.Format(answer.Expected(line)));
            caller.MistypesLine = false;
        }

        caller.Total(answer.Answer).ShouldBe(Groups.Format(answer.Expected(ReadBackAnswer.Total)));
    }

    [Fact]
    public async Task A_misheard_dictation_differs_in_one_group_and_is_asked_for()
    {
        var (reference, caller) = await RingAsync();
        var right = Dictated.Groups(Heard(caller));
        caller.MishearsDictation = true;
        var heard = Dictated.Groups(Heard(caller));
        var position = right.Zip(heard).Select((pair, index) => (pair, index)).Where(g => g.pair.First != g.pair.Second).ShouldHaveSingleItem().index + 1;

        await console.Get<SaveDigits>().RunAsync(Anna, reference, 1, Groups.Digits(heard), Cancellation);
        var wrong = (await console.Get<VerifyCode>().RunAsync(Anna, reference, Cancellation)).ShouldBeOfType<CodeWrong>();

        wrong.Questions.ShouldContain(question => question.Positions.Count == 1 && question.Positions[0] == position);
        caller.MishearsDictation = false;
        Dictated.Groups(Heard(caller)).ShouldBe(right);
    }

    [Fact]
    public async Task Two_sample_callers_who_ring_at_once_have_nothing_in_common()
    {
        var (_, first) = await RingAsync();
        var (_, second) = await RingAsync();
        second.Kit.ShouldNotBe(first.Kit);
    }

    [Fact]
    public async Task A_call_without_a_sample_caller_has_none()
    {
        var reference = await console.Get<TakeCall>().RunAsync(Anna, Cancellation);
        console.Get<SampleCallers>().Of(reference).ShouldBeNull();
        await Should.ThrowAsync<NotAllowedException>(() => console.Get<SampleCallers>().RingAsync(new Acting("c", "clerk", [Roles.Clerk]), Cancellation));
    }

    private static string Heard(SampleCaller caller) =>
        string.Concat(Enumerable.Range(1, 5).Select(caller.Says)).Replace(" ", "", StringComparison.Ordinal);

    private async Task<(string Reference, SampleCaller Caller)> RingAsync()
    {
        var reference = (await console.Get<SampleCallers>().RingAsync(Anna, Cancellation)).ShouldNotBeNull();
        return (reference, console.Get<SampleCallers>().Of(reference).ShouldNotBeNull());
    }
}

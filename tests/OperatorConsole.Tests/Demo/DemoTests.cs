using Data.Calls;
using Data.Staff;
using Licensing.Dictation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Demo;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Calls.Sample;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Demo;

public sealed class DemoTests
{
    private static readonly Acting Anna = new("anna-id", "anna", [Roles.Operator]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_is_filled_once_and_a_second_start_leaves_it_as_it_is()
    {
        await using var console = await StartAsync();
        var filled = await CountAsync(console);
        filled.Kits.ShouldBe(10);
        filled.Calls.ShouldBe(3);
        var calls = (await ListAsync(console)).ToLookup(call => call.State);
        calls[CallState.Completed].ShouldHaveSingleItem();
        calls[CallState.Dropped].Select(call => (call.Groups, call.Line)).ShouldBe([(7, 0), (17, 4)], ignoreOrder: true);

        await DemoStart.TellAsync(console.App, TextWriter.Null, "another one");

        (await CountAsync(console)).ShouldBe(filled);
        (await console.Get<global::Data.Journal.JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_told_signs_every_role_in_and_names_a_file_of_keys()
    {
        await using var console = await StartAsync("green tea");
        foreach (var role in Roles.All)
        {
            using var visitor = new Visitor(console.Address, "en");
            (await visitor.SignInAsync(role, "green tea")).Status.ShouldBe(System.Net.HttpStatusCode.Redirect, role);
        }

        console.Told.ShouldContain(console.Address.GetLeftPart(UriPartial.Authority));
        console.Told.ShouldContain("green tea");
        var keys = console.Told.Split('\n').Single(line => line.Contains("keys:", StringComparison.Ordinal)).Split("keys:")[1].Trim();
        Licensing.Files.CenterKeys.Read(await File.ReadAllTextAsync(keys, Cancellation)).PhoneKeys.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_sample_caller_dictates_a_right_code_and_her_program_takes_the_answer()
    {
        await using var console = await StartAsync();
        var (reference, caller) = await RingAsync(console);
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
        await using var console = await StartAsync();
        var (reference, caller) = await RingAsync(console);
        var right = Calls.Dictated.Groups(Heard(caller));
        caller.MishearsDictation = true;
        var heard = Calls.Dictated.Groups(Heard(caller));
        var position = right.Zip(heard).Select((pair, index) => (pair, index)).Where(g => g.pair.First != g.pair.Second).ShouldHaveSingleItem().index + 1;

        await console.Get<SaveDigits>().RunAsync(Anna, reference, 1, Groups.Digits(heard), Cancellation);
        var wrong = (await console.Get<VerifyCode>().RunAsync(Anna, reference, Cancellation)).ShouldBeOfType<CodeWrong>();

        wrong.Questions.ShouldContain(question => question.Positions.Count == 1 && question.Positions[0] == position);
        caller.MishearsDictation = false;
        Calls.Dictated.Groups(Heard(caller)).ShouldBe(right);
    }

    [Fact]
    public async Task A_call_without_a_sample_caller_has_none()
    {
        await using var console = await StartAsync();
        var reference = await console.Get<TakeCall>().RunAsync(Anna, Cancellation);
        console.Get<SampleCallers>().Of(reference).ShouldBeNull();
        await Should.ThrowAsync<NotAllowedException>(() => console.Get<SampleCallers>().RingAsync(new Acting("c", "clerk", [Roles.Clerk]), Cancellation));
    }

    [Fact]
    public async Task Outside_the_demo_there_is_neither_content_nor_caller()
    {
        await using var console = await RunningConsole.StartAsync();
        console.Services.GetService<DemoContent>().ShouldBeNull();
        console.Services.GetService<SampleCallers>().ShouldBeNull();
    }

    private static string Heard(SampleCaller caller) =>
        string.Concat(Enumerable.Range(1, 5).Select(caller.Says)).Replace(" ", "", StringComparison.Ordinal);

    private static async Task<(string Reference, SampleCaller Caller)> RingAsync(RunningDemo console)
    {
        var reference = (await console.Get<SampleCallers>().RingAsync(Anna, Cancellation)).ShouldNotBeNull();
        return (reference, console.Get<SampleCallers>().Of(reference).ShouldNotBeNull());
    }

    private static Task<RunningDemo> StartAsync(string password = "x") => RunningDemo.StartAsync(password);

    private static async Task<IReadOnlyList<CallSummary>> ListAsync(RunningDemo console) =>
        (await console.Get<ListCalls>().RunAsync(Anna, new CallFilter(), 0, Cancellation)).Calls;

    private static Task<(int Kits, int Pins, int Calls, int Ledger, int Journal)> CountAsync(RunningDemo console) =>
        console.Get<global::Data.Center>().ReadAsync(
            async db => (
                await db.Kits.CountAsync(Cancellation), await db.Pins.CountAsync(Cancellation), await db.Calls.CountAsync(Cancellation),
                await db.Ledger.CountAsync(Cancellation), await db.Journal.CountAsync(Cancellation)),
            Cancellation);
}

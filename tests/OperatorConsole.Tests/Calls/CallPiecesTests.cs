using System.Text.RegularExpressions;
using Bunit;
using Data.Calls;
using Licensing.Dictation;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class CallPiecesTests : CallComponents
{
    private const string AnswerDigits =
        "453359930481434" + "054095068119282" + "678255526557154" + "675673717744964" + "243484281454963" + "616456980167309" + "010719642575782" + "959024949434580" + "323276142465634";

    [Theory]
    [InlineData("en", "code, 7 of 17 groups", "read-back, line 4 of 9", "dropped at line 4 of 9", "dropped, 7 of 17 groups", "license issued", "no license: the kit is frozen", "abandoned")]
    [InlineData("ru", "код, групп: 7 из 17", "диктовка, строка 4 из 9", "прервался на строке 4 из 9", "прервался, групп: 7 из 17", "лицензия выдана", "без лицензии: ", "оставлен")]
    public void Every_state_of_a_call_has_its_words(string language, params string[] said)
    {
        Speak(language);
        CallSummary[] calls =
        [
            Call(1, CallState.Entering, groups: 7), Call(2, CallState.ReadingBack, line: 4), Call(3, CallState.Dropped, line: 4), Call(4, CallState.Dropped, groups: 7),
            Call(5, CallState.Completed), Call(6, CallState.Refused, reason: "kit-frozen"), Call(7, CallState.Abandoned),
        ];
        var table = Render<CallTable>(with => with.Add(one => one.Calls, calls));
        var states = table.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td")[3].TextContent.Trim()).ToList();
        states.Zip(said).ShouldAllBe(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal));
        states.Count.ShouldBe(said.Length);
    }

    [Fact]
    public void A_row_names_the_call_short_and_leads_to_it()
    {
        var table = Render<CallTable>(with => with.Add(one => one.Calls, [Call(1, CallState.Entering), Call(2, CallState.Completed) with { Kit = null, Product = null, StartedAt = Noon.AddDays(-3) }]));
        var link = table.Find("tbody a");
        (link.TextContent, link.GetAttribute("href"), link.GetAttribute("title")).ShouldBe(("24-1-4", "/calls/261124-1-4", "261124-1-4"));
        table.FindAll("tbody time").Select(time => time.TextContent).ShouldBe(["12:00", "21 Nov 2026 12:00"]);
        table.FindAll("tbody tr")[0].TextContent.ShouldContain("075312509");
        table.FindAll("tbody tr")[1].QuerySelectorAll("td")[2].TextContent.Trim().ShouldNotBeEmpty();
        table.FindAll("[data-testid=resume-row]").ShouldBeEmpty();
    }

    [Fact]
    public void A_call_is_taken_up_from_the_table_where_that_is_offered()
    {
        string? resumed = null;
        var table = Render<CallTable>(with => with.Add(one => one.Calls, [Call(1, CallState.Dropped), Call(2, CallState.Dropped)]).Add(one => one.OnResume, reference => resumed = reference));
        table.FindAll("[data-testid=resume-row]")[1].Click();
        resumed.ShouldBe("261124-2-4");
    }

    [Fact]
    public void The_answer_stands_in_nine_lines_and_no_checksum_beside_it()
    {
        var answer = PhoneAnswer.FromDigits(AnswerDigits);
        var page = Render<ReadBack>(with => with.Add(one => one.Read, new ReadBackAnswer(answer, 441, 1)));
        for (var line = 1; line <= Groups.AnswerLines; line++)
        {
            var text = page.Find($"[data-testid=answer-line-{line}]").TextContent;
            Regex.Replace(text.Trim(), @"\s+", " ").ShouldBe(Groups.Format(answer.Line(line)));
        }

        // What the caller should say comes to the script, never to the page.
        foreach (var expected in new[] { "380", "178", "444", "484", "139", "745", "008", "787", "034", "701" })
        {
            page.Find("section").TextContent.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(word => word == expected)
                .ShouldBe(Enumerable.Range(1, 9).Sum(line => answer.Line(line).Count(group => Groups.Format(group) == expected)));
        }

        page.FindAll("[data-testid=line-checksum], [data-testid=total-checksum]").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Digits_are_said_in_both_languages_whichever_is_spoken(string language)
    {
        Speak(language);
        var section = Render<ReadBack>(with => with.Add(one => one.Read, new ReadBackAnswer(PhoneAnswer.FromDigits(AnswerDigits), 441, 1))).Find("section");
        string[] words = [section.GetAttribute("data-words-first")!, section.GetAttribute("data-words-second")!];
        words.ShouldAllBe(ten => ten.Split(' ').Length == 10);
        words.ShouldContain(ten => ten.StartsWith("zero ", StringComparison.Ordinal));
        words.ShouldContain(ten => ten.StartsWith("ноль ", StringComparison.Ordinal));
        words[0].ShouldStartWith(language == "ru" ? "ноль" : "zero");
    }

    [Fact]
    public void The_code_field_is_one_input_that_the_server_never_writes()
    {
        var entry = Render<CodeEntry>(with => with.Add(one => one.Digits, "110746").Add(one => one.Sequence, 2));
        var input = entry.FindAll("input").ShouldHaveSingleItem();
        input.GetAttribute("data-testid").ShouldBe("code-entry");
        (input.HasAttribute("value"), input.HasAttribute("maxlength"), input.GetAttribute("type")).ShouldBe((false, false, "text"));
        entry.FindAll("[data-group]").Count.ShouldBe(17);
    }

    [Fact]
    public void The_head_names_the_call_and_a_finished_call_says_so()
    {
        Render<CallHead>(with => with.Add(one => one.Call, View(CallState.Entering))).Find("[data-testid=call-reference]").TextContent.ShouldContain("24-117-4");
        Render<CallOver>(with => with.Add(one => one.Call, View(CallState.Completed))).Find("[data-testid=call-done]").TextContent.ShouldContain("3 min 41 s");
        var ended = Render<CallOver>(with => with.Add(one => one.Call, View(CallState.Refused) with { Reason = "pin-void" }));
        ended.FindAll("[data-testid=call-done]").ShouldBeEmpty();
        ended.Find("[data-testid=call-ended]").TextContent.ShouldContain("the other license type was chosen");
    }

    private static CallView View(CallState state) => new()
    {
        Reference = "261124-117-4",
        State = state,
        StartedAt = Noon,
        LastKeyAt = Noon,
        EndedAt = Noon.AddSeconds(221),
        Operator = "Anna Orlova",
        OperatorId = "anna-id",
        KnowsKit = true,
        Told = new Told(),
        Digits = "",
        Sequence = 0,
    };

    private static CallSummary Call(int number, CallState state, int groups = 0, int line = 0, string? reason = null) =>
        new($"261124-{number}-4", state, Noon, Noon, null, "075312509", "Accounting Suite 8", groups, line, reason, "Anna Orlova");
}

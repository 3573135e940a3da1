using System.Text.RegularExpressions;
using Bunit;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Dictation;
using OperatorConsole.Features.Calls;

namespace OperatorConsole.Tests.Calls;

public sealed class VerdictComponentsTests : CallComponents
{
    private static readonly CodeWrong Wrong = new(
        [CodeFault.CheckSum],
        [
            new Question(SuggestionKind.Group, [10], [220]),
            new Question(SuggestionKind.Group, [17], [441]),
            new Question(SuggestionKind.Swap, [2, 3], [746, 185]),
            new Question(SuggestionKind.RowSwap, [1, 2, 3, 4, 9, 10, 11, 12], [110, 746, 185, 858, 336, 220, 319, 321]),
            new Question(SuggestionKind.RowTwice, [5, 13], [112, 112]),
        ]);

    [Theory]
    [InlineData("en", "What to ask", "Row 3, second group", "220 was typed", "The check sum", "Row 1, second group and row 1, third group", "Rows 1 and 3", "Rows 2 and 4")]
    [InlineData("ru", "Что спросить", "Строка 3, вторая группа", "набрано 220", "Контрольная сумма", "Строка 1, вторая группа, и строка 1, третья группа", "Строки 1 и 3", "Строки 2 и 4")]
    public void Questions_name_the_place_in_the_operators_language(string language, params string[] said)
    {
        Speak(language);
        var questions = Render<CodeQuestions>(with => with.Add(one => one.Verdict, Wrong));
        questions.FindAll("[data-testid=suggestion]").Count.ShouldBe(5);
        questions.FindAll("[data-ask]").Select(button => button.GetAttribute("data-ask")).ShouldBe(["10", "17", "2 3", "1 2 3 4 9 10 11 12", "5 6 7 8 13 14 15 16"]);
        questions.FindAll("kbd").Select(key => key.TextContent).ShouldBe(["Alt 1", "Enter", "Alt 2", "Alt 3", "Alt 4", "Alt 5"]);
        var text = questions.Find(".questions").TextContent;
        foreach (var words in said)
        {
            text.ShouldContain(words);
        }
    }

    [Fact]
    public void Of_numbers_only_places_and_what_was_typed_are_shown()
    {
        var shown = Render<CodeQuestions>(with => with.Add(one => one.Verdict, Wrong)).Find(".questions").TextContent;
        Regex.Matches(shown, "[0-9]{3}").Select(match => match.Value).ShouldBe(["220", "441"]);
    }

    [Fact]
    public void Nothing_is_asked_about_a_code_that_is_being_typed_or_is_right()
    {
        Render<CodeQuestions>().FindAll("[data-testid=suggestion]").ShouldBeEmpty();
        Render<CodeQuestions>(with => with.Add(one => one.Verdict, new CodeRight(About(), null))).FindAll("[data-testid=suggestion]").ShouldBeEmpty();
        Render<CodeQuestions>(with => with.Add(one => one.Verdict, new CodeWrong([CodeFault.Version], []))).FindAll("h2").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "The check sum does not match.", "Probably one mis-heard group.", "yet no program makes such a code")]
    [InlineData("ru", "Контрольная сумма не сошлась.", "ослышались в одной группе", "такого кода программа не выдаёт")]
    public void The_line_under_the_field_says_what_is_wrong_and_what_to_do(string language, string title, string next, string impossible)
    {
        Speak(language);
        var line = Render<CodeVerdictLine>(with => with.Add(one => one.Verdict, Wrong));
        line.Find("[data-testid=verdict]").GetAttribute("data-state").ShouldBe("wrong");
        line.Markup.ShouldContain(title);
        line.Markup.ShouldContain(next);
        Render<CodeVerdictLine>(with => with.Add(one => one.Verdict, new CodeWrong([CodeFault.RamLevel], []))).Markup.ShouldContain(impossible);
        Render<CodeVerdictLine>().Find("[data-testid=verdict]").GetAttribute("data-state").ShouldBe("entering");
        Render<FaultNotice>(with => with.Add(one => one.Fault, "7F3A")).Find("[role=alert]").TextContent.ShouldContain("7F3A");
        Render<FaultNotice>().Markup.Trim().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "unused", "Initial launch", "Single-user, 1 of 5", "15 of 15, this one included")]
    [InlineData("ru", "не использован", "Первый запуск", "Однопользовательская, 1 из 5", "15 из 15, считая этот")]
    public void The_facts_stand_in_words(string language, params string[] said)
    {
        Speak(language);
        var facts = Render<CodeFacts>(with => with.Add(one => one.About, About()));
        facts.Find("dd .mono").TextContent.ShouldBe("746 185 858 112 352");
        foreach (var words in said)
        {
            facts.Markup.ShouldContain(words);
        }

        facts.FindAll("[data-testid=decides-choice]").ShouldBeEmpty();
        facts.FindAll("[data-testid=issued-before]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "This decides the kit.", "Its multi-user PIN codes stop working for good.")]
    [InlineData("ru", "Это решает выбор комплекта.", "Многопользовательские пинкоды комплекта перестанут действовать навсегда.")]
    public void A_choice_is_announced_before_it_is_made(string language, string title, string words)
    {
        Speak(language);
        var about = About() with { DecidesAgainst = [MultiUser] };
        var warning = Render<CodeFacts>(with => with.Add(one => one.About, about)).Find("[data-testid=decides-choice]").TextContent;
        warning.ShouldContain(title);
        warning.ShouldContain(words);
        Render<CodeFacts>(with => with.Add(one => one.About, about).Add(one => one.Bare, true)).FindAll("[data-testid=decides-choice]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "24 Nov 2026 12:00", "by Oleg Belov")]
    [InlineData("ru", "12:00", "(Oleg Belov)")]
    public void An_answer_that_is_out_says_when_and_by_whom(string language, params string[] said)
    {
        Speak(language);
        var facts = Render<CodeFacts>(with => with.Add(one => one.About, About() with { DecidesAgainst = [MultiUser] }).Add(one => one.Before, new IssuedBefore(Noon, "Oleg Belov")));
        var notice = facts.Find("[data-testid=issued-before]").TextContent;
        foreach (var words in said)
        {
            notice.ShouldContain(words);
        }

        facts.FindAll("[data-testid=decides-choice]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "today 12:00|12:00 today", "in call 24-117-4|call 24-117-4", "PIN … 352")]
    [InlineData("ru", "сегодня 12:00", "24-117-4", "… 352")]
    public void Every_fact_of_a_kits_history_has_its_sentence(string language, string today, string inCall, string pin)
    {
        Speak(language);
        var items = Enum.GetValues<LedgerKind>().Where(kind => kind != LedgerKind.Request)
            .Select(kind => new HistoryItem(Noon.AddDays(-2), kind, null, null, null, "… 352", null))
            .Concat(Enum.GetValues<Outcome>().Select(outcome => new HistoryItem(
                Noon, LedgerKind.Request, outcome, Method.Phone, "pin-blocked", "… 352", "261124-117-4")))
            .Concat(Enum.GetValues<Method>().Select(method => new HistoryItem(Noon, LedgerKind.Request, Outcome.Granted, method, null, "… 352", null)))
            .Append(new HistoryItem(Noon, null, null, null, "Dropped", null, "261124-118-2"))
            .Append(new HistoryItem(Noon, null, null, null, "Abandoned", null, "261124-118-2")).ToList();
        var history = Render<CodeHistory>(with => with.Add(one => one.Items, items));
        history.FindAll("li").Count.ShouldBe(items.Count);
        var text = history.Find("ul").TextContent;
        text.ShouldNotContain("History.");
        text.ShouldNotContain("Method.");
        text.ShouldNotContain("{0}");
        foreach (var words in new[] { today, inCall, pin })
        {
            words.Split('|').ShouldContain(one => text.Contains(one, StringComparison.Ordinal), text);
        }

        Render<CodeHistory>(with => with.Add(one => one.Items, [])).FindAll("li").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "The code is right.", "Issue the answer", "Dictate the same answer")]
    [InlineData("ru", "Код верен.", "Выдать ответ", "Продиктовать тот же ответ")]
    public void A_right_code_offers_the_one_act(string language, string title, string issue, string again)
    {
        Speak(language);
        var issued = 0;
        string? ended = null;
        var right = Render<CodeVerdict>(with => with.Add(one => one.Verdict, new CodeRight(About(), null)).Add(one => one.Reference, "261124-117-4")
            .Add(one => one.OnIssue, () => issued++).Add(one => one.OnEnd, reason => ended = reason));
        right.Find("[data-testid=verdict]").GetAttribute("data-state").ShouldBe("ok");
        right.Markup.ShouldContain(title);
        right.Markup.ShouldContain("075312509");
        right.Find("[data-testid=issue]").TextContent.ShouldContain(issue);
        right.Find("[data-testid=issue]").Click();
        right.Find("[data-testid=end-call]").Click();
        ended.ShouldBeNull("one key ends no call that could have given a license");
        right.FindAll("[data-testid=issue]").ShouldBeEmpty("Enter means one thing at a time");
        right.Find("[data-hotkey=Esc]").Click();
        right.Find("[data-testid=end-call]").Click();
        right.Find("[data-testid=end-call-now]").Click();
        (issued, ended).ShouldBe((1, EndCall.NotIssued));

        var busy = Render<CodeVerdict>(with => with.Add(one => one.Verdict, new CodeRight(About(), new IssuedBefore(Noon, "Oleg"))).Add(one => one.Reference, "261124-117-4").Add(one => one.Busy, true));
        busy.Find("[data-testid=issue]").GetAttribute("aria-disabled").ShouldBe("true", "a button that is disabled loses the focus");
        busy.Find("[data-testid=issue]").TextContent.ShouldContain(again);
    }

    [Theory]
    [InlineData("en", "no license is given")]
    [InlineData("ru", "лицензия не выдаётся")]
    public void A_refused_code_has_a_sentence_to_say_and_no_way_to_issue(string language, string title)
    {
        Speak(language);
        string? ended = null;
        var refused = Render<CodeVerdict>(with => with.Add(one => one.Verdict, new CodeRefused(Reason.PinBlocked, About(state: PinState.Blocked)))
            .Add(one => one.Reference, "261124-117-4").Add(one => one.OnEnd, reason => ended = reason));
        var verdict = refused.Find("[data-testid=verdict]");
        (verdict.GetAttribute("data-state"), verdict.GetAttribute("data-reason")).ShouldBe(("refused", "pin-blocked"));
        refused.Markup.ShouldContain(title);
        refused.Find(".sentence").TextContent.ShouldContain("… 352");
        refused.Find(".sentence").TextContent.ShouldContain("24-117-4");
        refused.FindAll("[data-testid=issue]").ShouldBeEmpty();
        refused.Find("[data-testid=tell-caller]").Click();
        ended.ShouldBe("pin-blocked");
    }
}

using System.Globalization;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Requests;
using OperatorConsole.Mail.Modules;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Tests.Requests;

/// <summary>Text modules: what may stand in one, what it becomes in a letter, and who keeps them.</summary>
public sealed class ModuleTests
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["reference"] = "R-1-3",
        ["kit"] = "075312509",
        ["customer"] = "Anna",
        ["clerk"] = "Oleg Belov",
        ["center"] = "licensing@center.example",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Kit {{ kit }}, {{reference}}.", "Kit 075312509, R-1-3.")]
    [InlineData("{% if customer %}Dear {{ customer }}{% else %}Good day{% endif %},", "Dear Anna,")]
    [InlineData("{% unless kit %}Which kit?{% endunless %}Good.", "Good.")]
    [InlineData("Write {{ what you need }} to us.", "Write {{ what you need }} to us.")]
    public void A_module_is_filled_with_what_the_letter_knows_and_the_rest_stays_in_its_braces(string text, string filled) =>
        ModuleText.Fill(text, Known).ShouldBe(filled);

    [Theory]
    [InlineData("{% if customer %}Dear {{ customer }}{% else %}Good day{% endif %}, kit {{ kit }}", "Good day, kit {{ kit }}")]
    [InlineData("{% if e %}x{% else %}y{% endif %}", "y")]
    public void A_field_that_nobody_knows_is_no_in_a_condition_and_keeps_the_letter_elsewhere(string text, string filled)
    {
        var there = ModuleText.Fill(text, new Dictionary<string, string>(StringComparer.Ordinal) { ["reference"] = "R-1-3" });
        there.ShouldBe(filled);
        UnfilledFields.In(there).ShouldBe(text.Contains("kit", StringComparison.Ordinal) ? ["kit"] : []);
    }

    [Fact]
    public void What_a_customer_is_called_is_text_whatever_it_looks_like() =>
        ModuleText.Fill("Dear {{ customer }}", new Dictionary<string, string>(StringComparer.Ordinal) { ["customer"] = "{% assign x = 1 %}{{ kit }}" }).ShouldBe("Dear {% assign x = 1 %}{{ kit }}");

    [Theory]
    [InlineData("", "text", ModuleFault.Title)]
    [InlineData("{{ kit }}", "text", ModuleFault.Braces)]
    [InlineData("title", " ", ModuleFault.Text)]
    [InlineData("title", "{% for i in (1..9999) %}x{% endfor %}", ModuleFault.Braces)]
    [InlineData("title", "{% assign a = 'aa' %}{{ a | append: a }}", ModuleFault.Braces)]
    [InlineData("title", "{{ kit | upcase }}", ModuleFault.Braces)]
    [InlineData("title", "{% include 'secret' %}", ModuleFault.Braces)]
    [InlineData("title", "{% if kit and clerk %}x{% endif %}", ModuleFault.Braces)]
    [InlineData("title", "{{ kit ", ModuleFault.Braces)]
    [InlineData("title", "{% if kit %}x", ModuleFault.Conditions)]
    [InlineData("title", "x{% endif %}", ModuleFault.Conditions)]
    [InlineData("title", "the code is 746 185 858 112 352", ModuleFault.Pin)]
    public void What_could_repeat_reach_out_or_give_a_PIN_away_is_no_module(string title, string text, ModuleFault fault) =>
        ModuleText.FaultOf(new ModuleWords(title, text)).ShouldBe(fault);

    [Fact]
    public void A_module_that_is_too_long_is_none()
    {
        ModuleText.FaultOf(new ModuleWords("title", new string('x', ModuleText.Longest))).ShouldBeNull();
        ModuleText.FaultOf(new ModuleWords("title", new string('x', ModuleText.Longest + 1))).ShouldBe(ModuleFault.Text);
        ModuleText.FaultOf(new ModuleWords(new string('x', ModuleText.LongestTitle + 1), "text")).ShouldBe(ModuleFault.Title);
    }

    [Fact]
    public void What_comes_with_the_program_is_in_order_in_both_languages_and_leaves_nothing_open()
    {
        TextModules.Delivered.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var (module, language) in TextModules.Delivered.SelectMany(m => new[] { (m, "en"), (m, "ru") }))
        {
            var words = module.In(language);
            ModuleText.FaultOf(words).ShouldBeNull(module.Id);
            var text = ModuleText.Fill(words.Text, Known);
            UnfilledFields.In(text).ShouldBeEmpty(module.Id);
            var readable = text.Replace("Anna", "", StringComparison.Ordinal).Replace("Oleg Belov", "", StringComparison.Ordinal);
            (words.Title + readable).Any(c => c is >= 'Ѐ' and <= 'ӿ').ShouldBe(language == "ru", $"{module.Id}.{language}");
        }
    }

    [Fact]
    public async Task A_fresh_installation_offers_texts_in_the_language_of_the_letter_by_names_of_the_readers()
    {
        await using var desk = await RequestDesk.WithAsync();
        var offered = await OfferAsync(desk, new LetterFields("ru", "R-1-3") { Kit = "075312509" }, "en");
        offered.Select(o => o.Id).ShouldBe(TextModules.Delivered.Select(m => m.Id));
        offered[0].ShouldSatisfyAllConditions(o => o.Title.ShouldBe("Greeting"), o => o.Other.ShouldBe("Приветствие"), o => o.Text.ShouldStartWith("Здравствуйте!"));
        offered[^1].Text.ShouldEndWith("Oleg Belov");
        (await desk.Get<ListModules>().RunAsync(RequestDesk.Vera, Cancellation)).ShouldAllBe(m => m.Version == 0 && !m.Retired);
    }

    [Fact]
    public async Task A_supervisor_adds_a_text_changes_it_and_every_version_is_kept()
    {
        await using var desk = await RequestDesk.WithAsync();
        (await SaveAsync(desk, null, 0, "Holiday")).End.ShouldBe(ModuleEnd.Kept);
        var added = (await desk.Get<ListModules>().RunAsync(RequestDesk.Vera, Cancellation)).Last();
        (added.Version, added.English.Title, added.By).ShouldBe((1, "Holiday", "Vera Kim"));
        (await SaveAsync(desk, added.Id, 1, "Long holiday")).End.ShouldBe(ModuleEnd.Kept);
        (await OfferAsync(desk)).Last().Title.ShouldBe("Long holiday");
        (await desk.Get<ListModules>().VersionsAsync(RequestDesk.Vera, added.Id, Cancellation)).Select(v => (v.Version, v.English.Title)).ShouldBe([(2, "Long holiday"), (1, "Holiday")]);
        var told = await desk.Mail.Center.ReadAsync(db => db.Journal.Where(e => e.Act == "text-module-kept").Select(e => e.Actor).ToListAsync(Cancellation));
        told.ShouldBe(["vera", "vera"]);
    }

    [Fact]
    public async Task A_text_of_the_program_is_written_anew_in_its_place()
    {
        await using var desk = await RequestDesk.WithAsync();
        (await SaveAsync(desk, "greeting", 0, "Our greeting")).End.ShouldBe(ModuleEnd.Kept);
        (await OfferAsync(desk))[0].Title.ShouldBe("Our greeting");
        (await desk.Get<ListModules>().VersionsAsync(RequestDesk.Vera, "greeting", Cancellation)).Select(v => v.Version).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task Of_two_supervisors_who_change_the_same_version_one_is_told()
    {
        await using var desk = await RequestDesk.WithAsync();
        (await SaveAsync(desk, "closing", 0, "One")).End.ShouldBe(ModuleEnd.Kept);
        (await SaveAsync(desk, "closing", 0, "Other")).End.ShouldBe(ModuleEnd.Changed);
        (await OfferAsync(desk)).Last().Title.ShouldBe("One");
        (await SaveAsync(desk, "nothing", 0, "Other")).End.ShouldBe(ModuleEnd.Gone);
    }

    [Fact]
    public async Task A_retired_text_is_offered_to_nobody_until_it_is_used_again()
    {
        await using var desk = await RequestDesk.WithAsync();
        var retire = desk.Get<RetireModule>();
        (await retire.RunAsync(RequestDesk.Vera, "moved", 0, retired: true, Cancellation)).ShouldBe(ModuleEnd.Kept);
        (await OfferAsync(desk)).ShouldNotContain(o => o.Id == "moved");
        (await desk.Get<ListModules>().RunAsync(RequestDesk.Vera, Cancellation)).Single(m => m.Id == "moved").Retired.ShouldBeTrue();
        (await retire.RunAsync(RequestDesk.Vera, "moved", 0, retired: false, Cancellation)).ShouldBe(ModuleEnd.Changed);
        (await retire.RunAsync(RequestDesk.Vera, "moved", 1, retired: false, Cancellation)).ShouldBe(ModuleEnd.Kept);
        (await OfferAsync(desk)).ShouldContain(o => o.Id == "moved");
    }

    [Fact]
    public async Task A_text_with_a_fault_is_not_kept_and_says_in_which_language()
    {
        await using var desk = await RequestDesk.WithAsync();
        var saving = await desk.Get<SaveModule>().RunAsync(RequestDesk.Vera, null, 0, new ModuleWords("Fine", "Fine"), new ModuleWords("Плохо", "{% for x in y %}"), Cancellation);
        (saving.End, saving.Fault, saving.Language).ShouldBe((ModuleEnd.Fault, ModuleFault.Braces, "ru"));
        (await desk.Mail.Center.ReadAsync(db => db.TextModules.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task A_text_with_a_gap_keeps_the_letter_from_going_out_until_it_is_filled()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.QuestionAsync();
        var draft = (await desk.DraftAsync(reference, DeskAct.Ask, null, "kit-number")) with { Text = "Bring {{ what you need }}." };
        var sending = await desk.SendAsync(reference, draft);
        (sending.End, sending.Unfilled.Single()).ShouldBe((SendEnd.Unfilled, "what you need"));
        (await desk.SendAsync(reference, draft with { Text = "Bring the file." })).End.ShouldBe(SendEnd.Sent);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Every_fault_and_every_end_has_its_words(string language)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var texts = services.GetRequiredService<IStringLocalizer<global::OperatorConsole.Mail.Modules.ModuleTexts>>();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            string[] keys = [.. Enum.GetValues<ModuleFault>().Select(f => $"Fault.{f}"), .. Enum.GetValues<ModuleEnd>().Where(e => e != ModuleEnd.Fault).Select(e => $"Said.{e}")];
            keys.Where(key => texts[key].ResourceNotFound).ShouldBeEmpty();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Task<ModuleSaving> SaveAsync(RequestDesk desk, string? module, int seen, string title) =>
        desk.Get<SaveModule>().RunAsync(RequestDesk.Vera, module, seen, new ModuleWords(title, "We are back on Monday."), new ModuleWords("Праздник", "Мы вернёмся в понедельник."), Cancellation);

    private static Task<IReadOnlyList<OfferedModule>> OfferAsync(RequestDesk desk, LetterFields? letter = null, string reader = "en") =>
        new OfferModules(desk.Fixture.Center, desk.Mail.Settings).RunAsync(RequestDesk.Oleg, letter ?? new LetterFields("en", "R-1-3"), reader, Cancellation);
}

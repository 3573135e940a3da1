using System.Globalization;
using Bunit;
using Data.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Requests;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>Pieces of the desk's pages.</summary>
public sealed class RequestComponentsTests : BunitContext
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public RequestComponentsTests()
    {
        Services.AddLocalization();
        Services.AddSingleton(new CenterClock(new FakeTimeProvider(Noon), TimeZoneInfo.Utc));
        var feed = new OperatorConsole.Mail.RequestFeed();
        Services.AddSingleton(feed).AddSingleton(new OperatorConsole.Mail.Presence.RequestPresence(feed, new FakeTimeProvider(Noon)));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
    }

    [Fact]
    public void The_list_says_who_has_a_request_and_why_it_is_there()
    {
        var list = Render<RequestTable>(p => p.Add(t => t.Me, "me").Add(t => t.Requests,
        [
            One("R-1-3") with { Kit = "075312509", From = "Romashka" },
            One("R-2-6") with { HolderId = "me", Holder = "Oleg" },
            One("R-3-9") with { HolderId = "her", Holder = "Nina Sokol", NewReply = true },
            One("R-4-1") with { DueAt = Noon.AddSeconds(5) },
            One("R-5-2") with { Stopped = "changed" },
        ]));
        list.FindAll(".tag").Select(t => t.TextContent).ShouldBe(["sender unproven", "mine", "Nina Sokol", "goes out in a moment", "answer stopped"]);
        list.FindAll("tbody tr")[2].TextContent.ShouldContain("new reply");
        list.FindAll("time").Select(t => t.TextContent).Distinct().ShouldBe(["5 h 10"]);
        list.FindAll("tbody tr").ShouldAllBe(row => row.QuerySelector("td:first-child a")!.HasAttribute("href"));
    }

    [Fact]
    public void What_waits_long_on_us_is_marked_and_a_holder_says_until_when()
    {
        var list = Render<RequestTable>(p => p.Add(t => t.Me, "me").Add(t => t.Requests,
        [
            One("R-1-3"), One("R-2-6") with { ArrivedAt = Noon.AddMinutes(-182) }, One("R-3-9") with { ArrivedAt = Noon.AddMinutes(-119) }, One("R-4-1") with { State = RequestState.Waiting },
            One("R-5-2") with { HolderId = "her", Holder = "Nina Sokol", HeldUntil = Noon.AddMinutes(15) },
        ]));
        list.FindAll("tbody tr").Select(r => r.QuerySelector(".late")?.FirstChild?.TextContent).ShouldBe(["!!", "!", null, null, "!!"]);
        list.FindAll("tbody tr")[4].QuerySelector(".tag")!.GetAttribute("title").ShouldNotBeNull().ShouldStartWith("Nina Sokol, until 12:15");
    }

    [Fact]
    public void Kinds_with_a_place_of_their_own_are_opened_there()
    {
        var list = Render<RequestTable>(p => p.Add(t => t.Me, "me").Add(t => t.Places, [new RequestPlace(RequestKind.AdditionalPins, "/additional/")])
            .Add(t => t.Requests, [One("R-1-3"), One("R-2-6") with { Kind = RequestKind.AdditionalPins }]));
        list.FindAll("a").Select(a => a.GetAttribute("href")).ShouldBe(["/requests/R-1-3", "/additional/R-2-6"]);
    }

    [Fact]
    public void A_row_can_be_selected_by_a_box_that_says_which_and_says_in_a_word_what_is_suggested()
    {
        var chosen = new List<string>();
        var list = Render<RequestTable>(p => p.Add(t => t.Me, "me").Add(t => t.Requests, [One("R-1-3"), One("R-2-6"), One("R-3-9") with { State = RequestState.Waiting, WaitUntil = Noon.AddDays(3) }])
            .Add(t => t.Checked, new HashSet<string> { "R-2-6" }).Add(t => t.OnCheck, chosen.Add)
            .Add(t => t.Suggested, new Dictionary<string, RequestSuggestion> { ["R-1-3"] = RequestSuggestion.Refuse }));
        var boxes = list.FindAll("tbody input[type=checkbox]");
        boxes.Select(b => b.GetAttribute("aria-label")).ShouldBe(["Select R-1-3", "Select R-2-6", "Select R-3-9"]);
        boxes.Select(b => b.HasAttribute("checked")).ShouldBe([false, true, false]);
        boxes[0].Change(true);
        chosen.ShouldBe(["R-1-3"]);
        list.FindAll("thead th").ShouldAllBe(h => h.TextContent.Length > 0);
        string.Join(' ', list.FindAll("[data-testid=suggested]").Single().TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldBe("→ Suggested: refuse");
        list.FindAll("tbody tr")[2].QuerySelector(".tag")!.TextContent.ShouldBe("waits until 27 Nov 2026 12:00");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Every_code_of_the_desk_has_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var texts = Services.GetRequiredService<IStringLocalizer<RequestTexts>>();
        string[] reasons = ["unreadable", "forwarded", "several-senders", "invalid-address", "look-alike-domain", "display-name", "sender-unverified", "refused", "other-sender", "encrypted-mail", "pin-request", "no-request", "replied", "bounced", "send-failed", "quarantined"];
        IEnumerable<string> keys =
        [
            .. reasons.SelectMany(r => new[] { $"Reason.{r}", $"Why.{r}" }),
            .. Enum.GetNames<RequestTab>().Where(t => t != "All").Select(t => $"Tab.{t}"), .. Enum.GetNames<RequestKind>().Select(k => $"Kind.{k}"), .. Enum.GetNames<OutboxState>().Select(s => $"Outbox.{s}"),
            .. DraftLetter.Reasons.Select(r => $"Refuse.{r}"), .. DraftLetter.Reasons.Where(r => r != "other").Select(r => $"Because.{r}"),
            .. DraftLetter.Askable.SelectMany(w => new[] { $"Want.{w}", $"Wanted.{w}" }),
            .. new[] { "answered", "refused", "replied", "asked" }.Select(d => $"Decision.{d}"), .. OperatorConsole.Mail.Outgoing.Letters.Kinds.Except(["moved", "pin-joined"]).Select(k => $"Letter.{k}"),
            .. new[] { "arrived", "claimed", "taken-over", "released", "handed-over", "note", "replied", "replied-to", "bounced", "send-failed", "answered", "refused", "asked", "waits", "wait-over", "wait-undone", "resumed", "assigned" }.Select(e => $"Event.{e}"),
            .. new[] { "changed", "overtaken", "no-address", "erased", "failed" }.Select(s => $"Stopped.{s}"),
            .. Enum.GetValues<Licensing.Acquisitions.Reason>().Select(r => $"Refusal.{Licensing.Acquisitions.Reasons.Code(r)}"),
            .. Enum.GetValues<Licensing.Computers.KeyParameter>().Select(p => $"Parameter.{Licensing.Computers.KeyParameterCodes.Code(p)}"),
            .. new[] { "held", "over", "not-yours", "going", "waits", "not-of-the-desk", "busy" }.Select(s => $"Several.{s}"), .. Enum.GetNames<RequestSuggestion>().Select(s => $"Suggested.{s}"),
            .. WaitTimes.Presets.Select(w => $"Wait.{w.Code}"), .. Enum.GetNames<WaitEnd>().Where(w => w != "Waits").Select(w => $"Wait.Fault.{w}"),
            .. Enum.GetNames<FactMark>().Select(m => $"Mark.{m}"), .. Enum.GetNames<Licensing.Owners.OwnerField>().Select(f => $"Owner.{f}"),
            .. Enum.GetNames<MailState>().Select(s => $"Mails.Now.{s}"), .. Enum.GetNames<DeskAct>().SelectMany(a => new[] { $"Undo.{a}", $"Decide.{a}" }),
        ];
        keys.Where(key => texts[key].ResourceNotFound).ShouldBeEmpty();
    }

    private static RequestSummary One(string reference) =>
        new(reference, RequestKind.LicenseFile, RequestState.Open, "sender-unverified", null, "en", Noon.AddMinutes(-310)) { From = "Anna", Subject = "A question" };
}

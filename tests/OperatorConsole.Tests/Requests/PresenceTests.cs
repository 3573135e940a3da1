using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Presence;

namespace OperatorConsole.Tests.Requests;

/// <summary>Who looks at a request and who writes in it, as colleagues are told.</summary>
public sealed class PresenceTests : BunitContext
{
    private const string Request = "R-1-3";
    private readonly FakeTimeProvider _clock = new();
    private readonly RequestFeed _feed = new();
    private readonly List<string> _told = [];
    private readonly RequestPresence _presence;

    public PresenceTests()
    {
        _presence = new RequestPresence(_feed, _clock);
        _feed.Attended += _told.Add;
    }

    [Fact]
    public void Others_see_who_looks_and_nobody_sees_oneself()
    {
        _presence.Enter(Request, "vera", "Vera Kim");
        Seen("oleg").ShouldBe(["Vera Kim looks"]);
        Seen("vera").ShouldBeEmpty();
        _presence.Of("R-2-6", "oleg").ShouldBeEmpty();
        _told.ShouldBe([Request]);
    }

    [Fact]
    public void Whoever_types_writes_until_nothing_was_typed_for_a_while_and_that_is_told_twice_whatever_the_number_of_keys()
    {
        var visit = _presence.Enter(Request, "vera", "Vera Kim");
        _presence.Enter(Request, "anna", "Anna Orlova");
        _told.Clear();
        for (var key = 0; key < 50; key++)
        {
            visit.Write();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Seen("oleg").ShouldBe(["Vera Kim writes", "Anna Orlova looks"]);
        _told.Count.ShouldBe(1);
        _clock.Advance(RequestPresence.Quiet);
        Seen("oleg").ShouldBe(["Anna Orlova looks", "Vera Kim looks"]);
        _told.Count.ShouldBe(2);
    }

    [Fact]
    public void A_page_that_is_loaded_anew_flickers_for_nobody()
    {
        _presence.Enter(Request, "vera", "Vera Kim").Leave();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var again = _presence.Enter(Request, "vera", "Vera Kim");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Seen("oleg").ShouldBe(["Vera Kim looks"]);
        _told.Count.ShouldBe(1);
        again.Leave();
        Seen("oleg").ShouldBe(["Vera Kim looks"]);
        _clock.Advance(RequestPresence.Grace);
        Seen("oleg").ShouldBeEmpty();
        _told.Count.ShouldBe(2);
    }

    [Fact]
    public void Two_pages_of_one_person_are_one_person_as_long_as_one_is_open()
    {
        var (one, other) = (_presence.Enter(Request, "vera", "Vera Kim"), _presence.Enter(Request, "vera", "Vera Kim"));
        one.Leave();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Seen("oleg").ShouldBe(["Vera Kim looks"]);
        other.Leave();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Seen("oleg").ShouldBeEmpty();
        _told.Count.ShouldBe(2);
    }

    [Fact]
    public void A_lost_connection_looks_at_nothing_until_it_is_back()
    {
        var visit = _presence.Enter(Request, "vera", "Vera Kim");
        visit.Write();
        visit.Lose();
        _clock.Advance(RequestPresence.Grace);
        Seen("oleg").ShouldBeEmpty();
        visit.Return();
        Seen("oleg").ShouldBe(["Vera Kim looks"]);

        // A short drop is nothing to speak of.
        _told.Clear();
        visit.Lose();
        _clock.Advance(RequestPresence.Grace / 2);
        visit.Return();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _told.ShouldBeEmpty();

        // It was lost, and then the circuit was given up.
        visit.Lose();
        _clock.Advance(TimeSpan.FromMinutes(1));
        visit.Leave();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Seen("oleg").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Vera Kim is writing +1")]
    [InlineData("ru", "Пишет Vera Kim +1")]
    public void A_row_of_the_queue_says_it_in_place_of_what_stood_there(string language, string said)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLocalization();
        Services.AddSingleton(_presence);
        Services.AddSingleton(_feed);
        var row = Render<RowOnlookers>(p => p.Add(r => r.Reference, Request).Add(r => r.Me, "oleg").AddChildContent("<i>sender unproven</i>"));
        row.Markup.Trim().ShouldBe("<i>sender unproven</i>");
        _presence.Enter(Request, "anna", "Anna Orlova");
        _presence.Enter(Request, "oleg", "Oleg Belov");
        var visit = _presence.Enter(Request, "vera", "Vera Kim");
        visit.Write();
        row.WaitForAssertion(() => row.Find("[data-testid=row-onlookers]").TextContent.Trim().ShouldBe(said));
        row.FindAll("i").ShouldBeEmpty();
    }

    private IEnumerable<string> Seen(string by) => _presence.Of(Request, by).Select(o => $"{o.Name} {(o.Writes ? "writes" : "looks")}");
}

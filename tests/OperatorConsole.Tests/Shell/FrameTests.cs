using Bunit;
using Bunit.TestDoubles;
using Data;
using Data.Staff;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Frame;
using OperatorConsole.Shell.Hosting;
using OperatorConsole.Shell.Pages;

namespace OperatorConsole.Tests.Shell;

public sealed class FrameTests : BunitContext
{
    private readonly BunitAuthorizationContext _person;

    public FrameTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton(new Installation
        {
            Demo = true,
            Directory = "",
            Engine = DatabaseProvider.Sqlite,
            ConnectionString = "",
            TrustedProxies = [],
            IdleMinutes = 15,
            AbsoluteHours = 10,
            CircuitsPerPerson = 3,
            Zone = TimeZoneInfo.Utc,
        });
        _person = this.AddAuthorization();
        SetRendererInfo(new RendererInfo("Server", true));
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("en");
    }

    [Fact]
    public void The_rail_leads_where_the_role_may_go_and_marks_where_one_is()
    {
        _person.SetAuthorized("anna").SetRoles(Roles.Operator).SetPolicies(Access.Calls);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/calls/261124-1-1");
        var rail = Render<Rail>();
        rail.FindAll("a").Select(link => link.TextContent).ShouldBe(["Desk", "Calls"]);
        rail.Find("[aria-current=page]").TextContent.ShouldBe("Calls");
    }

    [Fact]
    public void What_a_role_never_opens_is_not_on_the_rail()
    {
        _person.SetAuthorized("root").SetRoles(Roles.Admin);
        Render<Rail>().FindAll("a").Select(link => link.TextContent).ShouldBe(["Desk"]);
    }

    [Fact]
    public void One_entry_of_the_rail_is_marked_even_where_one_leads_below_another()
    {
        _person.SetAuthorized("oleg").SetRoles(Roles.Clerk).SetPolicies(Access.Requests);
        var navigation = Services.GetRequiredService<NavigationManager>();
        var rail = Render<Rail>();
        foreach (var (path, marked) in new[] { ("/requests", "Requests"), ("/requests/R-1-3", "Requests"), ("/requests/upload", "Request files"), ("/", "Desk") })
        {
            navigation.NavigateTo(path);
            rail.FindAll("[aria-current=page]").Single().TextContent.ShouldBe(marked, path);
        }
    }

    [Fact]
    public void Searching_goes_to_the_calls()
    {
        _person.SetAuthorized("anna").SetPolicies(Access.Calls);
        var search = Render<SearchBox>();
        search.Find("input").Input(" 075 312 509 ");
        search.Find("form").Submit();
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/calls?find=075%20312%20509");
    }

    [Theory]
    [InlineData("746185858112352")]
    [InlineData("746 185 858 112 352")]
    [InlineData("pin 746-185-858-112-352")]
    public void A_pin_code_never_gets_into_an_address(string typed)
    {
        _person.SetAuthorized("anna").SetPolicies(Access.Calls);
        var search = Render<SearchBox>();
        var before = Services.GetRequiredService<NavigationManager>().Uri;
        search.Find("input").Input(typed);
        search.Find("form").Submit();
        Services.GetRequiredService<NavigationManager>().Uri.ShouldBe(before);
        System.Text.RegularExpressions.Regex.IsMatch(typed, "^(?:" + search.Find("input").GetAttribute("pattern") + ")$").ShouldBeFalse();
    }

    [Fact]
    public void The_frame_shows_who_is_here_how_to_leave_and_what_kind_of_place_it_is()
    {
        _person.SetAuthorized("anna").SetRoles(Roles.Operator).SetPolicies(Access.Calls).SetClaims(new System.Security.Claims.Claim(Claims.DisplayName, "Anna Orlova"));
        var layout = Render<MainLayout>(parameters => parameters.Add(frame => frame.Body, "<h1>Page</h1>"));
        layout.Find("summary").TextContent.ShouldBe("Anna Orlova");
        layout.Find(".menu p").TextContent.ShouldBe("Phone operator");
        layout.Find("form[action='/sign-out']").GetAttribute("method").ShouldBe("post");
        layout.Find(".demo").TextContent.ShouldContain("Demo");
        layout.Find("main h1").TextContent.ShouldBe("Page");
        layout.Find("input[data-hotkey='Ctrl+K']").GetAttribute("aria-label").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_page_that_fails_leaves_the_frame_and_names_a_reference()
    {
        _person.SetAuthorized("anna");
        var layout = Render<MainLayout>(parameters => parameters.Add(frame => frame.Body, builder =>
        {
            builder.OpenComponent<Failing>(0);
            builder.CloseComponent();
        }));
        layout.Find("main [role=alert]").TextContent.ShouldMatch("ref [0-9A-F]{6}");
        layout.Find("main [role=alert]").TextContent.ShouldNotContain("boom");
        layout.Find("header .name").TextContent.ShouldBe("Licensing Center");
    }

    [Fact]
    public void The_banner_of_a_lost_connection_is_no_dialog_and_holds_no_focus()
    {
        var banner = Render<ConnectionBanner>().Find("#components-reconnect-modal");
        banner.LocalName.ShouldBe("div");
        banner.GetAttribute("role").ShouldBe("status");
        banner.HasAttribute("tabindex").ShouldBeFalse();
        banner.QuerySelectorAll("[autofocus]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404, "There is no such page")]
    [InlineData(403, "Not for your role")]
    [InlineData(429, "Too many at once")]
    [InlineData(418, "This request cannot be taken")]
    public void Every_refusal_has_its_sentence(int code, string title) =>
        Render<StatusText>(parameters => parameters.Add(text => text.Code, code)).Find("h1").TextContent.ShouldBe(title);

    [Fact]
    public void One_person_has_a_few_windows_and_no_more()
    {
        var windows = new OpenWindows(Services.GetRequiredService<Installation>());
        Enumerable.Range(0, 4).Select(_ => windows.TryOpen("anna")).ShouldBe([true, true, true, false]);
        windows.TryOpen("oleg").ShouldBeTrue();
        windows.Leave("anna");
        windows.TryOpen("anna").ShouldBeTrue();
        windows.TryOpen("anna").ShouldBeFalse();
        windows.Return("anna").ShouldBe(4, "who only lost the connection comes back");
    }

    private sealed class Failing : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("boom");
    }
}

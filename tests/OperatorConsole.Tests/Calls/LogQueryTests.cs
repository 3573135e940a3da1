using System.Net;
using Data.Calls;
using Data.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Calls;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Calls;

/// <summary>The log's filter is its address: what it means, and what it never holds.</summary>
public sealed class LogQueryTests
{
    private const string SomePin = "746185858112352";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CenterClock Clock { get; } = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));

    [Fact]
    public void Each_part_of_the_address_is_one_condition_and_times_are_the_Centers() =>
        new LogQuery("romashka", "Dropped", "anna-id", "2026-11-24T09:30", "2026-11-25").ToFilter(Clock).ShouldBe(new CallFilter(
            CallState.Dropped, "anna-id",
            new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(3)), new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(3)), "romashka"));

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("Nonsense", "", "24.11.2026", "yesterday")]
    [InlineData(null, null, null, null)]
    public void What_is_empty_or_means_nothing_is_no_condition(string? state, string? by, string? from, string? to) =>
        new LogQuery(null, state, by, from, to).ToFilter(Clock).ShouldBe(new CallFilter());

    [Fact]
    public void The_address_keeps_what_was_given_and_nothing_else()
    {
        new LogQuery("", "Dropped", null, "", "2026-11-25").ToParameters(2).Where(p => p.Value is not null).Select(p => (p.Key, p.Value!.ToString()))
            .ShouldBe([("state", "Dropped"), ("to", "2026-11-25"), ("page", "2")]);
        new LogQuery(null, null, null, null, null).ToParameters(0).Values.ShouldAllBe(value => value == null);
    }

    [Theory]
    [InlineData("746 185 858 112 352")]
    [InlineData("746-185-858-112-3")]
    public void Nothing_of_the_length_of_a_PIN_is_looked_for_by_an_address(string find)
    {
        var query = new LogQuery(find, "Dropped", null, null, null);
        query.ToFilter(Clock).Find.ShouldBeNull();
        query.ToParameters(0)["find"].ShouldBeNull();
        new LogQuery("24.11.2026 12:00", null, null, null, null).ToFilter(Clock).Find.ShouldBe("24.11.2026 12:00");
    }

    [Fact]
    public async Task The_export_over_HTTP_holds_what_the_filter_shows_with_what_was_told_and_only_for_those_who_take_calls()
    {
        await using var console = await RunningConsole.StartAsync();
        var anna = await console.HireAsync("anna", Roles.Operator);
        await console.HireAsync("karl", Roles.Clerk);
        var acting = new Acting(anna.Id, "anna", [Roles.Operator]);
        var (first, second) = (await TakeAsync("Romashka Plus", "=1+1"), await TakeAsync("Another company", "called twice"));

        using var operatorAtDesk = console.Visit();
        await operatorAtDesk.SignInAsync("anna");
        var file = await operatorAtDesk.GetAsync("/calls/export?find=romashka&state=&operator=" + anna.Id);
        file.Status.ShouldBe(HttpStatusCode.OK);
        file.Headers["Content-Type"].ShouldBe("text/csv");
        file.Headers["Content-Disposition"].ShouldContain("calls-");
        file.Headers["Cache-Control"].ShouldContain("no-store");
        var lines = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("Organization (as told)");
        lines[1].ShouldContain(first);
        lines[1].ShouldContain("Romashka Plus");
        lines[1].ShouldContain("'=1+1");
        file.Text.ShouldNotContain(second);

        var log = await operatorAtDesk.GetAsync("/calls?operator=" + anna.Id);
        log.Document.QuerySelectorAll("[data-testid=told-row]").Select(row => row.TextContent.Trim()).ShouldBe(["as told Another company · called twice", "as told Romashka Plus · =1+1"]);

        using var clerk = console.Visit();
        await clerk.SignInAsync("karl");
        (await clerk.GetAsync("/calls/export")).Text.ShouldNotContain(first);
        using var stranger = console.Visit();
        (await stranger.GetAsync("/calls/export")).Text.ShouldNotContain(first);

        async Task<string> TakeAsync(string company, string note)
        {
            var reference = await console.Services.GetRequiredService<TakeCall>().RunAsync(acting, Cancellation);
            await console.Services.GetRequiredService<SaveTold>().RunAsync(acting, reference, new Told(company, Note: note), Cancellation);
            return reference;
        }
    }

    [Fact]
    public async Task A_PIN_that_somebody_put_into_the_logs_address_is_dropped_from_it()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.HireAsync("anna", Roles.Operator);
        using var anna = console.Visit();
        await anna.SignInAsync("anna");
        var answer = await anna.GetAsync($"/calls?find={SomePin}&state=Dropped");
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location.ShouldBe("/calls?state=Dropped");
        (await anna.GetAsync("/calls")).Document.QuerySelector(".log-filter input[name=find]")!.GetAttribute("pattern").ShouldBe(@"\D*(\d\D*){0,12}");
        (await anna.GetAsync("/calls/export?find=" + SomePin)).Text.ShouldNotContain(SomePin);
    }
}

using System.Net;
using System.Security.Claims;
using Data.Staff;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Staff;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Staff;

public sealed class SessionTests
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_sign_in_ends_after_a_quarter_of_an_hour_without_a_key()
    {
        await using var console = await StartAsync();
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");
        _clock.Advance(TimeSpan.FromMinutes(14));
        (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.NoContent);
        _clock.Advance(TimeSpan.FromMinutes(14));
        (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.NoContent);
        _clock.Advance(TimeSpan.FromMinutes(16));
        (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_sign_in_ends_after_ten_hours_whatever_is_typed()
    {
        await using var console = await StartAsync();
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");
        for (var tenth = 0; tenth < 59; tenth++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.NoContent, $"{tenth}");
        }

        _clock.Advance(TimeSpan.FromMinutes(11));
        (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_disabled_person_is_out_within_a_minute()
    {
        await using var console = await StartAsync();
        using var visitor = console.Visit();
        await visitor.SignInAsync("anna");
        await console.DisableAsync("anna");
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await visitor.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_ends_every_window_of_the_person()
    {
        await using var console = await StartAsync();
        using var here = console.Visit();
        using var there = console.Visit();
        await here.SignInAsync("anna");
        await there.SignInAsync("anna");

        (await here.SignOutAsync()).Location.ShouldBe("/sign-in?after=sign-out");

        (await here.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.Redirect);
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await there.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_scripts_nor_sent_from_elsewhere()
    {
        await using var console = await StartAsync();
        using var visitor = console.Visit();
        var cookie = (await visitor.SignInAsync("anna")).Headers["Set-Cookie"];
        cookie.ShouldContain("center=");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain("expires=");
    }

    [Fact]
    public async Task A_live_circuit_asks_whether_its_person_may_still_act()
    {
        await using var console = await StartAsync();
        await using var circuit = console.Services.CreateAsyncScope();
        var live = (LiveSignIn)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        var claims = circuit.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffMember>>();
        ClaimsPrincipal anna = new();
        await console.ChangeAsync("anna", async (_, person) => anna = await claims.CreateAsync(person));
        (await live.MayActAsync(anna)).ShouldBeFalse("it does not say since when");
        ((ClaimsIdentity)anna.Identity!).AddClaim(new Claim(OperatorConsole.Shell.Claims.Since,
            _clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await live.MayActAsync(anna)).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromMinutes(16));
        (await live.MayActAsync(anna)).ShouldBeFalse("nothing was typed");
        console.Services.GetRequiredService<LastActs>().Mark(anna);
        (await live.MayActAsync(anna)).ShouldBeTrue();

        await console.ChangeAsync("anna", (people, person) => people.UpdateSecurityStampAsync(person));
        (await live.MayActAsync(anna)).ShouldBeFalse("the stamp is another");
    }

    [Fact]
    public async Task A_live_circuit_of_a_disabled_person_ends()
    {
        await using var console = await StartAsync();
        await using var circuit = console.Services.CreateAsyncScope();
        var live = (LiveSignIn)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        ClaimsPrincipal anna = new();
        await console.ChangeAsync("anna", async (_, person) =>
            anna = await circuit.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<StaffMember>>().CreateAsync(person));
        ((ClaimsIdentity)anna.Identity!).AddClaim(new Claim(OperatorConsole.Shell.Claims.Since,
            _clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        (await live.MayActAsync(anna)).ShouldBeTrue();
        await console.DisableAsync("anna");
        (await live.MayActAsync(anna)).ShouldBeFalse();
    }

    private async Task<RunningConsole> StartAsync()
    {
        var console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        await console.HireAsync("anna", Roles.Operator);
        return console;
    }
}

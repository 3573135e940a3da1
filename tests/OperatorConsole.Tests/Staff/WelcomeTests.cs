using System.Net;
using Data.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Staff;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Staff;

public sealed class WelcomeTests
{
    private const string Good = "four calm rivers 27";
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_fresh_installation_gets_its_first_administrator_by_a_link_that_works_once()
    {
        await using var console = await StartAsync();
        var link = (await InviteFirstAsync(console)).ShouldNotBeNull();
        using var visitor = console.Visit();
        var page = await visitor.GetAsync(link);

        var done = await visitor.SubmitAsync(page, "/welcome", ("Name", "root"), ("DisplayName", "Vera Root"), ("Password", Good));

        done.Location.ShouldBe("/account/security?first=true");
        (await visitor.GetAsync("/account/security?first=true")).Find("summary").ShouldBe("Vera Root");
        (await visitor.GetAsync("/hangfire")).Status.ShouldBe(HttpStatusCode.OK);
        using var second = console.Visit();
        (await second.GetAsync(link)).Document.QuerySelector("main form").ShouldBeNull();
        (await second.SubmitAsync(page, "/welcome", ("Name", "other"), ("DisplayName", "Other"), ("Password", Good))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await InviteFirstAsync(console)).ShouldBeNull();
    }

    [Fact]
    public async Task A_second_link_for_a_first_administrator_makes_no_second_one()
    {
        await using var console = await StartAsync();
        var first = (await InviteFirstAsync(console))!;
        var second = (await InviteFirstAsync(console))!;
        using var visitor = console.Visit();
        await visitor.SubmitAsync(await visitor.GetAsync(first), "/welcome", ("Name", "root"), ("DisplayName", "Root"), ("Password", Good));
        using var late = console.Visit();
        (await late.GetAsync(second)).Find("[role=status]").ShouldContain("has been used");
    }

    [Fact]
    public async Task An_invited_person_sets_a_password_and_what_is_wrong_with_one_is_said_before_the_link_is_used()
    {
        await using var console = await StartAsync();
        var anna = await console.HireAsync("anna", Roles.Operator);
        var token = await console.Services.GetRequiredService<InvitationTokens>().IssueAsync(anna.Id, TestContext.Current.CancellationToken);
        using var visitor = console.Visit();
        var page = await visitor.GetAsync("/welcome?token=" + token);
        page.Find("h1").ShouldBe("Welcome, anna");

        (await visitor.SubmitAsync(page, "/welcome", ("Password", "short"))).Find("[role=alert]").ShouldContain("at least 15");
        (await visitor.SubmitAsync(page, "/welcome", ("Password", "I am anna and nobody else"))).Find("[role=alert]").ShouldContain("your name");
        (await visitor.SubmitAsync(page, "/welcome", ("Password", "passwordpassword"))).Find("[role=alert]").ShouldContain("Many people");
        (await visitor.SubmitAsync(page, "/welcome", ("Password", Good))).Location.ShouldBe("/account/security?first=true");

        using var later = console.Visit();
        (await later.SignInAsync("anna")).Status.ShouldBe(HttpStatusCode.OK);
        (await later.SignInAsync("anna", Good)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_link_is_good_for_half_an_hour()
    {
        await using var console = await StartAsync();
        var anna = await console.HireAsync("anna", Roles.Operator);
        var tokens = console.Services.GetRequiredService<InvitationTokens>();
        var token = await tokens.IssueAsync(anna.Id, TestContext.Current.CancellationToken);
        var invitation = (await tokens.FindAsync(token, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromMinutes(31));
        (await tokens.FindAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await tokens.UseAsync(invitation, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_succeeds_and_the_token_is_kept_nowhere()
    {
        await using var console = await StartAsync();
        var tokens = console.Services.GetRequiredService<InvitationTokens>();
        var token = await tokens.IssueAsync(null, TestContext.Current.CancellationToken);
        var invitation = (await tokens.FindAsync(token, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.UseAsync(invitation, TestContext.Current.CancellationToken)));
        uses.Count(used => used).ShouldBe(1);
        invitation.TokenLookup.Length.ShouldBe(32);
        invitation.TokenLookup.ShouldNotBe(System.Text.Encoding.ASCII.GetBytes(token));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("abcdefghijklmnopqrst", true)]
    [InlineData("98765432109876543210", true)]
    [InlineData("secret1secret1secret1", true)]
    [InlineData("Correct-Horse-Battery-Staple", true)]
    [InlineData("ПарольПарольПароль", true)]
    [InlineData("four calm rivers 27", false)]
    public void Common_passwords_are_known_in_their_disguises(string password, bool common) => PasswordRules.IsCommon(password).ShouldBe(common);

    [Fact]
    public void A_code_may_be_typed_as_it_is_shown() => SecondFactor.Digits(" 123 4-56 ").ShouldBe("123456");

    private Task<RunningConsole> StartAsync() => RunningConsole.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    private static async Task<string?> InviteFirstAsync(RunningConsole console)
    {
        await using var scope = console.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().InviteAsync(TestContext.Current.CancellationToken);
    }
}

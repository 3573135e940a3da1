using System.Globalization;
using System.Security.Claims;
using Bunit;
using Data.Violations;
using Licensing.Violations;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Violations;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Requests;

namespace OperatorConsole.Tests.Violations;

/// <summary>What weighs against a kit stands above its history, beside a request.</summary>
public sealed class KitPinnedTests : BunitContext
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public KitPinnedTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Open_observations_and_violations_stand_there_with_severity_in_words_and_a_decided_one_first()
    {
        await using var desk = await RequestDesk.WithAsync();
        await AddAsync(desk, 1, CaseState.Open, null, Severity.High);
        await AddAsync(desk, 2, CaseState.Decided, Ruling.Violation, Severity.Medium);
        await AddAsync(desk, 3, CaseState.Decided, Ruling.NoViolation, Severity.High);
        var pinned = Pinned(desk, RequestDesk.Vera);
        pinned.FindAll("li").Select(l => l.GetAttribute("data-case")).ShouldBe(["V-2-0", "V-1-0"]);
        pinned.FindAll("li .tag").Select(t => t.TextContent.Trim()).ShouldBe(["! medium", "!! high"], Case.Insensitive);
        pinned.FindAll("li").ShouldAllBe(l => l.TextContent.Contains("One PIN on several computers"));
        pinned.FindAll("li a").Select(a => a.GetAttribute("href")).ShouldBe(["/violations/V-2-0", "/violations/V-1-0"]);

        // A clerk is told, and opens no case.
        var clerk = Pinned(desk, RequestDesk.Oleg);
        clerk.FindAll("li").Count.ShouldBe(2);
        clerk.FindAll("a").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_kit_without_any_nothing_is_shown()
    {
        await using var desk = await RequestDesk.WithAsync();
        Pinned(desk, RequestDesk.Vera).Markup.Trim().ShouldBeEmpty();
    }

    private static Task AddAsync(RequestDesk desk, int number, CaseState state, Ruling? ruling, Severity severity) => desk.Fixture.Center.WriteAsync(async db =>
    {
        var now = desk.Fixture.Clock.GetUtcNow();
        db.Cases.Add(new CaseRow
        {
            Number = number,
            Reference = $"V-{number.ToString(CultureInfo.InvariantCulture)}-0",
            Rule = "VR1",
            KitId = db.Kits.Single().Id,
            Subject = "kit " + number.ToString(CultureInfo.InvariantCulture),
            State = state,
            Ruling = ruling,
            Severity = severity,
            Suggested = Ruling.Violation,
            Evidence = 3,
            FirstSeen = now,
            LastSeen = now,
            OpenedAt = now,
            WaitingSince = now,
            Rank = 1,
        });
        await db.SaveChangesAsync(Cancellation);
    }, Cancellation);

    private IRenderedComponent<KitPinned> Pinned(RequestDesk desk, Acting acting)
    {
        if (!Services.Any(s => s.ServiceType == typeof(ShowStanding)))
        {
            Services.AddLocalization();
            Services.AddSingleton(desk.Get<CenterClock>()).AddSingleton(new ShowStanding(desk.Fixture.Center)).AddSingleton<CaseFeed>();
        }

        var person = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, acting.Id), new Claim(ClaimTypes.Name, acting.Name), .. acting.Roles.Select(r => new Claim(ClaimTypes.Role, r))], "test"));
        return Render<KitPinned>(p => p.Add(k => k.Number, desk.Mail.Center.Kit.Number.Digits).AddCascadingValue(Task.FromResult(new AuthenticationState(person))));
    }
}

using System.Security.Claims;
using Bunit;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Owners;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Calls;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Kits;

/// <summary>The page on which staff compare owner details: where they differ and how, never what is recorded.</summary>
public sealed class OwnerPageTests : CallComponents
{
    private static readonly OwnerDetails Recorded = new()
    {
        Organization = "ООО «Алёна и Ко»",
        LastName = "Королёва",
        FirstName = "Анна",
        Email = "secret-address@vector.example",
        Town = "Великий Новгород",
        Street = "Рогатица",
        House = "17",
    };

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public static TheoryData<string, string, OwnerField, string, string> Slips => new()
    {
        { "en", "OOO «Алёна и Ко»", OwnerField.Organization, "Organization", "look alike" },
        { "en", "ООО «Алена и Ко»", OwnerField.Organization, "Organization", "with and without dots" },
        { "en", "ООО «Алёна  и Ко» ЗАО", OwnerField.Organization, "Organization", "something else" },
        { "en", "ООО \"Алёна и Ко\"", OwnerField.Organization, "Organization", "quotation marks" },
        { "en", "ООО «АЛЁНА И КО»", OwnerField.Organization, "Organization", "capital and small" },
        { "en", "ООО «Алёна иКо»", OwnerField.Organization, "Organization", "a space more or less" },
        { "ru", "OOO «Алёна и Ко»", OwnerField.Organization, "Организация", "похожие" },
        { "en", "КОРОЛЁВА", OwnerField.LastName, "Last name", "capital and small" },
        { "en", "", OwnerField.House, "House", "recorded, though nothing is given" },
        { "en", "12", OwnerField.Building, "Building", "given, though nothing is recorded" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public async Task The_field_and_the_slip_are_named_and_nothing_that_is_recorded_is_shown(string language, string said, OwnerField field, string named, string slip)
    {
        Speak(language);
        await using var center = await RestorationCenter.WithAsync("client-50");
        var page = await OpenAsync(center, Roles.Clerk, Method.File);
        var typed = Recorded.With(field, said);
        Type(page, typed);
        await page.Find("form").SubmitAsync();

        var difference = page.FindAll("[data-testid=owner-difference]").ShouldHaveSingleItem().TextContent;
        difference.ShouldStartWith(named);
        difference.ShouldContain(slip);
        page.Find("[data-testid=owner-result]").TextContent.ShouldNotContain(Recorded.Text(field).Length > 0 ? Recorded.Text(field) : "\u0000");
    }

    [Fact]
    public async Task Names_in_each_others_fields_are_said_to_be_swapped()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var page = await OpenAsync(center, Roles.Clerk, Method.Automatic);
        Type(page, Recorded with { LastName = Recorded.FirstName, FirstName = Recorded.LastName });
        await page.Find("form").SubmitAsync();
        page.FindAll("[data-testid=owner-difference]").Count.ShouldBe(2);
        page.FindAll("[data-testid=owner-difference]").ShouldAllBe(d => d.TextContent.Contains("stands in another field"));
    }

    [Fact]
    public async Task Of_somebody_who_knows_nothing_the_page_says_which_fields_differ_and_not_a_word_of_them()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var page = await OpenAsync(center, Roles.Clerk, Method.File);
        Type(page, new OwnerDetails { Organization = "x" });
        await page.Find("form").SubmitAsync();
        page.FindAll("[data-testid=owner-difference]").Count.ShouldBeGreaterThan(4);
        foreach (var word in (string[])["Алёна", "Королёва", "Анна", "secret-address", "Новгород", "Рогатица"])
        {
            page.Markup.ShouldNotContain(word);
        }
    }

    [Fact]
    public async Task Three_attempts_are_an_operators_and_then_a_supervisor_goes_on_and_after_thirty_days_there_are_three_again()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var page = await OpenAsync(center, Roles.Operator, Method.File);
        for (var left = 3; left > 0; left--)
        {
            page.Find("[data-testid=attempts-left]").TextContent.ShouldContain($": {left}.");
            Type(page, Recorded with { House = "18" });
            await page.Find("form").SubmitAsync();
        }

        page.FindAll("form").ShouldBeEmpty();
        page.Find("[data-testid=owner-used-up]");
        page.FindAll("[data-testid=owner-difference]").ShouldHaveSingleItem();
        Page(center, Roles.Clerk).FindAll("form").ShouldBeEmpty();

        var supervisor = Page(center, Roles.Supervisor);
        Type(supervisor, Recorded);
        await supervisor.Find("form").SubmitAsync();
        supervisor.Find("[data-testid=owner-result]").TextContent.ShouldContain("The details are the same.");
        var journal = await center.ReadAsync(db => db.Journal.Where(e => e.Act == "owner-tried").ToListAsync(Cancellation));
        journal.Select(e => e.Actor).ShouldBe(["somebody", "somebody", "somebody", "somebody"]);
        journal.ShouldAllBe(e => !e.Text.Contains("Алёна") && !e.Text.Contains("House"));

        center.Fixture.Clock.Advance(TimeSpan.FromDays(30.1));
        Page(center, Roles.Operator).Find("[data-testid=attempts-left]").TextContent.ShouldContain(": 3.");
    }

    [Fact]
    public async Task By_telephone_the_one_slip_is_found_that_fits_the_digest()
    {
        await using var center = await RestorationCenter.WithAsync("base");
        await center.DictateAsync(center.Code(Operation.Initial, 1, owner: Recorded.DigestFor(center.Kit.Number)));
        var page = Page(center, Roles.Operator);
        page.Markup.ShouldContain("Only a digest is recorded");
        Type(page, Recorded with { LastName = "Королева" });
        await page.Find("form").SubmitAsync();
        page.Find("[data-testid=owner-result]").TextContent.ShouldContain("Last name: the letters with and without dots");

        Type(page, Recorded with { LastName = "Иванова" });
        await page.Find("form").SubmitAsync();
        page.Find("[data-testid=owner-result]").TextContent.ShouldContain("Neither the details nor their usual slips fit.");
    }

    [Fact]
    public async Task Nothing_typed_spends_no_attempt()
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        var page = await OpenAsync(center, Roles.Operator, Method.File);
        await page.Find("form").SubmitAsync();
        page.Find("[data-testid=attempts-left]").TextContent.ShouldContain(": 3.");
    }

    [Theory]
    [InlineData(Method.File)]
    [InlineData(Method.Automatic)]
    public async Task A_customer_is_told_the_same_however_near_the_details_are_and_whatever_staff_have_tried(Method method)
    {
        await using var center = await RestorationCenter.WithAsync("client-50");
        await center.SendAsync(Operation.Initial, method, 1, owner: Recorded);
        var near = await RefusedAsync(Recorded with { LastName = "Королева" });
        await center.Try.RunAsync(center.Supervisor, center.Kit.Number.Digits, (await center.LoadAsync()).History.Live.Single().License, Recorded with { House = "18" }, Cancellation);
        var far = await RefusedAsync(new OwnerDetails { Organization = "Somebody else" });

        near.ShouldBe(far);
        near.Select(told => told.Code).ShouldBe(["owner-differs"]);
        foreach (var field in OwnerFields.Texts)
        {
            near.ShouldAllBe(told => !told.Message.Contains(Recorded.Text(field).Length > 0 ? Recorded.Text(field) : "\u0000"));
        }

        async Task<IReadOnlyList<CustomerReason>> RefusedAsync(OwnerDetails owner)
        {
            var refused = (await center.SendAsync(Operation.Restore, method, 1, owner: owner)).Weighed.Decision.ShouldBeOfType<Refused>();
            return new CustomerWords(Services.GetRequiredService<IStringLocalizer<IssuingTexts>>())
                .Of(refused, System.Globalization.CultureInfo.GetCultureInfo("en"));
        }
    }

    private static void Type(IRenderedComponent<OwnerPage> page, OwnerDetails owner)
    {
        foreach (var field in OwnerFields.Texts)
        {
            page.Find($"[data-testid=owner-{field}]").Change(owner.Text(field));
        }
    }

    private async Task<IRenderedComponent<OwnerPage>> OpenAsync(RestorationCenter center, string role, Method method)
    {
        (await center.SendAsync(Operation.Initial, method, 1, owner: Recorded)).Answer.ShouldNotBeNull();
        return Page(center, role);
    }

    private IRenderedComponent<OwnerPage> Page(RestorationCenter center, string role)
    {
        if (Services.All(s => s.ServiceType != typeof(ShowKit)))
        {
            Services.AddSingleton(new ShowKit(center.Fixture.Center, center.Fixture.Vault, center.Fixture.Owners, new CenterClock(center.Fixture.Clock, TimeZoneInfo.Utc)));
            Services.AddSingleton(center.Try);
        }

        var person = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "somebody-id"), new(ClaimTypes.Name, "somebody"), new(ClaimTypes.Role, role)], "test"));
        var page = Render<OwnerPage>(with => with
            .Add(one => one.Number, center.Kit.Number.Digits)
            .Add(one => one.License, 1)
            .AddCascadingValue(Task.FromResult(new AuthenticationState(person))));
        page.WaitForElement("[data-testid=attempts-left]");
        return page;
    }
}

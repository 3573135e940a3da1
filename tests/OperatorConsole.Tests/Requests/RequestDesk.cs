using Data.Mail;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Files;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Requests;
using OperatorConsole.Issuing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>The clerk's desk over a mailbox: two clerks, a supervisor, and a clock that a test moves.</summary>
internal sealed class RequestDesk : IAsyncDisposable
{
    internal static readonly Acting Oleg = new("oleg-id", "oleg", [Roles.Clerk]);
    internal static readonly Acting Nina = new("nina-id", "nina", [Roles.Clerk]);
    internal static readonly Acting Vera = new("vera-id", "vera", [Roles.Supervisor]);
    internal static readonly Acting Anna = new("anna-id", "anna", [Roles.Operator]);
    private readonly ServiceProvider _services;

    private RequestDesk(MailDesk mail)
    {
        Mail = mail;
        var fixture = mail.Center.Fixture;
        var clock = new CenterClock(fixture.Clock, TimeZoneInfo.Utc);
        _services = new ServiceCollection()
            .AddLogging().AddLocalization()
            .AddSingleton(fixture.Center).AddSingleton(fixture.Vault).AddSingleton(fixture.Owners).AddSingleton(fixture.Journal).AddSingleton(clock).AddSingleton(mail.Settings)
            .AddSingleton(mail.Center.Files).AddSingleton(mail.Handle).AddSingleton<CustomerWords>().AddSingleton<RequestFeed>().AddSingleton(new MailboxWatches(fixture.Clock))
            .AddSingleton(new Letters(Path.Combine(fixture.Folder, "letters"))).AddSingleton(new QueueLetter(mail.Settings, fixture.Owners, fixture.Vault, fixture.Clock))

            // The schedule makes decisions here; the timer that hurries it stands still, so that a test knows when they are made.
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .AddRequests()
            .BuildServiceProvider();
    }

    internal MailDesk Mail { get; }

    internal Data.CenterFixture Fixture => Mail.Center.Fixture;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<RequestDesk> WithAsync(string template = "base")
    {
        var desk = new RequestDesk(await MailDesk.WithAsync(template));
        await desk.Fixture.Center.WriteAsync(async db =>
        {
            foreach (var role in Roles.All.Where(role => !db.Roles.Any(r => r.Name == role)))
            {
                db.Roles.Add(new IdentityRole { Id = "role-" + role, Name = role, NormalizedName = role.ToUpperInvariant() });
            }

            foreach (var (person, name) in new[] { (Oleg, "Oleg Belov"), (Nina, "Nina Sokol"), (Vera, "Vera Kim"), (Anna, "Anna Orlova") })
            {
                db.Users.Add(new StaffMember { Id = person.Id, UserName = person.Name, DisplayName = name });
            }

            await db.SaveChangesAsync(Cancellation);
            foreach (var person in new[] { Oleg, Nina, Vera, Anna })
            {
                var role = person.Roles.Single();
                db.UserRoles.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(Cancellation) });
            }
        }, Cancellation);
        return desk;
    }

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal IStringLocalizer<RequestTexts> Texts => Get<IStringLocalizer<RequestTexts>>();

    /// <summary>A mail with a request file whose sender nobody vouches for: a clerk's, and otherwise in order.</summary>
    internal async Task<string> RoutineAsync(LicenseRequestFile? request = null, string from = "Anna Orlova <anna@vector.example>", string headers = "", string text = "Good day") =>
        (await Mail.TakeAsync(MailDesk.Mail(headers, text: text, from: from, files: ("request.licreq", LicenseRequestFile.Write(request ?? Mail.Request()))))).Reference.ShouldNotBeNull();

    /// <summary>A letter without a request file.</summary>
    internal async Task<string> QuestionAsync(string text = "How do I move the program to another laptop?", string subject = "Question", string headers = "") =>
        (await Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp + headers, subject: subject, text: text))).Reference.ShouldNotBeNull();

    internal async Task<RequestView> ShowAsync(string reference, Acting? acting = null) =>
        (await Get<ShowRequest>().RunAsync(acting ?? Oleg, reference, Cancellation)).ShouldNotBeNull();

    internal Task<Claim> ClaimAsync(Acting acting, string reference, string? from = null) => Get<ClaimRequest>().RunAsync(acting, reference, from, Cancellation);

    internal Task<DraftInput> DraftAsync(string reference, DeskAct act, string? reason = null, params string[] wanted) =>
        Get<DraftLetter>().RunAsync(Oleg, reference, act, reason, wanted, Cancellation);

    /// <summary>Sends a decision upon what is seen now, or was seen before.</summary>
    internal async Task<Sending> SendAsync(string reference, DraftInput draft, Acting? acting = null, RequestView? seen = null)
    {
        seen ??= await ShowAsync(reference, acting);
        return await Get<SendDecision>().RunAsync(acting ?? Oleg, reference, draft, seen.LastEvent, seen.Rules.Verdict, Cancellation);
    }

    /// <summary>Drafts, sends, and lets the delay pass.</summary>
    internal async Task DecideAsync(string reference, DeskAct act, string? reason = null, params string[] wanted)
    {
        (await SendAsync(reference, await DraftAsync(reference, act, reason, wanted))).End.ShouldBe(SendEnd.Sent);
        (await PassAsync()).ShouldBe(1);
    }

    /// <summary>Lets the delay pass; how many decisions were made.</summary>
    internal Task<int> PassAsync()
    {
        Fixture.Clock.Advance(SendDecision.Delay);
        return CompleteAsync();
    }

    internal Task<int> CompleteAsync() => Get<CompleteDecisions>().RunAsync(Cancellation);

    /// <summary>Another process on the same database makes what is due.</summary>
    internal CompleteDecisions Another() => new(
        Fixture.Center, new MakeDecision(Fixture.Owners, Get<Rules>(), Get<QueueLetter>(), Fixture.Journal, Get<CenterClock>()), Get<CenterClock>(), new RequestFeed(), NullLogger<CompleteDecisions>.Instance);

    internal Task<List<OutboxRow>> LettersAsync(string reference) => Mail.Center.ReadAsync(db => db.Outbox
        .Where(o => o.Kind != "received" && db.Requests.Any(r => r.Id == o.RequestId && r.Reference == reference)).OrderBy(o => o.Id).ToListAsync(Cancellation));

    internal Task<RequestRow> RowAsync(string reference) => Mail.Center.ReadAsync(db => db.Requests.SingleAsync(r => r.Reference == reference, Cancellation));

    internal Task<List<string?>> RefusalsAsync() => Mail.Center.ReadAsync(db => db.Ledger.Where(e => e.Outcome == Outcome.Refused).OrderBy(e => e.Id).Select(e => e.Reason).ToListAsync(Cancellation));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

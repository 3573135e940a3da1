using Data;
using Data.AdditionalPins;
using Data.Mail;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Issuing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Issuing;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>A Center whose kit is used up by an honest owner, its mailbox, and those who decide about additional PIN codes.</summary>
internal sealed class PinDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PinDesk(MailDesk mail, ServiceProvider services) => (Mail, _services) = (mail, services);

    public static Acting Olga { get; } = new("olga-id", "olga", [Roles.Clerk]);

    public static Acting Oleg { get; } = new("oleg-id", "oleg", [Roles.Clerk]);

    public static Acting Vera { get; } = new("vera-id", "vera", [Roles.Supervisor]);

    public static Acting Boris { get; } = new("boris-id", "boris", [Roles.Supervisor]);

    public MailDesk Mail { get; }

    public Kit Kit => Mail.Center.Kit;

    public Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock => Mail.Center.Fixture.Clock;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PinDesk> StartAsync(bool byFile = true, string template = "base")
    {
        var mail = await MailDesk.WithAsync(template);
        var desk = new PinDesk(mail, ServicesOf(mail, mail.Center.Fixture.Center));
        await desk.HireAsync();
        await desk.UseUpAsync(byFile);
        return desk;
    }

    /// <summary>The services of another node on the same database.</summary>
    public ServiceProvider AnotherNode(ServiceProvider database) => ServicesOf(Mail, database.GetRequiredService<Center>());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query) => Mail.Center.ReadAsync(query);

    /// <summary>A letter that asks for a PIN code in place of the last one; its number.</summary>
    public async Task<int> AskedAsync(string? text = null, string from = "Anna Orlova <anna@vector.example>", params (string Name, string Content)[] files)
    {
        text ??= Letter();
        var outcome = await Mail.TakeAsync(MailDesk.Mail(MailDesk.Stamp, subject: "Request for additional PIN codes", text: text, from: from, files: files));
        outcome.State.ShouldBe(MailState.Queued);
        return RequestReference.Parse(outcome.Reference) ?? throw new InvalidOperationException(outcome.Reference);
    }

    public string Letter(int pin = 3, string reason = "the motherboard burned down") =>
        $"Kit number: {Kit.Number.Digits}\nCompany: Vector Ltd.\nPIN code to replace: {Mail.Center.Pin(pin).Spoken}\nReason: {reason}";

    /// <summary>A request file of the customer's program with the current PIN code.</summary>
    public string File(KeyParameters computer, int pin = 3) =>
        LicenseRequestFile.Write(Mail.Request(pin, Operation.Restore) with { Computer = computer, Unchanged = true });

    public async Task<RequestRow> RowAsync(int number) => await ReadAsync(db => db.Requests.SingleAsync(r => r.Number == number, Cancellation));

    public async Task<PinDossier> DossierAsync(int number, Acting? by = null) => (await Get<ShowPinRequest>().RunAsync(by ?? Olga, number, Cancellation)).ShouldNotBeNull();

    /// <summary>Decides as the page does: on what the clerk sees now.</summary>
    public async Task<PinDecisionResult> DecideAsync(int number, PinAct act, Acting? by = null, Func<PinDecision, PinDecision>? with = null)
    {
        var decision = new PinDecision(act, (await RowAsync(number)).Stamp);
        return await Get<DecidePinRequest>().RunAsync(by ?? Olga, number, with?.Invoke(decision) ?? decision, Cancellation);
    }

    /// <summary>Lets the ten seconds pass and sweeps.</summary>
    public Task<int> SweepAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(11));
        return Get<CompletePinDecisions>().RunAsync(Cancellation);
    }

    public Task<List<PinDecisionRow>> DecisionsAsync() => ReadAsync(db => db.PinDecisions.OrderBy(d => d.Id).ToListAsync(Cancellation));

    public async Task<IReadOnlyList<KitPin>> AdditionalAsync() =>
        [.. (await Mail.Center.LoadAsync()).History.Kit.Pins.Where(p => p.Origin == PinOrigin.Additional)];

    /// <summary>The letters that carry a PIN code, by their recipients.</summary>
    public async Task<IReadOnlyList<string>> PinLettersAsync()
    {
        await Mail.Send.RunAsync(Cancellation);
        var pins = await AdditionalAsync();
        return [.. Mail.Sent.Where(s => pins.Any(p => s.Message.TextBody!.Contains(p.Code.Spoken, StringComparison.Ordinal))).Select(s => s.To)];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Mail.DisposeAsync();
    }

    private static ServiceProvider ServicesOf(MailDesk mail, Center center)
    {
        var fixture = mail.Center.Fixture;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLocalization();
        services.AddSingleton<TimeProvider>(fixture.Clock);
        services.AddSingleton(new CenterClock(fixture.Clock, TimeZoneInfo.Utc));
        services.AddSingleton(center).AddSingleton(fixture.Vault).AddSingleton(fixture.Owners).AddSingleton(fixture.Journal);
        services.AddSingleton(mail.Settings).AddSingleton(mail.Center.Files).AddSingleton(new RuleSettings(MethodFamily.Exact));
        services.AddSingleton(new Letters(Path.Combine(fixture.Folder, "letters"))).AddSingleton<QueueLetter>();
        services.AddSingleton<StatedViolations>().AddSingleton<IViolationFacts>(provider => provider.GetRequiredService<StatedViolations>());
        services.AddAdditionalPins();
        return services.BuildServiceProvider();
    }

    private Task HireAsync() => Mail.Center.Fixture.Center.WriteAsync(
        db =>
        {
            foreach (var role in new[] { Roles.Clerk, Roles.Supervisor })
            {
                db.Roles.Add(new IdentityRole(role) { Id = role, NormalizedName = role.ToUpperInvariant() });
            }

            foreach (var (person, name) in new[] { (Olga, "Olga Belova"), (Oleg, "Oleg Belov"), (Vera, "Vera Kim"), (Boris, "Boris Stern") })
            {
                db.Users.Add(new StaffMember { Id = person.Id, UserName = person.Name, NormalizedUserName = person.Name.ToUpperInvariant(), DisplayName = name });
                db.UserRoles.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = person.Roles.Single() });
            }

            return Task.CompletedTask;
        },
        Cancellation);

    // The license moves from computer to computer until the last PIN carries it.
    private async Task UseUpAsync(bool byFile)
    {
        if (!byFile)
        {
            await Mail.Center.DictateAsync(Mail.Center.Code(Operation.Initial, 1));
            await Mail.Center.DictateAsync(Mail.Center.Code(Operation.RestoreWithSpare, 2, current: 1, sketch: RestorationCenter.OtherBoard));
            await Mail.Center.DictateAsync(Mail.Center.Code(Operation.RestoreWithSpare, 3, current: 2));
            return;
        }

        await IssueAsync(Mail.Request(1));
        await IssueAsync(Mail.Request(2, Operation.RestoreWithSpare) with { CurrentPin = Mail.Center.Pin(1), Unchanged = false });
        await IssueAsync(Mail.Request(3, Operation.RestoreWithSpare) with { CurrentPin = Mail.Center.Pin(2), Unchanged = false });
    }

    internal async Task IssueAsync(LicenseRequestFile request) => (await Mail.Center.Files.RunAsync(
        System.Text.Encoding.UTF8.GetBytes(LicenseRequestFile.Write(request)), Method.File, new RequestSource("", "file"), Cancellation)).ShouldBeOfType<FileAnswer.Issued>();
}

/// <summary>Violations as a test states them.</summary>
internal sealed class StatedViolations : IViolationFacts
{
    public ViolationFacts Facts { get; set; } = ViolationFacts.None;

    public Task<ViolationFacts> OfKitAsync(CenterDb db, long kitId, CancellationToken cancellation) => Task.FromResult(Facts);
}

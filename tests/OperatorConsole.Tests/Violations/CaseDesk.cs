using System.Globalization;
using Data;
using Data.Mail;
using Data.Sealing;
using Data.Staff;
using Data.Violations;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Mail;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Violations;

/// <summary>A Center whose customers ask over the network, and whose rules look at what they asked.</summary>
internal sealed class CaseDesk : IAsyncDisposable
{
    internal const string SomeText = "looked at, and meant so";

    internal static readonly OwnerDetails Company = new() { Organization = "Vector Ltd.", LastName = "Orlova", Email = "anna@vector.example" };

    internal static readonly Acting Anna = new("anna-id", "anna", [Roles.Operator]);
    internal static readonly Acting Vera = new("vera-id", "vera", [Roles.Supervisor]);
    internal static readonly Acting Boris = new("boris-id", "boris", [Roles.Supervisor]);

    private readonly ServiceProvider _services;

    private CaseDesk(CenterFixture database, ServiceProvider services) => (Database, _services) = (database, services);

    internal CenterFixture Database { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<CaseDesk> StartAsync(string notifyTo = "", string keepDays = "0")
    {
        var fixture = await CenterFixture.StartAsync();
        var installation = new Installation
        {
            Demo = false,
            Directory = fixture.Folder,
            Engine = fixture.Provider,
            ConnectionString = fixture.ConnectionString,
            TrustedProxies = [],
            IdleMinutes = 15,
            AbsoluteHours = 10,
            CircuitsPerPerson = 3,
            Zone = TimeZoneInfo.Utc,
        };
        var services = new ServiceCollection();
        services.AddLogging().AddLocalization();
        services.AddSingleton<TimeProvider>(fixture.Clock);
        services.AddSingleton(installation);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Violations:NotifyTo", notifyTo), new("Mail:KeepDays", keepDays)]).Build());
        services.AddCenter(fixture.Provider, fixture.ConnectionString, fixture.Keys);
        services.AddIssuing(installation).AddMail(installation).AddCalls(installation).AddKits().AddViolations();
        var desk = new CaseDesk(fixture, services.BuildServiceProvider());
        await desk.Get<Center>().WriteAsync(db =>
        {
            foreach (var person in (Acting[])[Anna, Vera, Boris])
            {
                db.Users.Add(new StaffMember { Id = person.Id, UserName = person.Name, NormalizedUserName = person.Name.ToUpperInvariant(), DisplayName = person.Name });
            }

            return Task.CompletedTask;
        }, Cancellation);
        return desk;
    }

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query) => Get<Center>().ReadAsync(query, Cancellation);

    internal async Task<Kit> KitAsync(string template = "base") =>
        (await Get<MakeKits>().RunAsync(Acting.System, "Accounting Suite 8", DeliveryTemplates.Find(template)!, 1, Cancellation))[0];

    /// <summary>A kit whose first PIN was tried on further computers, as many as are given.</summary>
    internal async Task<Kit> SharedAsync(int further = 2)
    {
        var kit = await KitAsync();
        await AskAsync(kit, 1, computer: 1);
        await ShareAsync(kit, 2, further);
        return kit;
    }

    internal async Task ShareAsync(Kit kit, int from, int computers)
    {
        for (var computer = from; computer < from + computers; computer++)
        {
            (await AskAsync(kit, 1, computer)).ShouldBeOfType<FileAnswer.Refused>().Decision.Reason.ShouldBe(Reason.UseRestoration);
        }
    }

    internal Task<FileAnswer> AskAsync(Kit kit, int pin, int computer, Operation operation = Operation.Initial, int? current = null, OwnerDetails? owner = null, Method method = Method.Automatic) =>
        AskAsync(kit, kit.Sets[0].Pins[pin - 1].Code, computer, operation, current is { } c ? kit.Sets[0].Pins[c - 1].Code : null, owner, method);

    internal Task<FileAnswer> AskAsync(
        Kit kit, PinCode pin, int computer, Operation operation = Operation.Initial, PinCode? current = null, OwnerDetails? owner = null, Method method = Method.Automatic, string place = "192.0.2.1") =>
        Get<AnswerFile>().RunAsync(
            new LicenseRequestFile { Operation = operation, Kit = kit.Number, Pin = pin, CurrentPin = current, Unchanged = current is null ? null : false, Owner = owner ?? Company, Computer = Computer(computer) },
            method, RequestSource.At(Get<Vault>(), "http", place), Cancellation);

    internal static KeyParameters Computer(int number) => new()
    {
        OsName = "Debian GNU/Linux",
        OsVersion = "12",
        Host = string.Create(CultureInfo.InvariantCulture, $"sirena-{number}"),
        Motherboard = "ASUS B550",
        Bios = "UEFI AMI 1",
        RamMib = 16384,
        Cpus = ["AMD|25.33.0|Ryzen"],
        Nics = [string.Create(CultureInfo.InvariantCulture, $"A036BC{number:D6}")],
        Disks = [string.Create(CultureInfo.InvariantCulture, $"Samsung|S{number}")],
    };

    /// <summary>A letter that asks for an additional PIN, with its kit made out.</summary>
    internal Task WishAsync(Kit kit, int number) => Get<Center>().WriteAsync(async db =>
    {
        var (now, key) = (Database.Clock.GetUtcNow(), Get<OwnerSealing>().NewKey());
        db.OwnerKeys.Add(key);
        await db.SaveChangesAsync(Cancellation);
        db.Requests.Add(new RequestRow
        {
            Number = number,
            Reference = RequestReference.Of(number),
            Name = Guid.CreateVersion7(now),
            Kind = RequestKind.AdditionalPins,
            State = RequestState.Open,
            Part = 1,
            KitId = await db.Kits.Where(k => k.Number == kit.Number.Digits).Select(k => k.Id).SingleAsync(Cancellation),
            OwnerKeyId = key.Id,
            SealedSender = [],
            Language = "en",
            ArrivedAt = now,
            ChangedAt = now,
        });
    }, Cancellation);

    internal Task<int> SweepAsync() => Get<WatchHistory>().RunAsync(Cancellation);

    internal async Task<IReadOnlyList<CaseSummary>> CasesAsync(CaseTab tab = CaseTab.All) =>
        (await Get<ListCases>().RunAsync(Vera, new CaseQuery(tab.ToString()), 0, 100, Cancellation)).Cases;

    internal async Task<CaseFile> FileAsync(string? reference = null) =>
        (await Get<ShowCase>().RunAsync(Vera, reference ?? (await CasesAsync()).ShouldHaveSingleItem().Reference, Cancellation)).ShouldNotBeNull();

    internal async Task<DecisionEnd> DecideAsync(CaseFile file, Licensing.Violations.Ruling ruling, string? lastFour = null, Acting? by = null, string reason = "other", string text = SomeText) =>
        await Get<DecideCase>().RunAsync(by ?? Vera, file.Case.Reference, new CaseDecision(ruling, reason, text, file.Observations[^1].Id) { LastFour = lastFour }, Cancellation);

    internal Task<KitStanding> StandingAsync(Kit kit) => ReadAsync(async db => await db.StandingOfAsync(await db.Kits.Where(k => k.Number == kit.Number.Digits).Select(k => k.Id).SingleAsync(), Cancellation));

    internal Task<int> ObservationsAsync() => ReadAsync(db => db.Observations.CountAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}

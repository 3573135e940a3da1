using Data;
using Data.Calls;
using Data.Staff;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Calls;

/// <summary>The desk of a Center on a database of its own: people, kits and calls, all of it through the use cases.</summary>
internal sealed class CallDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private long _sequence;

    private CallDesk(CenterFixture center, ServiceProvider services, LogLines log) => (Database, _services, Log) = (center, services, log);

    public static Acting Anna { get; } = new("anna-id", "anna", [Roles.Operator]);

    public static Acting Oleg { get; } = new("oleg-id", "oleg", [Roles.Operator]);

    public static Acting Vera { get; } = new("vera-id", "vera", [Roles.Supervisor]);

    /// <summary>The database, its vault, keys and clock.</summary>
    public CenterFixture Database { get; }

    /// <summary>Everything that was logged, at the most talkative level.</summary>
    public LogLines Log { get; }

    public FakeTimeProvider Clock => Database.Clock;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CallDesk> StartAsync(string zone = "Europe/Moscow")
    {
        var center = await CenterFixture.StartAsync();
        var log = new LogLines();
        var installation = new Installation
        {
            Demo = false,
            Directory = center.Folder,
            Engine = center.Provider,
            ConnectionString = center.ConnectionString,
            TrustedProxies = [],
            IdleMinutes = 15,
            AbsoluteHours = 10,
            CircuitsPerPerson = 3,
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
        };
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddLocalization();
        services.AddSingleton<TimeProvider>(center.Clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddCenter(center.Provider, center.ConnectionString, center.Keys);
        services.AddIssuing(installation).AddCalls(installation).AddKits();
        var desk = new CallDesk(center, services.BuildServiceProvider(), log);
        await desk.HireAsync();
        return desk;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query) => Get<Center>().ReadAsync(query, Cancellation);

    public async Task<Kit> KitAsync(string template = "base") =>
        (await Get<MakeKits>().RunAsync(Acting.System, "Accounting Suite 8", DeliveryTemplates.Find(template)!, 1, Cancellation))[0];

    public Task<string> TakeAsync(Acting? by = null) => Get<TakeCall>().RunAsync(by ?? Anna, Cancellation);

    /// <summary>What stands in the field, with a message number that rises, or with one of the test's choice.</summary>
    public async Task<DateTimeOffset?> SaveAsync(string reference, string digits, long? sequence = null) =>
        (await Get<SaveDigits>().RunAsync(Anna, reference, sequence ?? Interlocked.Increment(ref _sequence), digits, Cancellation)).At;

    public Task<Verdict?> VerifyAsync(string reference) => Get<VerifyCode>().RunAsync(Anna, reference, Cancellation);

    public Task<ReadBackAnswer?> IssueAsync(string reference) => Get<IssueAnswer>().RunAsync(Anna, reference, Cancellation);

    public Task<LineResult?> SayAsync(string reference, int line, int said, Acting? by = null) =>
        Get<RecordLine>().RunAsync(by ?? Anna, reference, line, said, Cancellation);

    public Task<bool> DropAsync(string reference) => Get<DropCall>().RunAsync(Anna, reference, Cancellation);

    /// <summary>The caller is back and says the kit number, where the call knows one.</summary>
    public async Task<Resumption> ResumeAsync(string reference, Acting? by = null)
    {
        var kit = await ReadAsync(db => db.Kits.Where(k => db.Calls.Any(c => c.Reference == reference && c.KitId == k.Id)).Select(k => k.Number).SingleOrDefaultAsync(Cancellation));
        return await ResumeAsync(reference, kit, by);
    }

    public Task<Resumption> ResumeAsync(string reference, string? kitSaid, Acting? by) =>
        Get<ResumeCall>().RunAsync(by ?? Anna, reference, kitSaid, Cancellation);

    public Task<bool> EndAsync(string reference, string reason = EndCall.NotIssued) => Get<EndCall>().RunAsync(Anna, reference, reason, Cancellation);

    public async Task<CallView> LoadAsync(string reference) => (await Get<LoadCall>().RunAsync(Anna, reference, Cancellation)).ShouldNotBeNull();

    public async Task<CallState> StateAsync(string reference) => (await LoadAsync(reference)).State;

    /// <summary>A call in which a whole code stands.</summary>
    public async Task<string> EnteredAsync(string digits)
    {
        var reference = await TakeAsync();
        (await SaveAsync(reference, digits)).ShouldNotBeNull();
        return reference;
    }

    /// <summary>A call whose code was found right.</summary>
    public async Task<string> RightAsync(string digits)
    {
        var reference = await EnteredAsync(digits);
        (await VerifyAsync(reference)).ShouldBeOfType<CodeRight>();
        return reference;
    }

    /// <summary>A call whose answer is out, and the answer.</summary>
    public async Task<(string Reference, ReadBackAnswer Answer)> AnsweredAsync(string digits)
    {
        var reference = await RightAsync(digits);
        return (reference, (await IssueAsync(reference)).ShouldNotBeNull());
    }

    /// <summary>A whole call: every line and the total said right.</summary>
    public async Task<string> FinishedAsync(string digits)
    {
        var (reference, answer) = await AnsweredAsync(digits);
        for (var line = 1; line <= ReadBackAnswer.Total; line++)
        {
            (await SayAsync(reference, line, answer.Expected(line))).ShouldNotBeNull().Matched.ShouldBeTrue();
        }

        return reference;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private Task HireAsync() => Get<Center>().WriteAsync(
        db =>
        {
            foreach (var (person, name) in new[] { (Anna, "Anna Orlova"), (Oleg, "Oleg Belov"), (Vera, "Vera Kim") })
            {
                db.Users.Add(new StaffMember
                {
                    Id = person.Id,
                    UserName = person.Name,
                    NormalizedUserName = person.Name.ToUpperInvariant(),
                    DisplayName = name,
                });
            }

            return Task.CompletedTask;
        },
        Cancellation);
}

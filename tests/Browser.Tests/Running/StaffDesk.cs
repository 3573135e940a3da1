using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace Browser.Tests.Running;

/// <summary>What other people of the Center do while the operator is in a call, by the console's own use cases beside the served one.</summary>
internal sealed class StaffDesk(string data) : IAsyncDisposable
{
    private readonly WebApplication _console = ConsoleHost.Build(["--Data", data, "--Demo", "true", "--Logs:Console", "false"]);

    private IServiceProvider Services => _console.Services;

    public async Task FreezeAsync(NewKit kit) => (await ChangeAsync(kit, LedgerKind.KitFrozen, null)).ShouldBeTrue();

    public async Task BlockAsync(NewKit kit, PinCode pin) => (await ChangeAsync(kit, LedgerKind.PinBlocked, pin)).ShouldBeTrue();

    /// <summary>A license by request file: it can decide a kit's choice, which no call can.</summary>
    public async Task IssueByFileAsync(NewKit kit, PinCode pin)
    {
        var code = RequestCode.For(Operation.Initial, kit.Number, pin, pin, 314391, new Sketch(0, 100, 319, 9, 9151971374));
        var reply = Services.GetRequiredService<PhoneReply>();
        var answered = await Services.GetRequiredService<Center>().WriteAsync(
            db => Services.GetRequiredService<AnswerRequest>().RunAsync(
                db, Incoming.Dictated(code) with { Method = Method.File, Kit = kit.Number }, new RequestSource("", "system"), reply.For([.. code.ToGroups(), code.CheckSum])),
            TestContext.Current.CancellationToken);
        answered.Weighed.Decision.ShouldBeOfType<Granted>();
    }

    /// <summary>How many licenses and how many answers the database holds for a kit.</summary>
    public Task<(int Licenses, int Answers)> IssuedAsync(NewKit kit) => Services.GetRequiredService<Center>().ReadAsync(async db =>
    {
        var licenses = db.Licenses.Where(l => db.Kits.Any(k => k.Id == l.KitId && k.Number == kit.Number.Digits));
        return (await licenses.CountAsync(), await db.Answers.CountAsync(a => licenses.Any(l => l.Id == a.LicenseId)));
    }, TestContext.Current.CancellationToken);

    /// <summary>From now on the database takes no journal entry, and with it no act that leaves one.</summary>
    public Task BreakAsync() => SqlAsync("CREATE TRIGGER Full BEFORE INSERT ON Journal BEGIN SELECT RAISE(ABORT, 'no space left'); END");

    public Task MendAsync() => SqlAsync("DROP TRIGGER IF EXISTS Full");

    /// <summary>A call that nobody touched for more than a day, and the sweep that comes by.</summary>
    public async Task AbandonAsync(string reference)
    {
        await Get<Center>().WriteAsync(
            async db => (await db.Calls.SingleAsync(c => c.Reference == reference)).LastKeyAt -= TimeSpan.FromHours(25), TestContext.Current.CancellationToken);
        await Get<CloseQuietCalls>().RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A use case of the console.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A mail as if it had arrived; the reference of what became of it.</summary>
    public async Task<string> TakeMailAsync(byte[] mail) =>
        (await Services.GetRequiredService<TakeFile>().RunAsync(mail, TestContext.Current.CancellationToken)).Reference ?? throw new InvalidOperationException("The mail became no request.");

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    // Past the center: its own writers would have to leave an entry of the change.
    private async Task SqlAsync(string statement)
    {
        var source = await Get<Center>().ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()), TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection(source);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are the tests' own
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task<bool> ChangeAsync(NewKit kit, LedgerKind change, PinCode? pin) =>
        (await Services.GetRequiredService<ChangeKit>().RunAsync(
            Acting.System, kit.Number.Digits, change, pin, "for a test", "this test", TestContext.Current.CancellationToken)).Done;
}

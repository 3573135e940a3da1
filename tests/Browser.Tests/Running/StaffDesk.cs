using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole;
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

    /// <summary>A mail as if it had arrived; the reference of what became of it.</summary>
    public async Task<string> TakeMailAsync(byte[] mail) =>
        (await Services.GetRequiredService<TakeFile>().RunAsync(mail, TestContext.Current.CancellationToken)).Reference ?? throw new InvalidOperationException("The mail became no request.");

    /// <summary>A use case of the console.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    private async Task<bool> ChangeAsync(NewKit kit, LedgerKind change, PinCode? pin) =>
        (await Services.GetRequiredService<ChangeKit>().RunAsync(
            Acting.System, kit.Number.Digits, change, pin, "for a test", "this test", TestContext.Current.CancellationToken)).Done;
}

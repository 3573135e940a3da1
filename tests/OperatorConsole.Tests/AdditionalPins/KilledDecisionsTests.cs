using System.Diagnostics;
using System.Text;
using Data;
using Data.AdditionalPins;
using Data.Journal;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.AdditionalPins;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Kits;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>The console as a process of its own, killed while decisions take effect: each approved request gets its one PIN, its one letter.</summary>
public sealed class KilledDecisionsTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("killed-pins-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Killed_three_times_nothing_is_lost_or_doubled() => KillAsync(3);

    [Fact]
    [Trait("Ring", "long")]
    public Task Killed_thirty_times_nothing_is_lost_or_doubled() => KillAsync(30);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task KillAsync(int rounds)
    {
        var requests = rounds * 12;
        await using var console = ConsoleHost.Build(["--data", _data, "--Logs:Level", "Fatal"]);
        await ConsoleHost.PrepareAsync(console, Cancellation);
        await DecideAsync(console, requests);
        var random = new Random(rounds);
        for (var round = 0; round < rounds; round++)
        {
            var before = await DoneAsync(console);
            using var process = Start();
            var patience = Stopwatch.StartNew();
            while (await DoneAsync(console) == before)
            {
                process.HasExited.ShouldBeFalse();
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
                await Task.Delay(2, Cancellation);
            }

            await Task.Delay(random.Next(0, 25), Cancellation);

            // SIGKILL: nothing of the process runs any more.
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            var (pins, letters) = await CountAsync(console);
            letters.ShouldBe(pins);
        }

        var left = requests - await DoneAsync(console);
        await console.Services.GetRequiredService<CompletePinDecisions>().RunAsync(Cancellation);
        while (await DoneAsync(console) < requests)
        {
            await console.Services.GetRequiredService<CompletePinDecisions>().RunAsync(Cancellation);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} kills, {requests} approvals, {left} of them after the last kill");
        (await CountAsync(console)).ShouldBe((requests, requests));
        (await console.Services.GetRequiredService<JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private static Task<int> DoneAsync(WebApplication console) => console.Services.GetRequiredService<Center>().ReadAsync(
        db => db.PinDecisions.CountAsync(d => d.State == PinDecisionState.Done, Cancellation), Cancellation);

    // Kits with an additional PIN, each with no more than one, and requests whose one letter with a PIN and one announcement are there.
    private static Task<(int Pins, int Letters)> CountAsync(WebApplication console) => console.Services.GetRequiredService<Center>().ReadAsync(async db =>
    {
        var pins = await db.Pins.Where(p => p.Origin == PinOrigin.Additional).Select(p => p.KitId).ToListAsync(Cancellation);
        var letters = await db.Outbox.Where(o => o.Kind == "pin").Select(o => o.RequestId).ToListAsync(Cancellation);
        pins.Distinct().Count().ShouldBe(pins.Count);
        letters.Distinct().Count().ShouldBe(letters.Count);
        (await db.Outbox.CountAsync(o => o.Kind == "pin-joined", Cancellation)).ShouldBe(letters.Count);
        return (pins.Count, letters.Count);
    }, Cancellation);

    private static async Task DecideAsync(WebApplication console, int requests)
    {
        var services = console.Services;
        await services.GetRequiredService<Center>().WriteAsync(
            db => Task.FromResult(db.Users.Add(new StaffMember { Id = PinDesk.Olga.Id, UserName = PinDesk.Olga.Name, NormalizedUserName = "OLGA" })), Cancellation);
        var kits = await services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, requests, Cancellation);
        foreach (var kit in kits)
        {
            var pins = kit.Pins.Select(p => p.Code).ToList();
            await IssueAsync(services, kit, pins[0], null);
            await IssueAsync(services, kit, pins[1], pins[0]);
            await IssueAsync(services, kit, pins[2], pins[1]);
            var said = new PinAsked { Kit = kit.Number.Digits, Company = RestorationCenter.Company.Organization, Pin = pins[2].Digits, Reason = "new board" };
            var number = await services.GetRequiredService<EnterPinRequest>().RunAsync(PinDesk.Olga, new CallerAsks(said, "Anna", "", "en"), Cancellation);
            var seen = await services.GetRequiredService<Center>().ReadAsync(db => db.Requests.Where(r => r.Number == number).Select(r => r.Stamp).SingleAsync(Cancellation), Cancellation);
            (await services.GetRequiredService<DecidePinRequest>().RunAsync(PinDesk.Olga, number, new PinDecision(PinAct.Approve, seen), Cancellation)).Result.ShouldBe(PinDecided.Pending);
        }
    }

    private static async Task IssueAsync(IServiceProvider services, Kit kit, PinCode pin, PinCode? current) =>
        (await services.GetRequiredService<AnswerFile>().RunAsync(Encoding.UTF8.GetBytes(LicenseRequestFile.Write(new LicenseRequestFile
        {
            Operation = current is null ? Operation.Initial : Operation.RestoreWithSpare,
            Kit = kit.Number,
            Pin = pin,
            CurrentPin = current,
            Unchanged = current is null ? null : false,
            Owner = RestorationCenter.Company,
            Computer = RestorationCenter.Parameters,
        })), Method.File, new RequestSource("", "file"), Cancellation)).ShouldBeOfType<FileAnswer.Issued>();

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "OperatorConsole.dll"), "--data", _data, "--urls", "http://127.0.0.1:0", "--Logs:Level", "Fatal"])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}

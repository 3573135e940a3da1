using Data;
using Data.AdditionalPins;
using Data.Journal;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

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
        var (requests, random) = (rounds * 12, KilledConsole.Chance());
        await using var console = await KilledConsole.BesideAsync(_data);
        await DecideAsync(console, requests);
        for (var round = 0; round < rounds; round++)
        {
            var before = await DoneAsync(console);
            using var process = await KilledConsole.StartAsync(_data);
            await process.UntilAsync(async () => await DoneAsync(console) > before, TimeSpan.FromMilliseconds(2), Cancellation);
            await Task.Delay(random.Next(0, 25), Cancellation);
            process.Kill();
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
        await ApprovedPins.HireAsync(console.Services);
        var kits = await console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, requests, Cancellation);
        foreach (var kit in kits)
        {
            await ApprovedPins.DecideAsync(console.Services, kit);
        }

        await ApprovedPins.LetThemBeDueAsync(console.Services);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Data;
using Data.Acquisitions;
using Data.Journal;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.Kits;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.SelfService;

/// <summary>
/// The console as a process of its own, killed while customers' programs acquire, restore and move licenses: what was answered stays and is
/// answered to the byte the same, nothing is given twice.
/// </summary>
public sealed class KilledCenterTests : IDisposable
{
    private const int Senders = 4;
    private const int FirstARound = 8;
    private const int LaterARound = 8;
    private const int AskedAgain = 3;
    private static readonly string[] Settings = ["--SelfService:RequestsPerMinute", "1000000", "--SelfService:RequestsPerMinuteAndKit", "1000000"];
    private readonly string _data = Directory.CreateTempSubdirectory("killed-center-").FullName;

    // By how far they are: nothing asked yet, and licenses of earlier rounds.
    private readonly List<LicenseLife> _lives = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_kill_in_any_of_twenty_rounds_loses_and_doubles_nothing() => KillAsync(20);

    [Fact]
    [Trait("Ring", "long")]
    public Task A_kill_in_any_of_five_hundred_rounds_loses_and_doubles_nothing() => KillAsync(500);

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task KillAsync(int rounds)
    {
        var (random, started) = (KilledConsole.Chance(), Stopwatch.StartNew());
        await using var console = await KilledConsole.BesideAsync(_data);
        var (acknowledged, underWay, recorded, killsUnderWay) = (0, 0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            await AddLivesAsync(console);
            using var process = await KilledConsole.StartAsync(_data, Settings);
            using var center = new AskedCenter(process.Address);
            await AskAgainAsync(center, random);

            var before = _lives.Sum(life => life.Answered);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var waiting = new ConcurrentQueue<LicenseLife>(Some(random));
            var wanted = random.Next(waiting.Count);
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(center, waiting, over.Token)).ToList();
            await process.UntilAsync(() => Task.FromResult(_lives.Sum(life => life.Answered) >= before + wanted), TimeSpan.FromMilliseconds(1), Cancellation);
            await Task.Delay(random.Next(0, wanted == 0 ? 200 : 15), Cancellation);
            process.Kill();
            await over.CancelAsync();
            await Task.WhenAll(senders);

            var (answered, open) = (_lives.Sum(life => life.Answered), _lives.Count(life => life.IsUnderWay));
            var granted = await GrantedAsync(console);
            granted.ShouldBeInRange(answered, answered + open);
            (acknowledged, underWay, recorded) = (acknowledged + answered - before, underWay + open, recorded + granted - answered);
            killsUnderWay += open > 0 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{rounds} kills in {started.Elapsed.TotalSeconds:0} s, {acknowledged} answers came before a kill; {underWay} requests were under way at {killsUnderWay} kills, {recorded} of them granted already");
        acknowledged.ShouldBeGreaterThanOrEqualTo(rounds);
        killsUnderWay.ShouldBeGreaterThan(0);
        await RequireWholeAsync(console);
    }

    // A life that is under way is finished before anything else is asked of its kit; and of what was answered some is asked again.
    private async Task AskAgainAsync(AskedCenter center, Random random)
    {
        foreach (var life in _lives.Where(life => life.IsUnderWay).ToList())
        {
            (await life.AskAsync(center, Cancellation)).ShouldBeTrue();
        }

        var answered = _lives.Where(life => life.Answered > 0).ToArray();
        random.Shuffle(answered);
        foreach (var life in answered.Take(AskedAgain))
        {
            await life.RequireSameAsync(center);
        }
    }

    private List<LicenseLife> Some(Random random)
    {
        var some = _lives.Where(life => life.Answered == 0).Take(FirstARound).ToList();
        var later = _lives.Where(life => life is { Answered: > 0, IsOver: false }).ToArray();
        random.Shuffle(later);
        some.AddRange(later.Take(LaterARound));
        var shuffled = some.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static async Task SendAsync(AskedCenter center, ConcurrentQueue<LicenseLife> waiting, CancellationToken over)
    {
        while (!over.IsCancellationRequested && waiting.TryDequeue(out var life))
        {
            if (!await life.AskAsync(center, over))
            {
                // Killed: what is left is for the next round.
                return;
            }
        }
    }

    private async Task RequireWholeAsync(WebApplication console)
    {
        using (var process = await KilledConsole.StartAsync(_data, Settings))
        using (var center = new AskedCenter(process.Address))
        {
            foreach (var life in _lives.Where(life => life.IsUnderWay || life.Answered > 0))
            {
                if (life.IsUnderWay)
                {
                    (await life.AskAsync(center, Cancellation)).ShouldBeTrue();
                }

                await life.RequireSameAsync(center);
            }

            process.Kill();
        }

        var (licenses, answers, moved) = (_lives.Count(life => life.Answered > 0), _lives.Sum(life => life.Answered), _lives.Count(life => life.IsOver));
        moved.ShouldBeGreaterThan(0);
        await console.Services.GetRequiredService<Center>().ReadAsync(async db =>
        {
            (await db.Licenses.CountAsync(Cancellation)).ShouldBe(licenses);
            (await db.Licenses.Select(l => l.LivePinId).Distinct().CountAsync(Cancellation)).ShouldBe(licenses);
            (await db.Licenses.CountAsync(l => db.Pins.Any(p => p.Id == l.LivePinId && p.Position == 2), Cancellation)).ShouldBe(moved);
            (await db.Answers.CountAsync(Cancellation)).ShouldBe(answers);
            (await db.Announcements.CountAsync(Cancellation)).ShouldBe(moved);
        }, Cancellation);
        (await GrantedAsync(console)).ShouldBe(answers);
        (await console.Services.GetRequiredService<JournalVerifier>().VerifyAsync(Cancellation)).Whole.ShouldBeTrue();
    }

    private static Task<int> GrantedAsync(WebApplication console) => console.Services.GetRequiredService<Center>().ReadAsync(
        db => db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request && e.Outcome == Outcome.Granted, Cancellation), Cancellation);

    private async Task AddLivesAsync(WebApplication console)
    {
        if (FirstARound - _lives.Count(life => life is { Answered: 0, IsUnderWay: false }) is > 0 and var missing)
        {
            var kits = await console.Services.GetRequiredService<MakeKits>().RunAsync(Acting.System, "Drafting board", DeliveryTemplates.Find("base")!, missing, Cancellation);
            _lives.AddRange(kits.Select(kit => new LicenseLife(kit)));
        }
    }
}

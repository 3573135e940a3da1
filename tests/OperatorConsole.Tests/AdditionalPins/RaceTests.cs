using Data.AdditionalPins;
using Data.Mail;
using Licensing.AdditionalPins;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;

namespace OperatorConsole.Tests.AdditionalPins;

/// <summary>Several people, several nodes, and processes that die: one PIN a request, none lost.</summary>
public sealed class RaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clerks_and_a_supervisor_at_once_make_one_decision_and_one_pin()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        var seen = (await desk.RowAsync(number)).Stamp;
        var results = await Task.WhenAll(new[] { PinDesk.Olga, PinDesk.Oleg, PinDesk.Vera, PinDesk.Olga }.Select(by =>
            Task.Run(() => desk.Get<DecidePinRequest>().RunAsync(by, number, new PinDecision(PinAct.Approve, seen), Cancellation))));
        results.Count(r => r.Result == PinDecided.Pending).ShouldBe(1);
        results.ShouldAllBe(r => r.Result == PinDecided.Pending || r.Result == PinDecided.Gone || r.Result == PinDecided.Changed || r.Result == PinDecided.Taken);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        (await desk.PinLettersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_supervisors_at_once_agree_once()
    {
        await using var desk = await PinDesk.StartAsync();
        desk.Get<StatedViolations>().Facts = new([], [new KitCase("VR4", desk.Clock.GetUtcNow())]);
        var number = await desk.AskedAsync();
        await desk.DecideAsync(number, PinAct.Approve);
        var results = await Task.WhenAll(new[] { PinDesk.Vera, PinDesk.Boris }.Select(by => Task.Run(() => desk.Get<AgreeToPinDecision>().RunAsync(by, number, agree: true, Cancellation))));
        results.Select(r => r.Result).ShouldBe([PinDecided.Pending, PinDecided.Gone], ignoreOrder: true);
        await desk.SweepAsync();
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_requests_for_one_kit_give_one_pin_and_the_other_goes_back_to_its_clerk()
    {
        await using var desk = await PinDesk.StartAsync();
        var (one, two) = (await desk.AskedAsync(), await desk.AskedAsync(desk.Letter(reason: "a new disk")));
        await desk.DecideAsync(one, PinAct.Approve);
        await desk.DecideAsync(two, PinAct.Approve, PinDesk.Oleg);
        (await desk.SweepAsync()).ShouldBe(2);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        (await desk.DecisionsAsync()).Select(d => d.State).ShouldBe([PinDecisionState.Done, PinDecisionState.Stopped], ignoreOrder: true);
    }

    [Fact]
    public async Task Undoing_and_taking_effect_at_once_end_as_one_of_both()
    {
        for (var round = 0; round < 4; round++)
        {
            await using var desk = await PinDesk.StartAsync();
            var number = await desk.AskedAsync();
            await desk.DecideAsync(number, PinAct.Approve);
            desk.Clock.Advance(TimeSpan.FromSeconds(round % 2 == 0 ? 10 : 9));
            var undone = Task.Run(() => desk.Get<UndoPinDecision>().RunAsync(PinDesk.Olga, number, Cancellation));
            var done = Task.Run(() => desk.Get<CompletePinDecisions>().RunAsync(Cancellation));
            ((await undone ? 1 : 0) + await done).ShouldBe(1);
            (await desk.AdditionalAsync()).Count.ShouldBe(await undone ? 0 : 1);
        }
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_give_one_pin_each_request()
    {
        await using var desk = await PinDesk.StartAsync();
        await using var database = desk.Mail.Center.Fixture.StartSecondConsole();
        await using var other = desk.AnotherNode(database);
        await desk.DecideAsync(await desk.AskedAsync(), PinAct.Approve);
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        var ended = await Task.WhenAll(
            Enumerable.Range(0, 3).SelectMany(_ => new[] { desk.Get<CompletePinDecisions>(), other.GetRequiredService<CompletePinDecisions>() }).Select(sweep => Task.Run(() => sweep.RunAsync(Cancellation))));
        ended.Sum().ShouldBe(1);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        (await desk.PinLettersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Broken_off_at_any_moment_a_decision_takes_effect_once()
    {
        await using var desk = await PinDesk.StartAsync();
        await desk.DecideAsync(await desk.AskedAsync(), PinAct.Approve);
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        for (var after = 0; after < 40; after++)
        {
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            broken.CancelAfter(TimeSpan.FromMilliseconds(after * 0.7));
            try
            {
                await desk.Get<CompletePinDecisions>().RunAsync(broken.Token);
            }
            catch (OperationCanceledException)
            {
                // Broken off: either nothing of it is there, or all of it.
            }

            var (pins, letters, announced) = (await desk.AdditionalAsync(), (await desk.Mail.OutboxAsync()).Count(o => o.Kind == "pin"), (await desk.Mail.OutboxAsync()).Count(o => o.Kind == "pin-joined"));
            (letters, announced).ShouldBe((pins.Count, pins.Count));
            pins.Count.ShouldBeLessThanOrEqualTo(1);
        }

        await desk.Get<CompletePinDecisions>().RunAsync(Cancellation);
        (await desk.AdditionalAsync()).ShouldHaveSingleItem();
        (await desk.ReadAsync(db => db.Requests.SingleAsync(Cancellation))).State.ShouldBe(RequestState.Done);
    }

    [Fact]
    public async Task A_claim_is_one_person_s_and_another_takes_it_over_by_saying_so()
    {
        await using var desk = await PinDesk.StartAsync();
        var number = await desk.AskedAsync();
        var take = desk.Get<TakePinRequest>();
        var won = await Task.WhenAll(new[] { PinDesk.Olga, PinDesk.Oleg }.Select(by => Task.Run(() => take.RunAsync(by, number, takeOver: false, Cancellation))));
        won.Count(w => w).ShouldBe(1);
        var (owner, other) = (await desk.RowAsync(number)).ClaimedBy == PinDesk.Olga.Id ? (PinDesk.Olga, PinDesk.Oleg) : (PinDesk.Oleg, PinDesk.Olga);
        (await desk.DecideAsync(number, PinAct.Approve, other)).Result.ShouldBe(PinDecided.Taken);
        (await take.RunAsync(other, number, takeOver: true, Cancellation)).ShouldBeTrue();
        (await desk.DecideAsync(number, PinAct.Approve, owner)).Result.ShouldBe(PinDecided.Taken);
        desk.Clock.Advance(TimeSpan.FromMinutes(16));
        (await take.RunAsync(owner, number, takeOver: false, Cancellation)).ShouldBeTrue();
    }
}

using Data;
using Data.Acquisitions;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Issuing;
using OperatorConsole.Tests.SelfService;

namespace OperatorConsole.Tests.Issuing;

/// <summary>What was looked up before the transaction is only used while it is true.</summary>
public sealed class LookedUpTests : IAsyncLifetime
{
    private static readonly RequestSource Source = new("somebody", "http");
    private ServedCenter _center = null!;
    private Kit _kit = null!;

    private AnswerRequest Answer => _center.Console.Services.GetRequiredService<AnswerRequest>();

    public async ValueTask InitializeAsync()
    {
        _center = await ServedCenter.StartAsync();
        _kit = await _center.KitAsync("base");
    }

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Fact]
    public async Task While_nothing_changes_the_request_is_granted_on_it_and_the_kit_counts_as_decided_about()
    {
        var request = ServedCenter.Request(_kit);
        var ahead = await LookAsync(request);
        var before = ahead.Kit!.Row.Stamp;

        (await RunAsync(request, ahead)).Weighed.Decision.ShouldBeOfType<Granted>();

        (await _center.ReadAsync(db => db.Kits.Select(k => k.Stamp).SingleAsync())).ShouldNotBe(before);
        (await _center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await _center.ReadAsync(db => db.Pins.CountAsync())).ShouldBe(_kit.Sets.Sum(s => s.Pins.Count));
    }

    [Fact]
    public async Task Whoever_takes_the_pin_in_between_has_it()
    {
        var (request, other) = (ServedCenter.Request(_kit), ServedCenter.Request(_kit) with { Computer = ServedCenter.Request(_kit).Computer with { Host = "other" } });
        var ahead = await LookAsync(request);
        (await _center.SendAsync(other)).Status.ShouldBe(200);

        var refused = await RunAsync(request, ahead);

        refused.Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.UseRestoration);
        (await _center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_request_answered_in_between_is_repeated()
    {
        var request = ServedCenter.Request(_kit);
        var ahead = await LookAsync(request);
        (await _center.SendAsync(request)).Status.ShouldBe(200);
        (await RunAsync(request, ahead)).Weighed.Decision.ShouldBeOfType<Repeated>();
    }

    [Fact]
    public async Task A_kit_that_is_frozen_in_between_is_frozen()
    {
        var request = ServedCenter.Request(_kit);
        var ahead = await LookAsync(request);
        await _center.Center.WriteAsync(
            async db => db.Ledger.Add(new LedgerRow { At = TimeProvider.System.GetUtcNow(), Kind = LedgerKind.KitFrozen, KitId = (await db.Kits.SingleAsync()).Id }),
            TestContext.Current.CancellationToken);
        (await RunAsync(request, ahead)).Weighed.Decision.ShouldBeOfType<Refused>().Reason.ShouldBe(Reason.KitFrozen);
    }

    [Fact]
    public async Task An_act_that_runs_again_does_not_rest_on_what_its_first_run_did()
    {
        var request = ServedCenter.Request(_kit);
        var ahead = await LookAsync(request);
        var runs = 0;
        var answered = await _center.Center.WriteAsync(
            async db =>
            {
                var run = await RunAsync(db, request, ahead);
                return ++runs == 1 ? throw new DbUpdateConcurrencyException("another was quicker") : run;
            },
            TestContext.Current.CancellationToken);

        answered.Weighed.Decision.ShouldBeOfType<Granted>();
        (await _center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await _center.ReadAsync(db => db.Ledger.CountAsync(e => e.Kind == LedgerKind.Request))).ShouldBe(1);
    }

    private Task<LookedUp> LookAsync(LicenseRequestFile request) => _center.ReadAsync(db => Answer.LookAheadAsync(db, Incoming.Filed(request, Method.Automatic)));

    private Task<Answered> RunAsync(LicenseRequestFile request, LookedUp ahead) =>
        _center.Center.WriteAsync(db => RunAsync(db, request, ahead), TestContext.Current.CancellationToken);

    private Task<Answered> RunAsync(CenterDb db, LicenseRequestFile request, LookedUp ahead) =>
        Answer.RunAsync(db, Incoming.Filed(request, Method.Automatic), ahead, Source, _center.Console.Services.GetRequiredService<LicenseFileReply>().For(request));
}

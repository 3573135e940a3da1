using System.Collections.Concurrent;
using Data.Journal;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.Data;

/// <summary>SQLite's writers, who share a turn and do not share their faults.</summary>
public sealed class SharedTurnTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_writer_at_a_time_is_inside_on_sqlite()
    {
        await using var center = await CenterFixture.StartAsync();
        var inside = 0;
        var seen = new ConcurrentBag<int>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => center.Center.WriteAsync(
                async db =>
                {
                    seen.Add(Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    db.Settings.Add(new SettingRow { Name = $"{i}", Value = "" });
                },
                Cancellation),
            Cancellation)));
        seen.Count.ShouldBe(20);
        seen.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task Whoever_fails_in_a_shared_turn_is_rolled_back_alone()
    {
        await using var center = await CenterFixture.StartAsync();
        var ended = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            try
            {
                await center.Center.WriteAsync(
                    async db =>
                    {
                        db.Settings.Add(new SettingRow { Name = $"{i}", Value = "" });
                        await db.SaveChangesAsync(Cancellation);
                        if (i % 3 == 0)
                            throw new InvalidOperationException($"{i}");
                    },
                    Cancellation);
                return (i, Fault: (string?)null);
            }
            catch (InvalidOperationException fault)
            {
                return (i, Fault: (string?)fault.Message);
            }
        })));
        ended.ShouldAllBe(end => end.i % 3 == 0 ? end.Fault == $"{end.i}" : end.Fault == null);
        var there = await center.Center.ReadAsync(db => db.Settings.Select(setting => setting.Name).ToListAsync(), Cancellation);
        there.Order().ShouldBe(Enumerable.Range(0, 60).Where(i => i % 3 != 0).Select(i => $"{i}").Order());
    }

    [Fact]
    public async Task An_act_in_a_shared_turn_keeps_what_belongs_to_its_callers_flow()
    {
        await using var center = await CenterFixture.StartAsync();
        var flow = new AsyncLocal<int>();
        var seen = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            flow.Value = i;
            return await center.Center.WriteAsync(
                async _ =>
                {
                    await Task.Yield();
                    return (i, flow.Value);
                },
                Cancellation);
        })));
        seen.ShouldAllBe(pair => pair.i == pair.Value);
    }

    [Fact]
    public async Task What_was_told_to_be_written_is_there_for_everybody_at_once()
    {
        await using var center = await CenterFixture.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            await center.Center.WriteAsync(db => db.Settings.AddAsync(new SettingRow { Name = $"{i}", Value = "" }).AsTask(), Cancellation);
            await using var other = center.Open();
            (await other.Settings.AnyAsync(setting => setting.Name == $"{i}", Cancellation)).ShouldBeTrue();
        })));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_for_a_turn_writes_nothing()
    {
        await using var center = await CenterFixture.StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var held = new TaskCompletionSource();
        var inside = new TaskCompletionSource();
        var first = Task.Run(() => center.Center.WriteAsync(
            async _ =>
            {
                inside.SetResult();
                await held.Task;
            },
            Cancellation), Cancellation);
        await inside.Task;
        var second = center.Center.WriteAsync(db => db.Settings.AddAsync(new SettingRow { Name = "late", Value = "" }).AsTask(), patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        held.SetResult();
        await first;
        await center.Center.WriteAsync(_ => Task.CompletedTask, Cancellation);
        (await center.Center.ReadAsync(db => db.Settings.AnyAsync(), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_saves_past_the_center_stands_in_line_with_its_turns()
    {
        await using var center = await CenterFixture.StartAsync();
        var (held, inside, done) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var first = Task.Run(() => center.Center.WriteAsync(
            async _ =>
            {
                inside.SetResult();
                await held.Task;
            },
            Cancellation), Cancellation);
        await inside.Task;
        await using var other = center.Open();
        other.Settings.Add(new SettingRow { Name = "past", Value = "" });
        var past = Task.Run(() => other.SaveChangesAsync(Cancellation), Cancellation);
        var acts = Enumerable.Range(0, 500).Select(i => center.Center.WriteAsync(
            db =>
            {
                Interlocked.Increment(ref done);
                return db.Settings.AddAsync(new SettingRow { Name = $"{i}", Value = "" }).AsTask();
            },
            Cancellation)).ToList();
        await Task.Delay(100, Cancellation);
        held.SetResult();
        await past;
        Volatile.Read(ref done).ShouldBeLessThan(200, "the turn that was running and perhaps the next, not all of them");
        await Task.WhenAll(acts.Append(first));
    }
}

using System.Collections;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;

namespace OperatorConsole.Tests.Mail;

/// <summary>Case 11: a message at which reading fails in a way that nobody foresaw, or of which the whole process dies.</summary>
public sealed class PoisonCases
{
    private const int MostDeaths = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_11_a_message_that_fails_unforeseen_is_tried_in_three_sweeps_and_its_neighbours_are_answered_in_the_first()
    {
        await using var desk = await ThreeAsync();
        await desk.Take.RunAsync(Cancellation);
        var poison = (await desk.MailsAsync())[1].Id;
        await desk.Center.Fixture.SqlAsync($"UPDATE Mails SET SealedRaw = x'00010203' WHERE Id = {poison}");
        for (var sweep = 1; sweep <= 3; sweep++)
        {
            await desk.SweepAsync();
            var mails = await desk.MailsAsync();
            mails[1].Failures.ShouldBe(sweep);
            mails.Select(m => (m.State, m.Reason)).ShouldBe([(MailState.Answered, null), sweep < 3 ? (MailState.Stored, null) : (MailState.Quarantined, "failed"), (MailState.Answered, null)]);
            desk.Sent.Count.ShouldBe(2);
        }

        await desk.SweepAsync();
        (await desk.MailsAsync())[1].Failures.ShouldBe(3);
    }

    [Fact]
    public async Task Case_11_a_message_of_which_the_process_dies_again_and_again_is_quarantined_unread_and_its_neighbours_are_answered()
    {
        await using var desk = await ThreeAsync();
        await desk.Take.RunAsync(Cancellation);
        await desk.Center.Fixture.Center.WriteAsync(db => db.Mails.Where(m => m.Id != 1).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Kept), Cancellation), Cancellation);
        for (var death = 1; death <= MostDeaths; death++)
        {
            // Whatever it is, nothing after it is done by this process any more; that it was tried stands in the tables.
            await Should.ThrowAsync<OperationCanceledException>(() => desk.Handler(desk.Settings with { Mailboxes = new Deadly() }).RunAsync(Cancellation));
            (await desk.MailsAsync())[0].ShouldSatisfyAllConditions(m => m.State.ShouldBe(MailState.Stored), m => m.Failures.ShouldBe(death));
        }

        await desk.Center.Fixture.Center.WriteAsync(db => db.Mails.Where(m => m.Id != 1).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Stored), Cancellation), Cancellation);
        (await desk.Handler().RunAsync(Cancellation)).ShouldBe(3);
        (await desk.MailsAsync()).Select(m => (m.State, m.Reason)).ShouldBe([(MailState.Quarantined, "failed"), (MailState.Answered, null), (MailState.Answered, null)]);
    }

    [Fact]
    public async Task Case_11_a_message_that_a_few_processes_did_not_come_to_is_answered_and_its_count_forgotten()
    {
        await using var desk = await ThreeAsync();
        await desk.Take.RunAsync(Cancellation);
        for (var death = 1; death < MostDeaths; death++)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => desk.Handler(desk.Settings with { Mailboxes = new Deadly() }).RunAsync(Cancellation));
        }

        (await desk.Handler().RunAsync(Cancellation)).ShouldBe(3);
        (await desk.MailsAsync()).ShouldAllBe(m => m.State == MailState.Answered && m.Failures == 0);
    }

    private static async Task<MailDesk> ThreeAsync()
    {
        var desk = await MailDesk.WithAsync("client-5");
        for (var pin = 1; pin <= 3; pin++)
        {
            await desk.DeliverAsync(desk.Clean(desk.Request(pin)));
        }

        return desk;
    }

    /// <summary>Settings of a process that ends when it reads a message: whoever asks for its mailboxes is gone.</summary>
    private sealed class Deadly : IReadOnlyList<MailboxSettings>
    {
        public int Count => throw new OperationCanceledException();

        public MailboxSettings this[int index] => throw new OperationCanceledException();

        public IEnumerator<MailboxSettings> GetEnumerator() => throw new OperationCanceledException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

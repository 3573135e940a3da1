using Data.Mail;
using MailKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 1 to 3, 5, 6, 10, 13 and 15 at a real IMAP server with TLS.</summary>
[Collection(nameof(WithDovecot))]
public sealed class MailboxServerCases(PrivateDovecot dovecot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_01_02_a_mail_is_stored_as_it_lies_there_and_only_then_marked_as_read()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean(headers: "X-Odd:   folded\r\n\tand kept\r\n"));
        var watched = new Watched(async () =>
        {
            (await desk.MailsAsync()).Single().State.ShouldBe(MailState.Stored);
            (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MessageFlags.None]);
        });
        (await Node(desk, box, watched).RunAsync(Cancellation)).ShouldBe(1);
        watched.Marked.ShouldBe(1);

        (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MessageFlags.Seen]);
        var there = await OtherMailProgram.InAsync(box, async folder => await BytesAsync(await folder.GetStreamAsync(0, "", Cancellation)));
        (await StoredAsync(desk)).ShouldBe([there]);
        await desk.Handle.RunAsync(Cancellation);
        await desk.Send.RunAsync(Cancellation);
        desk.Sent.Count.ShouldBe(1);
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBeNull(), b => b.UidValidity.ShouldNotBeNull().ShouldBeGreaterThan(0));
    }

    [Fact]
    public async Task Case_03_a_mailbox_that_is_numbered_anew_holds_nothing_new_but_the_new_mail_under_an_old_number()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box() with { Folder = "Requests" };
        await OtherMailProgram.MakeFolderAsync(box, "Requests");
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await TakeAsync(desk, Node(desk, box));
        var before = await BoxAsync(desk);

        await OtherMailProgram.MakeFolderAsync(box, "Requests");
        await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin: 2)));
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await TakeAsync(desk, Node(desk, box));

        var mails = await desk.MailsAsync();
        mails.Select(m => m.State).ShouldBe([MailState.Answered, MailState.Answered, MailState.Duplicate]);
        mails.Select(m => m.RemoteKey.Split('/')[1]).ShouldBe(["1", "1", "2"]);
        mails[2].DuplicateOfId.ShouldBe(mails[0].Id);
        (await BoxAsync(desk)).UidValidity.ShouldNotBe(before.UidValidity);
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Case_05_a_mail_that_somebody_has_read_flagged_or_answered_is_taken()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean(), MessageFlags.Seen);
        await OtherMailProgram.DeliverAsync(box, desk.Clean(desk.Request(pin: 2)), MessageFlags.Answered | MessageFlags.Flagged);
        await TakeAsync(desk, Node(desk, box));
        (await desk.LicensesAsync()).ShouldBe(2);
        (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MessageFlags.Seen, MessageFlags.Seen | MessageFlags.Answered | MessageFlags.Flagged]);
    }

    [Fact]
    public async Task Case_06_what_came_in_five_days_without_a_look_is_taken_whatever_became_of_it_there()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        var box = dovecot.Box();
        await TakeAsync(desk, Node(desk, box));
        await OtherMailProgram.DeliverAsync(box, Enumerable.Range(1, 5).Select(pin => desk.Clean(desk.Request(pin))));
        await OtherMailProgram.InAsync(box, async folder =>
        {
            await folder.AddFlagsAsync([1, 3], MessageFlags.Seen, silent: true, Cancellation);
            return true;
        });
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(5));
        await TakeAsync(desk, Node(desk, box));
        (await desk.LicensesAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Case_10_of_two_nodes_one_takes_the_mail_and_a_stuck_one_is_relieved_within_a_minute()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        await using var relay = new Relay(dovecot.TlsPort) { Silent = true };
        var (stuck, second) = (Node(desk, box with { Port = relay.Port }), Node(desk, box));
        var hangs = stuck.RunAsync(Cancellation);
        await Soon.Async(() => Task.FromResult(relay.Connections == 1));
        (await second.RunAsync(Cancellation)).ShouldBe(0);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromSeconds(61));
        (await second.RunAsync(Cancellation)).ShouldBe(1);
        hangs.IsCompleted.ShouldBeFalse();

        // It comes to itself long after, and has nothing to say about a mailbox that is not its own any more.
        relay.Cut();
        (await hangs).ShouldBe(0);
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Fault.ShouldBeNull(), b => b.NextLookAt.ShouldBeNull());
        await desk.Handle.RunAsync(Cancellation);
        (await desk.RequestsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_10_two_nodes_that_look_at_once_again_and_again_store_every_mail_once()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        TakeMail[] nodes = [Node(desk, box), Node(desk, box)];
        for (var round = 0; round < 5; round++)
        {
            await OtherMailProgram.DeliverAsync(box, Enumerable.Range(0, 4).Select(i => MailDesk.Mail(MailDesk.Stamp, subject: $"Question {round} {i}")));
            await Task.WhenAll(nodes.Select(node => node.RunAsync(Cancellation)));
        }

        await nodes[0].RunAsync(Cancellation);
        var mails = await desk.MailsAsync();
        mails.Select(m => m.RemoteKey).ShouldBeUnique();
        mails.Count(m => m.State == MailState.Stored).ShouldBe(20);
    }

    [Fact]
    public async Task Case_12_a_mail_beyond_the_limit_between_two_others_delays_neither_and_is_not_loaded_whole()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var box = dovecot.Box();
        await OtherMailProgram.DeliverAsync(box, [desk.Clean(), MailDesk.Mail(MailDesk.Stamp, text: string.Concat(Enumerable.Repeat("eleven megabytes of this\r\n", 11 * 1024 * 1024 / 26))), desk.Clean(desk.Request(pin: 2))]);
        await TakeAsync(desk, Node(desk, box));
        var mails = await desk.MailsAsync();
        mails.Select(m => (m.State, m.Reason)).ShouldBe([(MailState.Answered, null), (MailState.Quarantined, "too-large"), (MailState.Answered, null)]);
        mails[1].Size.ShouldBe(OperatorConsole.Mail.Reading.MailLimits.MostBytes + 1);
        (await OtherMailProgram.FlagsAsync(box)).ShouldAllBe(flags => flags == MessageFlags.Seen);
        (await BoxAsync(desk)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Case_13_a_move_that_fails_again_and_again_makes_one_request_and_one_that_works_moves()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box() with { MoveTo = "Done" };
        await OtherMailProgram.DeliverAsync(box, desk.Clean());
        for (var look = 0; look < 4; look++)
        {
            await TakeAsync(desk, Node(desk, box));
        }

        (await desk.RequestsAsync()).Count.ShouldBe(1);
        (await BoxAsync(desk)).Fault.ShouldBeNull();
        (await OtherMailProgram.FlagsAsync(box)).ShouldBe([MessageFlags.Seen]);

        await OtherMailProgram.MakeFolderAsync(box, "Done");
        await TakeAsync(desk, Node(desk, box));
        (await OtherMailProgram.FlagsAsync(box)).ShouldBeEmpty();
        (await OtherMailProgram.FlagsAsync(box with { Folder = "Done" })).ShouldBe([MessageFlags.Seen]);
        (await desk.MailsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_15_a_backlog_is_taken_oldest_first_and_whole()
    {
        await using var desk = await MailDesk.WithAsync();
        var box = dovecot.Box();
        const int Backlog = 300;
        await OtherMailProgram.DeliverAsync(box, Enumerable.Range(0, Backlog).Select(i => MailDesk.Mail(MailDesk.Stamp, subject: $"Question {i}", text: $"How do I do {i}?")));
        (await Node(desk, box).RunAsync(Cancellation)).ShouldBe(Backlog);
        (await desk.MailsAsync()).Select(m => m.RemoteKey.Split('/')[1]).ShouldBe(Enumerable.Range(1, Backlog).Select(uid => $"{uid}"));
        (await BoxAsync(desk)).ShouldSatisfyAllConditions(b => b.Found.ShouldBe(Backlog), b => b.Taken.ShouldBe(Backlog));
        (await OtherMailProgram.FlagsAsync(box)).ShouldAllBe(flags => flags == MessageFlags.Seen);
        (await Node(desk, box).RunAsync(Cancellation)).ShouldBe(0);
        (await desk.Handle.RunAsync(Cancellation)).ShouldBe(Backlog);
        (await desk.RequestsAsync()).Count.ShouldBe(Backlog);
    }

    internal static TakeMail Node(MailDesk desk, ImapSettings box, IMailboxes? through = null) =>
        new(desk.Center.Fixture.Center, desk.Settings with { Mailboxes = [box] }, through ?? new OpenMailboxes(), desk.Store, new ThisNode(null, desk.Center.Fixture.Clock), desk.Center.Fixture.Clock, NullLogger<TakeMail>.Instance);

    internal static async Task TakeAsync(MailDesk desk, TakeMail node)
    {
        await node.RunAsync(Cancellation);
        await desk.Handle.RunAsync(Cancellation);
    }

    internal static Task<MailboxRow> BoxAsync(MailDesk desk) => desk.Center.ReadAsync(db => db.Mailboxes.SingleAsync(Cancellation));

    private static async Task<List<byte[]>> StoredAsync(MailDesk desk)
    {
        var rows = await desk.Center.ReadAsync(db => db.Mails.OrderBy(m => m.Id).Join(db.OwnerKeys, m => m.OwnerKeyId, k => k.Id, (mail, key) => new { mail, key }).ToListAsync(Cancellation));
        return [.. rows.Select(r => desk.Center.Fixture.Owners.Open(r.key, r.mail.SealedRaw!, StoreMail.RawName(r.mail.Name))!)];
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancellation);
            return bytes.ToArray();
        }
    }

    /// <summary>The real mailbox; looks around before anything is marked in it.</summary>
    private sealed class Watched(Func<Task> beforeMarked) : IMailboxes
    {
        internal int Marked { get; private set; }

        public async Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation) =>
            new Box(await new OpenMailboxes().OpenAsync(settings, cancellation), this);

        private sealed class Box(IMailbox inner, Watched watched) : IMailbox
        {
            public long? UidValidity => inner.UidValidity;

            public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

            public Task<byte[]?> FetchAsync(string key, CancellationToken cancellation) => inner.FetchAsync(key, cancellation);

            public async Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
            {
                await watched.BeforeAsync();
                await inner.TakenAsync(keys, cancellation);
                watched.Marked++;
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }

        private Task BeforeAsync() => beforeMarked();
    }
}

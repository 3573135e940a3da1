using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Tests.Mail;

/// <summary>Cases 1 to 15: how messages come in.</summary>
public sealed class IngestionCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_01_a_crash_between_fetch_and_commit_takes_the_message_again_as_one_request()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.DeliverAsync(desk.Clean());
        var crashing = new Scripted(desk.Folder) { FetchFails = true };
        await desk.Taker(crashing).RunAsync(Cancellation);
        (await desk.MailsAsync()).ShouldBeEmpty();
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.SweepAsync();
        (await desk.RequestsAsync()).Count.ShouldBe(1);
        desk.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_02_a_crash_after_the_commit_and_before_the_flag_gives_one_answer()
    {
        await using var desk = await MailDesk.WithAsync();
        var name = await desk.DeliverAsync(desk.Clean());
        await desk.Taker(new Scripted(desk.Folder) { MarkFails = true }).RunAsync(Cancellation);
        File.Exists(Path.Combine(desk.Folder, "new", name)).ShouldBeTrue();
        await desk.SweepAsync();
        await desk.SweepAsync();
        (await desk.MailsAsync()).Count.ShouldBe(1);
        desk.Sent.Count.ShouldBe(1);
        File.Exists(Path.Combine(desk.Folder, "new", name)).ShouldBeFalse();
    }

    [Fact]
    public async Task Case_03_another_name_for_the_same_mail_is_nothing_new_and_an_old_name_with_a_new_mail_is_taken()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var renumbered = new Numbered();
        renumbered.Add("7/1", desk.Clean());
        await desk.Taker(renumbered).RunAsync(Cancellation);
        await desk.Handle.RunAsync(Cancellation);

        // The server numbers anew: the same mail under another name, and a new one under the number that the old one had.
        var anew = new Numbered();
        anew.Add("8/2", desk.Clean());
        anew.Add("8/1", desk.Clean(desk.Request(pin: 2)));
        await desk.Taker(anew).RunAsync(Cancellation);
        await desk.Handle.RunAsync(Cancellation);

        (await desk.MailsAsync()).Select(m => m.State).ShouldBe([MailState.Answered, MailState.Answered, MailState.Duplicate], ignoreOrder: true);
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Case_04_a_server_without_a_usable_uidvalidity_is_an_alarm_that_names_it()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.Taker(new Refusing("uid-validity")).RunAsync(Cancellation);
        var box = await desk.Center.ReadAsync(db => db.Mailboxes.SingleAsync(Cancellation));
        box.Fault.ShouldBe("uid-validity");
        box.NextLookAt.ShouldNotBeNull();
        box.WellAt.ShouldBeNull();
    }

    [Fact]
    public async Task Case_05_a_mail_that_somebody_read_first_is_taken()
    {
        await using var desk = await MailDesk.WithAsync();
        var name = await desk.DeliverAsync(desk.Clean());
        File.Move(Path.Combine(desk.Folder, "new", name), Path.Combine(desk.Folder, "cur", name + ":2,S"));
        await desk.SweepAsync();
        desk.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_06_a_poller_that_was_down_for_five_days_takes_everything()
    {
        await using var desk = await MailDesk.WithAsync("client-20");
        await desk.SweepAsync();
        for (var pin = 1; pin <= 5; pin++)
        {
            await desk.DeliverAsync(desk.Clean(desk.Request(pin)));
        }

        desk.Center.Fixture.Clock.Advance(TimeSpan.FromDays(5));
        await desk.SweepAsync();
        desk.Sent.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Case_07_a_mail_without_a_message_id_is_taken_and_its_copy_found_by_its_bytes()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.DeliverAsync(desk.Clean());
        await desk.DeliverAsync(desk.Clean());
        await desk.SweepAsync();
        (await desk.MailsAsync()).Select(m => m.State).ShouldBe([MailState.Answered, MailState.Duplicate]);
        desk.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_08_the_same_message_id_with_another_body_or_in_another_mailbox_is_kept_as_well()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        const string Id = "Message-ID: <same@vector.example>\r\n";
        await desk.DeliverAsync(desk.Clean(headers: Id));
        await desk.DeliverAsync(desk.Clean(desk.Request(pin: 2), headers: Id));
        await desk.DeliverAsync(desk.Clean(headers: Id + "X-Relay: 2\r\n"));
        await desk.SweepAsync();
        var mails = await desk.MailsAsync();
        mails.Select(m => m.State).ShouldBe([MailState.Answered, MailState.Answered, MailState.Duplicate]);
        mails[1].SameIdOtherBody.ShouldBeTrue();

        // The mailbox of the command line is another one.
        (await desk.TakeAsync(desk.Clean(headers: Id))).State.ShouldBe(MailState.Answered);
        (await desk.LicensesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Case_10_two_nodes_make_one_request_and_a_stuck_node_is_relieved_within_a_minute()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.DeliverAsync(desk.Clean());
        var (stuck, second) = (desk.Taker(new Hanging()), desk.Taker());
        using var stop = new CancellationTokenSource();
        var hangs = stuck.RunAsync(stop.Token);
        (await second.RunAsync(Cancellation)).ShouldBe(0);
        desk.Center.Fixture.Clock.Advance(TimeSpan.FromSeconds(61));
        (await second.RunAsync(Cancellation)).ShouldBe(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(hangs);
        await desk.Handle.RunAsync(Cancellation);
        (await desk.RequestsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_11_a_poison_message_in_the_middle_keeps_nobody_else()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        await desk.DeliverAsync(desk.Clean());
        await desk.DeliverAsync(string.Concat(Enumerable.Range(0, 40).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));
        await desk.DeliverAsync(desk.Clean(desk.Request(pin: 2)));
        await desk.SweepAsync();
        (await desk.MailsAsync()).Select(m => m.State).ShouldBe([MailState.Answered, MailState.Quarantined, MailState.Answered]);
    }

    [Fact]
    public async Task Case_12_seventy_attachments_and_one_that_is_too_large_delay_nobody()
    {
        await using var desk = await MailDesk.WithAsync("client-5");
        var many = Enumerable.Range(0, 69).Select(i => ($"photo{i}.jpg", "not a request")).Append(("request.licreq", Licensing.Files.LicenseRequestFile.Write(desk.Request()))).ToArray();
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, files: many))).State.ShouldBe(MailState.Answered);
        (await desk.TakeAsync(MailDesk.Mail(MailDesk.Stamp, text: new string('x', 11 * 1024 * 1024)))).ShouldBe(new MailOutcome(MailState.Quarantined, null, "too-large"));
        (await desk.TakeAsync(desk.Clean(desk.Request(pin: 2)))).State.ShouldBe(MailState.Answered);
    }

    [Fact]
    public async Task Case_13_a_move_that_always_fails_still_makes_one_request()
    {
        await using var desk = await MailDesk.WithAsync();
        await desk.DeliverAsync(desk.Clean());
        var taker = desk.Taker(new Scripted(desk.Folder) { MarkFails = true });
        for (var look = 0; look < 5; look++)
        {
            await taker.RunAsync(Cancellation);
            await desk.Handle.RunAsync(Cancellation);
        }

        (await desk.RequestsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Case_15_a_backlog_is_worked_off_oldest_first_and_whole()
    {
        await using var desk = await MailDesk.WithAsync();
        const int Backlog = 300;
        foreach (var i in Enumerable.Range(0, Backlog).Reverse())
        {
            await desk.DeliverAsync(MailDesk.Mail(MailDesk.Stamp, subject: $"Question {i}", text: "How do I?"), $"{2_000_000 + i}.M1.host");
        }

        await desk.Take.RunAsync(Cancellation);
        (await desk.MailsAsync()).Select(m => m.RemoteKey).ShouldBe(Enumerable.Range(0, Backlog).Select(i => $"{2_000_000 + i}.M1.host"));
        (await desk.Handle.RunAsync(Cancellation)).ShouldBe(Backlog);
        (await desk.RequestsAsync()).Count.ShouldBe(Backlog);
    }

    private sealed class Scripted(string folder) : IMailboxes
    {
        internal bool FetchFails { get; init; }

        internal bool MarkFails { get; init; }

        public Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation) => Task.FromResult<IMailbox>(new Box(Maildir.Open(folder), this));

        private sealed class Box(Maildir inner, Scripted script) : IMailbox
        {
            public long? UidValidity => null;

            public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

            public async Task<byte[]?> FetchAsync(string key, CancellationToken cancellation)
            {
                var bytes = await inner.FetchAsync(key, cancellation);
                return script.FetchFails ? throw new IOException("the line is cut") : bytes;
            }

            public Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
                script.MarkFails ? throw new IOException("the move fails") : inner.TakenAsync(keys, cancellation);

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }

    private sealed class Numbered : IMailboxes, IMailbox
    {
        private readonly Dictionary<string, byte[]> _mails = [];

        public long? UidValidity => 7;

        internal void Add(string key, string mail) => _mails[key] = System.Text.Encoding.UTF8.GetBytes(mail);

        public Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation) => Task.FromResult<IMailbox>(this);

        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([.. _mails.Keys.Order(StringComparer.Ordinal)]);

        public Task<byte[]?> FetchAsync(string key, CancellationToken cancellation) => Task.FromResult<byte[]?>(_mails[key]);

        public Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Refusing(string fault) : IMailboxes
    {
        public Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation) => throw new MailboxFaultException(fault);
    }

    private sealed class Hanging : IMailboxes
    {
        public async Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new OperationCanceledException();
        }
    }
}

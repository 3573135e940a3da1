using System.Text;
using Data.Mail;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Mail.Reading;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Mail;

/// <summary>A Center with one kit and a mailbox of files; what it sends is collected, or ends as a test says.</summary>
internal sealed class MailDesk : IAsyncDisposable, ISendLetters
{
    internal const string Customer = "anna@vector.example";
    internal const string Stamp = "Authentication-Results: center.example; spf=pass smtp.mailfrom=vector.example; dkim=pass header.d=vector.example\r\n";
    private readonly MailRequests _requests;
    private int _delivered;

    private MailDesk(RestorationCenter center)
    {
        var fixture = center.Fixture;
        Center = center;
        Folder = Path.Combine(fixture.Folder, "in");
        Settings = new MailSettings
        {
            AuthServId = "center.example",
            From = new MailboxAddress("Licensing Center", "licensing@center.example"),
            Mailboxes = [new MaildirSettings("inbox", Folder)],
            Outgoing = new MaildirOutgoing(Path.Combine(fixture.Folder, "out")),
            RepliesPerDay = 3,
            KeepDays = 0,
        };
        var clock = new OperatorConsole.Shell.CenterClock(fixture.Clock, TimeZoneInfo.Utc);
        var letters = new Letters(Path.Combine(fixture.Folder, "letters"));
        var queue = new QueueLetter(Settings, fixture.Owners, fixture.Vault, fixture.Clock);
        var fresh = new NewRequest(fixture.Owners, fixture.Clock);
        var acknowledge = new Acknowledge(Settings, fixture.Vault, queue, letters, fixture.Clock);
        var files = new FileFromMail(fixture.Vault, center.Files, fresh, queue, letters, fixture.Clock);
        Store = new StoreMail(fixture.Center, fixture.Vault, fixture.Owners, fixture.Clock);
        _requests = new MailRequests(fixture.Vault, files, fresh, acknowledge, new TakeCaseReply(fixture.Vault, fixture.Clock), fixture.Clock);
        Handle = Handler();
        Announce = new AnnounceMoves(fixture.Center, fixture.Vault, fixture.Owners, queue, letters, clock);
        Send = new SendMail(fixture.Center, this, fixture.Owners, fixture.Journal, new ThisNode(null, fixture.Clock), fixture.Clock, NullLogger<SendMail>.Instance);
        Take = Taker();
        FromFile = new TakeFile(fixture.Center, Store, Handle);
    }

    internal RestorationCenter Center { get; }

    internal MailSettings Settings { get; }

    internal string Folder { get; }

    internal StoreMail Store { get; }

    internal TakeMail Take { get; }

    internal HandleMail Handle { get; }

    internal AnnounceMoves Announce { get; }

    internal SendMail Send { get; }

    internal TakeFile FromFile { get; }

    /// <summary>What went out, in order.</summary>
    internal List<(string To, MimeMessage Message)> Sent { get; } = [];

    /// <summary>How the next letters end; done when empty.</summary>
    internal Queue<Handed> Ends { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<MailDesk> WithAsync(string template = "base") => new(await RestorationCenter.WithAsync(template));

    /// <summary>Another node on the same mailbox.</summary>
    internal TakeMail Taker(IMailboxes? mailboxes = null) =>
        new(Center.Fixture.Center, Settings, mailboxes ?? new OpenMailboxes(), Store, new ThisNode(null, Center.Fixture.Clock), Center.Fixture.Clock, NullLogger<TakeMail>.Instance);

    /// <summary>What another process, one that was started just now, understands messages with.</summary>
    internal HandleMail Handler(MailSettings? settings = null) =>
        new(Center.Fixture.Center, Center.Fixture.Vault, Center.Fixture.Owners, settings ?? Settings, _requests, Center.Fixture.Clock, NullLogger<HandleMail>.Instance);

    /// <summary>A request of the customer's program.</summary>
    internal LicenseRequestFile Request(int pin = 1, Operation operation = Operation.Initial) => new()
    {
        Operation = operation,
        Kit = Center.Kit.Number,
        Pin = Center.Pin(pin),
        Owner = RestorationCenter.Company,
        Computer = RestorationCenter.Parameters,
    };

    /// <summary>A mail with files, as a person's program writes it.</summary>
    internal static string Mail(string headers = "", string subject = "License acquisition", string text = "Good day", string from = "Anna Orlova <anna@vector.example>", params (string Name, string Content)[] files)
    {
        var head = $"From: {from}\r\nTo: licensing@center.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n{headers}";
        if (files.Length == 0)
        {
            return $"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n";
        }

        var parts = files.Select(file => $"--b1\r\nContent-Type: application/octet-stream; name=\"{file.Name}\"\r\nContent-Disposition: attachment; filename=\"{file.Name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Content), Base64FormattingOptions.InsertLineBreaks) + "\r\n");
        return $"{head}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n{string.Concat(parts)}--b1--\r\n";
    }

    /// <summary>The same with a request in it and the stamp of our receiving server on top.</summary>
    internal string Clean(LicenseRequestFile? request = null, string headers = "") =>
        Mail(Stamp + headers, files: ("request.licreq", LicenseRequestFile.Write(request ?? Request())));

    /// <summary>Runs a message through the pipeline.</summary>
    internal Task<MailOutcome> TakeAsync(string mail) => TakeAsync(Encoding.UTF8.GetBytes(mail));

    internal Task<MailOutcome> TakeAsync(byte[] mail) => FromFile.RunAsync(mail, Cancellation);

    /// <summary>Puts a message into the mailbox.</summary>
    internal async Task<string> DeliverAsync(string mail, string? name = null)
    {
        name ??= $"{1_000_000 + _delivered++}.M1.host";
        await Maildir.DeliverAsync(Folder, name, Encoding.UTF8.GetBytes(mail), Cancellation);
        return name;
    }

    /// <summary>Looks, understands, announces, sends.</summary>
    internal async Task SweepAsync()
    {
        await Take.RunAsync(Cancellation);
        await Handle.RunAsync(Cancellation);
        await Announce.RunAsync(Cancellation);
        await Send.RunAsync(Cancellation);
    }

    internal Task<List<MailRow>> MailsAsync() => Center.ReadAsync(db => db.Mails.OrderBy(m => m.Id).ToListAsync(Cancellation));

    internal Task<List<RequestRow>> RequestsAsync() => Center.ReadAsync(db => db.Requests.OrderBy(r => r.Id).ToListAsync(Cancellation));

    internal Task<List<OutboxRow>> OutboxAsync() => Center.ReadAsync(db => db.Outbox.OrderBy(o => o.Id).ToListAsync(Cancellation));

    internal Task<int> LicensesAsync() => Center.ReadAsync(db => db.Licenses.CountAsync(Cancellation));

    /// <summary>The license file in a letter, believed for its signature.</summary>
    internal LicenseDetailsFile LicenseIn(MimeMessage letter)
    {
        var part = letter.BodyParts.OfType<MimePart>().Single(p => p.IsAttachment);
        var license = LicenseDetailsFile.Read(Encoding.UTF8.GetString(Parts.Bytes(part, 1_000_000)!));
        LicenseCheck.Of(license, CanonicalComputer.From(RestorationCenter.Parameters), new OperatorConsole.Issuing.PublicKeys(Center.Keys).Published).ShouldBeOfType<LicenseVerdict.Valid>();
        return license;
    }

    public async Task<Handed> SendAsync(Guid name, string recipient, byte[] bytes, CancellationToken cancellation)
    {
        var handed = Ends.Count > 0 ? Ends.Dequeue() : new Handed(Handover.Done);
        if (handed.Handover is Handover.Done or Handover.Uncertain)
        {
            using var stream = new MemoryStream(bytes);
            Sent.Add((recipient, await MimeMessage.LoadAsync(stream, cancellation)));
        }

        return handed;
    }

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}

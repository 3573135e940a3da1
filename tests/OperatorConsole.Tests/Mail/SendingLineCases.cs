using System.Text;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Tests.Mail.Running;
using static OperatorConsole.Tests.Mail.Running.SendingDesk;

namespace OperatorConsole.Tests.Mail;

/// <summary>What goes over the line to a mail server: the stored bytes to one recipient, and nothing before it is secured.</summary>
public sealed class SendingLineCases
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_43_by_starttls_with_a_certificate_that_is_trusted_it_goes_and_nothing_was_said_in_the_clear()
    {
        await using var desk = await MailDesk.WithAsync();
        using var certificate = ServerCertificate.Make();
        await using var server = new ScriptedSmtp(certificate);
        await desk.TakeAsync(desk.Clean());
        (await Sender(desk, Secured(desk, server, certificate)).RunAsync(Cancellation)).ShouldBe(1);
        server.Letters.Single().Secured.ShouldBeTrue();
        server.Commands.Select(c => c.Split(' ')[0]).TakeWhile(c => c != "STARTTLS").ShouldBe(["EHLO"]);
    }

    [Fact]
    public async Task Case_43_without_tls_where_it_is_wanted_it_is_a_persons_and_neither_password_nor_letter_is_said()
    {
        await using var desk = await MailDesk.WithAsync();
        using var certificate = ServerCertificate.Make();
        await using var server = new ScriptedSmtp();
        await desk.TakeAsync(desk.Clean());
        (await Sender(desk, Secured(desk, server, certificate)).RunAsync(Cancellation)).ShouldBe(0);
        await ShouldBeAPersonsAsync(desk, "not-secure");
        server.Commands.ShouldNotContain(c => c.StartsWith("AUTH", StringComparison.Ordinal) || c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ScriptedSmtp.Garbage, true)]
    [InlineData(null, false)]
    public async Task Case_43_tls_that_fails_or_shows_a_strange_certificate_is_a_persons(string? starttls, bool trusted)
    {
        await using var desk = await MailDesk.WithAsync();
        using var certificate = ServerCertificate.Make();
        using var another = ServerCertificate.Make();
        await using var server = new ScriptedSmtp(certificate);
        server.Answers("STARTTLS", starttls is null ? [] : [starttls]);
        await desk.TakeAsync(desk.Clean());
        (await Sender(desk, Secured(desk, server, trusted ? certificate : another)).RunAsync(Cancellation)).ShouldBe(0);
        await ShouldBeAPersonsAsync(desk, "certificate");
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_43_a_server_where_nobody_can_sign_in_is_a_persons()
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        server.Answers("EHLO", "250 scripted.example");
        await desk.TakeAsync(desk.Clean());
        await Sender(desk, Plain(server) with { User = "licensing", Password = "word" }).RunAsync(Cancellation);
        await ShouldBeAPersonsAsync(desk, "sign-in");
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_line_carries_the_stored_bytes_to_one_recipient_from_our_own_address()
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        await desk.TakeAsync(desk.Clean(headers: "Cc: boss@else.example, third@else.example\r\nReply-To: thief@else.example\r\n"));
        (await Sender(desk, Plain(server)).RunAsync(Cancellation)).ShouldBe(1);
        var letter = server.Letters.Single();
        letter.Bytes.ShouldBe(await StoredAsync(desk));
        letter.Recipients.ShouldBe([MailDesk.Customer]);
        letter.From.ShouldBe("licensing@center.example");
        server.Commands.Count(c => c.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(".\r\n..\r\n.hidden\r\n\r\n.\r\n")]
    [InlineData("ends without a line")]
    [InlineData("")]
    [InlineData("Привет, это восемь бит\r\n")]
    public async Task Bytes_arrive_as_they_are_whatever_they_hold(string text)
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        const string Head = "X-Long: folded by hand\r\n\t  and   kept\r\nFrom: Licensing Center <licensing@center.example>\r\nTo: anna@vector.example, second@vector.example\r\nCc: third@vector.example\r\n"
            + "Message-ID: <of-our-own@center.example>\r\nsubject:no space\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        var bytes = Encoding.UTF8.GetBytes(Head + text + (text.Length > 0 && !text.EndsWith('\n') ? "\r\n" : ""));
        (await new SendToServer(Plain(server), desk.Settings).SendAsync(Guid.Empty, "anna@vector.example", bytes, Cancellation)).ShouldBe(new Handed(Handover.Done));
        server.Letters.Single().Bytes.ShouldBe(bytes);
        server.Letters.Single().Recipients.ShouldBe(["anna@vector.example"]);
    }

    [Fact]
    public async Task An_address_that_no_server_takes_is_a_persons_and_keeps_no_other_letter()
    {
        await using var desk = await MailDesk.WithAsync();
        await using var server = new ScriptedSmtp();
        var sender = new SendToServer(Plain(server), desk.Settings);
        var bytes = "From: a@center.example\r\n\r\nHello\r\n"u8.ToArray();
        foreach (var address in (string[])["анна@vector.example", "", "anna", "a@vector.example>\r\nRCPT TO:<x@else.example", "a b@vector.example"])
        {
            (await sender.SendAsync(Guid.Empty, address, bytes, Cancellation)).ShouldBe(new Handed(Handover.Never, "address"), address);
        }

        server.Commands.ShouldNotContain(c => c.StartsWith("RCPT", StringComparison.Ordinal));
        (await sender.SendAsync(Guid.Empty, MailDesk.Customer, bytes, Cancellation)).Handover.ShouldBe(Handover.Done);
    }
}

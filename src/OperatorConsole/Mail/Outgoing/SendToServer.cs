using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>Passes letters on to a server. RFC 5321; certificates are always checked.</summary>
internal sealed class SendToServer(SmtpOutgoing settings, MailSettings mail, TimeSpan? patience = null) : ISendLetters
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    public async Task<Handed> SendAsync(Guid name, string recipient, byte[] bytes, CancellationToken cancellation)
    {
        using var client = new Replay { Timeout = (int)_patience.TotalMilliseconds };
        try
        {
            client.ServerCertificateValidationCallback = OwnAuthority.Check(settings.Authority);
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings.Tls), cancellation);
            if (settings.User.Length > 0)
            {
                await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
            }

            if (!CanBeNamed(recipient, client))
            {
                return new Handed(Handover.Never, "address");
            }

            using var stream = new MemoryStream(bytes, writable: false);
            var message = await MimeMessage.LoadAsync(stream, cancellation);
            await client.SendAsync(FormatOptions.Default, message, mail.From, [new MailboxAddress(string.Empty, recipient)], cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return Ended(fault, client);
        }

        await LeaveAsync(client, cancellation);
        return new Handed(Handover.Done);
    }

    private static Handed Ended(Exception fault, Replay client) => fault switch
    {
        SmtpCommandException refused => Refused(refused),

        // A server that cannot look passwords up at the moment has not refused this one.
        MailKit.Security.AuthenticationException { InnerException: SmtpCommandException refused } when IsTemporary(refused) => Refused(refused),
        MailKit.Security.AuthenticationException => new Handed(Handover.Never, "sign-in"),
        SslHandshakeException => new Handed(Handover.Never, "certificate"),

        // Before there is a connection STARTTLS was missing, afterwards a way to sign in.
        NotSupportedException when !client.IsConnected => new Handed(Handover.Never, "not-secure"),
        NotSupportedException when !client.IsAuthenticated && !client.Given => new Handed(Handover.Never, "sign-in"),
        SocketException or IOException or TimeoutException or ProtocolException or ServiceNotConnectedException or OperationCanceledException =>
            client.Given ? new Handed(Handover.Uncertain, "no-answer") : new Handed(Handover.Later, "unreachable"),

        // A letter that breaks the library is a person's; the letters behind it go out.
        _ => new Handed(Handover.Never, "unknown"),
    };

    private static Handed Refused(SmtpCommandException refused) =>
        new(IsTemporary(refused) ? Handover.Later : Handover.Never, $"smtp-{(int)refused.StatusCode}");

    private static bool IsTemporary(SmtpCommandException refused) => (int)refused.StatusCode is >= 400 and < 500;

    // What would end the command early is no address; letters of every script before the @ need a server that takes them.
    private static bool CanBeNamed(string recipient, Replay client) =>
        recipient.Split('@') is [{ Length: > 0 } local, { Length: > 0 }]
        && !recipient.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>')
        && (Ascii.IsValid(local) || client.Capabilities.HasFlag(SmtpCapabilities.UTF8));

    // The letter is theirs by now: whatever becomes of the farewell, it is not sent again.
    private static async Task LeaveAsync(Replay client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception fault) when (fault is SocketException or IOException or TimeoutException or ProtocolException or CommandException or ServiceNotConnectedException or OperationCanceledException)
        {
            // Gone is what was wanted.
        }
    }

    private static SecureSocketOptions Security(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.LoopbackOnly => SecureSocketOptions.None,
    };

    /// <summary>Sends what it is given, byte by byte as it was stored.</summary>
    private sealed class Replay : SmtpClient
    {
        /// <summary>The letter may be on its way: from here on silence means that it may have arrived.</summary>
        internal bool Given { get; private set; }

        // The library would encode parts anew for servers of few abilities; the outbox holds seven-bit letters, which any server takes.
        protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
        {
        }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            base.OnRecipientAccepted(message, mailbox, response);
            Given = true;
        }
    }
}

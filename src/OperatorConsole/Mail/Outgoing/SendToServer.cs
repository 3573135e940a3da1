using System.Net.Sockets;
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
        // Once the letter is on its way, silence means that it may have arrived.
        var given = false;
        using var client = new SmtpClient { Timeout = (int)_patience.TotalMilliseconds };
        try
        {
            client.ServerCertificateValidationCallback = OwnAuthority.Check(settings.Authority);
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings.Tls), cancellation);
            if (settings.User.Length > 0)
            {
                await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
            }

            using var stream = new MemoryStream(bytes, writable: false);
            var message = await MimeMessage.LoadAsync(stream, cancellation);
            given = true;
            await client.SendAsync(FormatOptions.Default, message, mail.From, [new MailboxAddress(string.Empty, recipient)], cancellation);
            given = false;
            await client.DisconnectAsync(quit: true, cancellation);
            return new Handed(Handover.Done);
        }
        catch (SmtpCommandException fault)
        {
            return (int)fault.StatusCode is >= 400 and < 500 ? new Handed(Handover.Later, $"smtp-{(int)fault.StatusCode}") : new Handed(Handover.Never, $"smtp-{(int)fault.StatusCode}");
        }
        catch (MailKit.Security.AuthenticationException)
        {
            return new Handed(Handover.Never, "sign-in");
        }
        catch (SslHandshakeException)
        {
            return new Handed(Handover.Never, "certificate");
        }
        catch (NotSupportedException)
        {
            return new Handed(Handover.Never, "not-secure");
        }
        catch (Exception fault) when (fault is SocketException or IOException or TimeoutException or ProtocolException or ServiceNotConnectedException
            || fault is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return given ? new Handed(Handover.Uncertain, "no-answer") : new Handed(Handover.Later, "unreachable");
        }
    }

    private static SecureSocketOptions Security(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.LoopbackOnly => SecureSocketOptions.None,
    };
}

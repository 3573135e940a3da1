using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>A signed-in connection to an IMAP server; it is always secured, and certificates are always checked.</summary>
internal static class ImapConnection
{
    internal static async Task<ImapClient> OpenAsync(ImapSettings settings, CancellationToken cancellation)
    {
        var client = new ImapClient { Timeout = (int)settings.Patience.TotalMilliseconds };
        try
        {
            client.ServerCertificateValidationCallback = OwnAuthority.Check(settings.Authority);
            await client.ConnectAsync(settings.Host, settings.Port, settings.TlsFromStart ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancellation);
            if (!client.IsSecure)
            {
                throw new MailboxFaultException("not-secure");
            }

            await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
            return client;
        }
        catch (Exception fault)
        {
            // Without STARTTLS there is no connection: nothing was said that anybody could hear.
            var secured = client.IsConnected;
            client.Dispose();
            throw fault is MailboxFaultException or OperationCanceledException ? fault
                : fault is NotSupportedException && !secured ? new MailboxFaultException("not-secure", fault)
                : FaultOf(fault);
        }
    }

    /// <summary>A fault of the connection, by its stable code.</summary>
    internal static MailboxFaultException FaultOf(Exception fault) => new(
        fault switch
        {
            MailKit.Security.AuthenticationException => "sign-in",
            SslHandshakeException or System.Security.Authentication.AuthenticationException => "certificate",
            FolderNotFoundException => "no-folder",
            SocketException or IOException or TimeoutException or OperationCanceledException => "unreachable",

            // A line that was cut in the middle is no odd answer; the library has one exception for both.
            ImapProtocolException cut when cut.Message.Contains("disconnected", StringComparison.Ordinal) => "unreachable",
            ProtocolException or CommandException => "protocol",
            _ => "unknown",
        },
        fault);
}

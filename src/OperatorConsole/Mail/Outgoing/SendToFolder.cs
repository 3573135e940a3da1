using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>Puts letters into a folder of files.</summary>
internal sealed class SendToFolder(MaildirOutgoing settings) : ISendLetters
{
    public async Task<Handed> SendAsync(Guid name, string recipient, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            await Maildir.DeliverAsync(settings.Folder, $"{name:N}.eml", bytes, cancellation);
            return new Handed(Handover.Done);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Handed(Handover.Later, "no-folder");
        }
    }
}

using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>Puts letters into a folder of files.</summary>
internal sealed class SendToFolder(MaildirOutgoing settings) : ISendLetters
{
    // A file of the same name is the same letter: it lies there once, unless somebody took it away meanwhile.
    public int MostUnrecorded => 1;

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

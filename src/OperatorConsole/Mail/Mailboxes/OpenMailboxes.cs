namespace OperatorConsole.Mail.Mailboxes;

/// <summary>Opens the mailboxes that the settings name.</summary>
internal sealed class OpenMailboxes : IMailboxes
{
    public async Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation) => settings switch
    {
        MaildirSettings folder => Files(folder.Folder),
        ImapSettings server => await ImapMailbox.OpenAsync(server, cancellation),
        _ => throw new InvalidOperationException($"No such mailbox: {settings.GetType().Name}."),
    };

    private static Maildir Files(string folder)
    {
        try
        {
            return Maildir.Open(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailboxFaultException("no-folder", fault);
        }
    }
}

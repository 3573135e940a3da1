using MailKit;
using MimeKit;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>Does in a mailbox what a mail server, or somebody with another mail program, does there.</summary>
internal static class OtherMailProgram
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Delivers as a mail server would, with flags as somebody else may have set them.</summary>
    internal static Task DeliverAsync(ImapSettings box, IEnumerable<string> mails, MessageFlags flags = MessageFlags.None) =>
        DeliverAsync(box, mails.Select(System.Text.Encoding.UTF8.GetBytes), flags);

    /// <summary>The same with messages that are not in UTF-8.</summary>
    internal static async Task DeliverAsync(ImapSettings box, IEnumerable<byte[]> mails, MessageFlags flags = MessageFlags.None)
    {
        await InAsync(box, async folder =>
        {
            foreach (var batch in mails.Chunk(50))
            {
                var messages = new List<IAppendRequest>();
                foreach (var mail in batch)
                {
                    using var bytes = new MemoryStream(mail);
                    messages.Add(new AppendRequest(await MimeMessage.LoadAsync(bytes, Cancellation), flags));
                }

                await folder.AppendAsync(FormatOptions.Default, messages, Cancellation);
            }

            return true;
        });
    }

    internal static Task DeliverAsync(ImapSettings box, string mail, MessageFlags flags = MessageFlags.None) => DeliverAsync(box, (string[])[mail], flags);

    /// <summary>Does something in the mailbox as another mail program would.</summary>
    internal static async Task<T> InAsync<T>(ImapSettings box, Func<IMailFolder, Task<T>> act)
    {
        using var client = await ImapConnection.OpenAsync(box, Cancellation);
        var folder = await client.GetFolderAsync(box.Folder, Cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        var outcome = await act(folder);
        await client.DisconnectAsync(quit: true, Cancellation);
        return outcome;
    }

    /// <summary>Makes a folder, or makes it anew: it then has another UIDVALIDITY.</summary>
    internal static async Task MakeFolderAsync(ImapSettings box, string name)
    {
        using var client = await ImapConnection.OpenAsync(box, Cancellation);
        var top = client.GetFolder(client.PersonalNamespaces[0]);
        if ((await top.GetSubfoldersAsync(subscribedOnly: false, Cancellation)).FirstOrDefault(f => f.Name == name) is { } old)
        {
            await old.DeleteAsync(Cancellation);
        }

        await top.CreateAsync(name, isMessageFolder: true, Cancellation);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    /// <summary>Flags of every message, in the order of their numbers.</summary>
    internal static Task<IReadOnlyList<MessageFlags>> FlagsAsync(ImapSettings box) => InAsync(box, async folder =>
        (IReadOnlyList<MessageFlags>)[.. (await folder.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags, Cancellation)).Select(m => m.Flags!.Value & ~MessageFlags.Recent)]);
}

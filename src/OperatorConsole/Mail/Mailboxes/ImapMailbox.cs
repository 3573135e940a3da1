using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>A folder on an IMAP server. Looks by UID, never by flags: somebody may have read the mail first.</summary>
internal sealed class ImapMailbox : IMailbox
{
    private readonly ImapClient _client;
    private readonly IMailFolder _folder;
    private readonly string _moveTo;
    private readonly HashSet<UniqueId> _seen = [];

    private ImapMailbox(ImapClient client, IMailFolder folder, string moveTo) => (_client, _folder, _moveTo) = (client, folder, moveTo);

    public long? UidValidity => _folder.UidValidity;

    /// <summary>Connects, signs in and opens the folder.</summary>
    /// <exception cref="MailboxFaultException">One of them failed, or the server's UIDVALIDITY cannot be relied on.</exception>
    internal static async Task<ImapMailbox> OpenAsync(ImapSettings settings, CancellationToken cancellation)
    {
        var client = await ImapConnection.OpenAsync(settings, cancellation);
        try
        {
            var folder = await client.GetFolderAsync(settings.Folder, cancellation);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);

            // RFC 3501: a non-zero number of 32 bits. Without one, UIDs name nothing; one that is too large the library cannot read.
            return folder.UidValidity == 0 ? throw new MailboxFaultException("uid-validity") : new ImapMailbox(client, folder, settings.MoveTo);
        }
        catch (Exception fault)
        {
            client.Dispose();
            throw fault is MailboxFaultException ? fault
                : fault is ImapProtocolException && fault.Message.Contains("UIDVALIDITY", StringComparison.Ordinal) ? new MailboxFaultException("uid-validity", fault)
                : ImapConnection.FaultOf(fault);
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        var uids = await _folder.SearchAsync(SearchQuery.All, cancellation);
        _seen.UnionWith(await _folder.SearchAsync(SearchQuery.Seen, cancellation));
        return [.. uids.OrderBy(u => u.Id).Select(Key)];
    }

    public async Task<byte[]?> FetchAsync(string key, CancellationToken cancellation)
    {
        try
        {
            // BODY.PEEK, and one byte more than a mail may have: what is larger shows it without being loaded.
            await using var stream = await _folder.GetStreamAsync(UidOf(key), "", 0, Reading.MailLimits.MostBytes + 1, cancellation);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
        catch (MessageNotFoundException)
        {
            return null;
        }
        catch (ImapCommandException refused)
        {
            // NO or BAD is about this one message; the connection goes on.
            throw new UnfetchableException(refused);
        }
    }

    public async Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var uids = keys.Select(UidOf).ToList();

        // What lies here for years is not marked anew at every look.
        if (uids.Where(uid => !_seen.Contains(uid)).ToList() is { Count: > 0 } unread)
        {
            await _folder.AddFlagsAsync(unread, MessageFlags.Seen, silent: true, cancellation);
            _seen.UnionWith(unread);
        }

        if (_moveTo.Length > 0)
        {
            var target = await _client.GetFolderAsync(_moveTo, cancellation);
            await _folder.MoveToAsync(uids, target, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _client.DisconnectAsync(quit: true);
        }
        catch (Exception fault) when (fault is IOException or SocketException or TimeoutException or ProtocolException or ServiceNotConnectedException or OperationCanceledException or CommandException)
        {
            // The connection is gone already, which is what was wanted.
        }

        _client.Dispose();
    }

    private string Key(UniqueId uid) => string.Create(CultureInfo.InvariantCulture, $"{_folder.UidValidity}/{uid.Id}");

    private UniqueId UidOf(string key) => new(_folder.UidValidity, uint.Parse(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
}

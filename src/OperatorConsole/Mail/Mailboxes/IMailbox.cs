namespace OperatorConsole.Mail.Mailboxes;

/// <summary>A mailbox while it is looked into.</summary>
internal interface IMailbox : IAsyncDisposable
{
    /// <summary>UIDVALIDITY; null for a folder of files.</summary>
    long? UidValidity { get; }

    /// <summary>Names of every message that lies in it, oldest first.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation);

    /// <summary>Bytes of one message, with nothing changed in the mailbox; null when it is gone.</summary>
    /// <remarks>A message beyond the limit is cut after its first bytes: enough to be seen, too much to be read.</remarks>
    /// <exception cref="UnfetchableException">The mailbox lists this message and does not give it; the others may be well.</exception>
    Task<byte[]?> FetchAsync(string key, CancellationToken cancellation);

    /// <summary>Marks messages that are stored now. May fail: nothing rests on it.</summary>
    Task TakenAsync(IReadOnlyList<string> keys, CancellationToken cancellation);
}

/// <summary>Opens mailboxes.</summary>
internal interface IMailboxes
{
    /// <summary>Opens one.</summary>
    /// <exception cref="MailboxFaultException">It cannot be looked into now.</exception>
    Task<IMailbox> OpenAsync(MailboxSettings settings, CancellationToken cancellation);
}

/// <summary>A mailbox cannot be looked into now.</summary>
/// <param name="fault">Stable code: <c>unreachable</c>, <c>sign-in</c>, <c>certificate</c>, <c>no-folder</c>, <c>not-secure</c>, <c>protocol</c>, <c>uid-validity</c>, <c>unknown</c>.</param>
/// <param name="inner">What the library said.</param>
internal sealed class MailboxFaultException(string fault, Exception? inner = null) : Exception($"The mailbox cannot be looked into: {fault}.", inner)
{
    /// <summary>Stable code.</summary>
    public string Fault { get; } = fault;
}

/// <summary>One message is listed and not given: the server refuses it, or its file cannot be read. The mailbox may be well.</summary>
/// <param name="inner">What the library said.</param>
internal sealed class UnfetchableException(Exception inner) : Exception("A message of the mailbox cannot be fetched.", inner);

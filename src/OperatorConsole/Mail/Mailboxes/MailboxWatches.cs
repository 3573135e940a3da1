using System.Collections.Concurrent;

namespace OperatorConsole.Mail.Mailboxes;

/// <summary>How this node learns of new mail in a mailbox on a server, beside looking for it.</summary>
/// <param name="Fault">Stable code of what ended the line; null while the server announces new mail.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="RetryAt">When the line is tried again.</param>
public sealed record MailboxWatch(string? Fault, DateTimeOffset Since, DateTimeOffset? RetryAt);

/// <summary>The lines at which this node waits for new mail, as they are now. Each node has its own.</summary>
internal sealed class MailboxWatches(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, MailboxWatch> _now = new(StringComparer.Ordinal);

    /// <summary>The line of a mailbox; null where nobody waits: a folder of files, or a server that announces nothing.</summary>
    internal MailboxWatch? Of(string mailbox) => _now.GetValueOrDefault(mailbox);

    /// <summary>The server announces new mail from now on.</summary>
    internal void Announced(string mailbox) => _now[mailbox] = new MailboxWatch(null, clock.GetUtcNow(), null);

    /// <summary>The server announces nothing.</summary>
    internal void Unwatched(string mailbox) => _now.TryRemove(mailbox, out _);

    /// <summary>The line is down, or still is.</summary>
    internal void Down(string mailbox, string fault, TimeSpan retryIn)
    {
        var now = clock.GetUtcNow();
        _now.AddOrUpdate(
            mailbox,
            _ => new MailboxWatch(fault, now, now + retryIn),
            (_, before) => new MailboxWatch(fault, before.Fault is null ? now : before.Since, now + retryIn));
    }
}

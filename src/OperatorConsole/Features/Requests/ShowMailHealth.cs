using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A mailbox as the desk sees it.</summary>
/// <param name="Name">As the settings name it.</param>
/// <param name="Fault">Stable code of what is wrong; null while all is well.</param>
/// <param name="LookedAt">The last look.</param>
/// <param name="WellAt">The last that went well.</param>
/// <param name="Found">New messages that the look under way has found.</param>
/// <param name="Taken">How many of them it has taken.</param>
public sealed record MailboxHealth(string Name, string? Fault, DateTimeOffset? LookedAt, DateTimeOffset? WellAt, int Found, int Taken)
{
    /// <summary>A mailbox that fails is not looked into before this.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>The line on which its server announces new mail to this node; null where nothing is announced.</summary>
    public MailboxWatch? Watch { get; init; }
}

/// <summary>How the mail is.</summary>
/// <param name="Boxes">The mailboxes.</param>
/// <param name="Unread">Messages that are stored and not yet understood.</param>
/// <param name="Quarantined">Messages in quarantine.</param>
/// <param name="Unsent">Letters that wait although they are due.</param>
public sealed record MailHealth(IReadOnlyList<MailboxHealth> Boxes, int Unread, int Quarantined, int Unsent)
{
    /// <summary>How often new mail is looked for, announced or not.</summary>
    public TimeSpan LookedForEvery { get; init; }

    // A few are gone before anybody has read the line.
    private const int Many = 25;

    /// <summary>How far a backlog has come: messages that are done with, and all that were found; null when there is none.</summary>
    public (int Done, int All)? Backlog
    {
        get
        {
            var (found, untaken) = (Boxes.Sum(b => b.Found), Boxes.Sum(b => b.Found - b.Taken));
            var (left, all) = (Unread + untaken, Math.Max(found, Unread + untaken));
            return Unread > 0 && left >= Many ? (all - left, all) : null;
        }
    }
}

/// <summary>Shows whether mail comes in and goes out, and how far a backlog has come.</summary>
internal sealed class ShowMailHealth(Center center, MailSettings settings, MailboxWatches watches, CenterClock clock)
{
    // A letter waits for the next sweep; one that waits longer is worth a word.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The state of now.</summary>
    public Task<MailHealth> RunAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var (late, boxes) = (clock.Now - Patience, settings.MailboxNames);
        return center.ReadAsync(async db => new MailHealth(
            [
                .. (await db.Mailboxes.Where(m => boxes.Contains(m.Name)).OrderBy(m => m.Id).Select(m => new MailboxHealth(m.Name, m.Fault, m.LookedAt, m.WellAt, m.Found, m.Taken) { NextLookAt = m.NextLookAt }).ToListAsync(cancellation))
                    .Select(m => m with { Watch = watches.Of(m.Name) }),
            ],
            await db.Mails.CountAsync(m => m.State == MailState.Stored, cancellation),
            await db.Mails.CountAsync(m => m.State == MailState.Quarantined, cancellation),
            await db.Outbox.CountAsync(o => o.State == OutboxState.Waiting && o.NotBefore < late, cancellation))
        {
            LookedForEvery = settings.LookEvery,
        }, cancellation);
    }
}

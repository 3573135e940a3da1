using Data;
using Data.Sealing;
using Licensing.Violations;
using OperatorConsole.Mail.Outgoing;

namespace OperatorConsole.Features.Violations;

/// <summary>Tells supervisors of what weighs much: in the console at once, and by a letter where an address is configured.</summary>
internal sealed class TellSupervisors(ViolationSettings settings, OwnerSealing owners, QueueLetter queue, Letters letters, CaseFeed feed)
{
    /// <summary>Kind of the letter.</summary>
    internal const string Kind = "case";

    /// <summary>Puts the letter into the outbox within the write that it tells of. It names no customer.</summary>
    internal async Task QueueAsync(CenterDb db, CaseNews news, ViolationRule rule, CancellationToken cancellation)
    {
        if (settings.NotifyTo is not { } address)
        {
            return;
        }

        // Bytes in the outbox are sealed with somebody's key; this letter is nobody's, and has one of its own.
        var key = owners.NewKey();
        db.OwnerKeys.Add(key);
        await db.SaveChangesAsync(cancellation);
        queue.Add(db, key, new NewLetter(Kind, address, letters.Fill(Kind, settings.Language, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["reference"] = news.Reference,
            ["rule"] = rule.Id,
            ["kit"] = news.Kit ?? "-",
        })));
    }

    /// <summary>Tells open pages, after the commit.</summary>
    internal void AtOnce(CaseNews? news)
    {
        if (news is not null)
        {
            feed.Tell(news);
        }
    }
}

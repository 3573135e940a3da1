using System.Collections.Concurrent;

namespace OperatorConsole.Mail.Intake;

/// <summary>Messages that a mailbox lists and does not give, and how often they were asked for.</summary>
/// <remarks>Kept in the memory of a node: one that starts again asks a few times more.</remarks>
internal sealed class Unfetched
{
    /// <summary>Why such a message is in quarantine.</summary>
    internal const string Reason = "cannot-be-fetched";

    private const int MostLooks = 3;

    // A server that gives nothing at all is out of order, and its messages come later: about an hour of looks that back off.
    private const int MostLooksAlone = 10;
    private readonly ConcurrentDictionary<(long Mailbox, string Key), Tries> _tries = new();

    /// <summary>The messages in the order in which they are asked for: those that failed come last, so that nothing waits behind them.</summary>
    internal IReadOnlyList<string> LastOf(long mailbox, IReadOnlyList<string> keys) => [.. keys.OrderBy(key => _tries.ContainsKey((mailbox, key)))];

    /// <summary>This one ended the connection, or the connection ended at it.</summary>
    internal void EndedAt(long mailbox, string key) => _tries.TryAdd((mailbox, key), new Tries(0, Own: false));

    /// <summary>This one is here.</summary>
    internal void Came(long mailbox, string key) => _tries.TryRemove((mailbox, key), out _);

    /// <summary>Counts a look in which these could not be fetched.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="failed">What could not be fetched.</param>
    /// <param name="othersCame">Others could: it is not the mailbox.</param>
    /// <returns>Those that are asked for no more, and whether what is left may be the mailbox's fault.</returns>
    internal (IReadOnlyList<string> GivenUp, bool MayBeTheMailbox) Count(long mailbox, IReadOnlyList<string> failed, bool othersCame)
    {
        var (givenUp, mailboxToo) = (new List<string>(), false);
        foreach (var key in failed)
        {
            var tries = _tries.AddOrUpdate((mailbox, key), _ => new Tries(1, othersCame), (_, before) => new Tries(before.Looks + 1, before.Own || othersCame));
            if (tries.Looks >= (tries.Own ? MostLooks : MostLooksAlone))
            {
                givenUp.Add(key);
                Came(mailbox, key);
            }
            else
            {
                mailboxToo |= !tries.Own;
            }
        }

        return (givenUp, mailboxToo);
    }

    private sealed record Tries(int Looks, bool Own);
}

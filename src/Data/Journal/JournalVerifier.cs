using System.Security.Cryptography;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Data.Journal;

/// <summary>Reads the whole journal, entry by entry, and finds the first place that is not as it was written.</summary>
public sealed class JournalVerifier(IDbContextFactory<CenterDb> databases, KeyRing keys, JournalHead head)
{
    /// <summary>Verifies the chain, the MACs and the head.</summary>
    /// <param name="cancellation">Stops the verification.</param>
    /// <param name="progress">Told the number of entries read so far, now and then.</param>
    public async Task<JournalVerdict> VerifyAsync(CancellationToken cancellation, IProgress<long>? progress = null)
    {
        // Before the entries: the head never leads, so what it names now must be among what is read after.
        var known = KnownHead();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (read, broken) = await FirstBrokenAsync(db, known, progress, cancellation);
        if (broken is null && (known is null || read < known.Sequence))
            broken = new JournalBreak(read + 1, JournalFault.Truncated);
        var entries = broken is null ? read : await db.Journal.LongCountAsync(cancellation);
        return new JournalVerdict(entries, broken is null, broken);
    }

    private JournalPlace? KnownHead()
    {
        try
        {
            return head.Read();
        }
        catch (KeysDamagedException)
        {
            // Keys and head are made together. Whoever cut the end would take the head away too: reported like a cut, never taken for a new journal.
            return null;
        }
    }

    private async Task<(long Read, JournalBreak? Broken)> FirstBrokenAsync(
        CenterDb db, JournalPlace? known, IProgress<long>? progress, CancellationToken cancellation)
    {
        var read = 0L;
        var previous = JournalChain.Beginning;
        await using var entries = db.Journal.AsNoTracking().OrderBy(entry => entry.Sequence).AsAsyncEnumerable().GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await entries.MoveNextAsync())
                    return (read, null);
            }
            catch (Exception fault) when (fault is InvalidCastException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
            {
                // A value of another type than was written, which only SQLite would keep.
                return (read, new JournalBreak(read + 1, JournalFault.Altered));
            }

            var entry = entries.Current;
            if (await FaultAsync(db, entry, read + 1, previous, cancellation) is { } why)
                return (read, new JournalBreak(read + 1, why));
            if (known?.Sequence == entry.Sequence && !known.Hash.AsSpan().SequenceEqual(entry.Hash))
                return (read, new JournalBreak(entry.Sequence, JournalFault.Truncated));
            previous = entry.Hash;
            read++;
            if (read % 10_000 == 0)
                progress?.Report(read);
        }
    }

    private async Task<JournalFault?> FaultAsync(
        CenterDb db, JournalRow entry, long expected, byte[] previous, CancellationToken cancellation)
    {
        var written = CryptographicOperations.FixedTimeEquals(JournalChain.Mac(keys.JournalKey, entry.Hash), entry.Mac);
        var here = JournalChain.Hash(entry).AsSpan().SequenceEqual(entry.Hash);
        return (written, here) switch
        {
            (false, _) => JournalFault.Altered,
            (true, false) => await MovedAsync(db, entry, cancellation),
            (true, true) when entry.Sequence > expected => JournalFault.Missing,
            (true, true) when entry.Sequence < expected || !previous.AsSpan().SequenceEqual(entry.PreviousHash) => JournalFault.Altered,
            _ => null,
        };
    }

    // The hash is ours but not of this text at this place. If the text fits it at another place, the entry was moved; then
    // its predecessor either still exists (the order was changed) or does not (it was deleted and the rest moved up).
    private static async Task<JournalFault> MovedAsync(CenterDb db, JournalRow entry, CancellationToken cancellation)
    {
        var most = await db.Journal.LongCountAsync(cancellation) + 1_000;
        for (var place = 1L; place <= most; place++)
        {
            if (!JournalChain.Hash(entry, place).AsSpan().SequenceEqual(entry.Hash))
                continue;
            var before = entry.PreviousHash;
            return place == 1 || await db.Journal.AnyAsync(other => other.Hash == before, cancellation)
                ? JournalFault.Reordered
                : JournalFault.Missing;
        }

        return JournalFault.Altered;
    }
}

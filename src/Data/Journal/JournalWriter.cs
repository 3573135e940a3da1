using Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Data.Journal;

/// <summary>Adds entries to the journal.</summary>
public sealed class JournalWriter(KeyRing keys, TimeProvider clock)
{
    private const int LongestName = 256;

    /// <summary>
    /// Adds an entry to the context of a running <see cref="Center.WriteAsync{T}"/>, so that the act and its entry are
    /// committed together or not at all.
    /// </summary>
    /// <param name="db">The context that the act was given.</param>
    /// <param name="actor">Sign-in name of the person, or <c>system</c>.</param>
    /// <param name="act">Stable code of the act, at most 40 characters.</param>
    /// <param name="subject">What it was done to; never a PIN code.</param>
    /// <param name="members">An object with further members; never a PIN code. Null members are left out.</param>
    public async Task AppendAsync(CenterDb db, string actor, string act, string subject, object? members = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(act);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(act.Length, Conventions.CodeLength, nameof(act));
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An entry is added inside the write that it tells of.");

        // Earlier entries of the same act are in the context, saved or not; those of others are in the database.
        var last = db.LastEntry
            ?? (db.Prepares ? db.Last<JournalRow>(nameof(JournalRow.Sequence)) : await db.Journal.AsNoTracking().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync());
        var next = new JournalRow
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = clock.GetUtcNow(),
            Actor = JournalText.Line(actor, LongestName),
            Act = act,
            Subject = JournalText.Line(subject, LongestName),
            Text = JournalText.Canonical(members),
            PreviousHash = last?.Hash ?? JournalChain.Beginning,
            Hash = [],
            Mac = [],
        };
        next.Hash = JournalChain.Hash(next);
        next.Mac = JournalChain.Mac(keys.JournalKey, next.Hash);
        db.Insert(next);
        db.LastEntry = next;
    }
}

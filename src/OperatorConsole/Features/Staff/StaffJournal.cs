using Data;
using Data.Journal;

namespace OperatorConsole.Features.Staff;

/// <summary>What people do with their sign-ins stands in the journal like everything else.</summary>
public sealed class StaffJournal(Center center, JournalWriter journal)
{
    /// <summary>Adds an entry about a person who is known. A name that nobody has is not written down: it may be a password in the wrong field.</summary>
    /// <param name="name">Sign-in name; null for a name that nobody has.</param>
    /// <param name="act">Stable code of the act.</param>
    public Task NoteAsync(string? name, string act) =>
        center.WriteAsync(db => journal.AppendAsync(db, name ?? "nobody", act, name ?? "unknown name"), CancellationToken.None);
}

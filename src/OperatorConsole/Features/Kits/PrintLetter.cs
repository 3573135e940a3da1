using Data;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>A letter as it is printed: once, by whom and when.</summary>
public sealed record Letter(Kit Kit, string? Owner, DateTimeOffset PrintedAt, string PrintedBy);

/// <summary>The PIN letter as a controlled document: the first printing needs one person, every further one a second who approves it.</summary>
public sealed class PrintLetter(Center center, Vault vault, OwnerSealing owners, JournalWriter journal, CenterClock clock, KitFeed feed)
{
    // Long enough to print and to look at the paper, too short to be found later.
    private static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(10);

    /// <summary>Asks for a printing.</summary>
    /// <returns>Its number, and whether a second person must approve it first.</returns>
    public async Task<(long Letter, bool NeedsApproval)> AskAsync(Acting acting, string number, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.PinCodes);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var asked = await center.WriteAsync(async db =>
        {
            var kit = await db.Kits.SingleAsync(k => k.Number == number, cancellation);
            var again = await db.Letters.AnyAsync(l => l.KitId == kit.Id, cancellation);
            var letter = new LetterRow
            {
                KitId = kit.Id,
                RequestedById = acting.Id,
                RequestedAt = clock.Now,
                Reason = reason,
                Stamp = Guid.CreateVersion7(clock.Now),
            };
            db.Letters.Add(letter);
            await db.SaveChangesAsync(cancellation);
            await journal.AppendAsync(db, acting.Name, again ? "reprint-asked" : "letter-asked", number, new { letter = letter.Id, reason });
            return (letter.Id, again);
        }, cancellation);
        feed.Tell(number);
        return asked;
    }

    /// <summary>Approves a reprint that somebody else asked for.</summary>
    /// <returns>False for one's own, or one that needs no approval.</returns>
    public async Task<bool> ApproveAsync(Acting acting, long letterId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.PinCodes);
        var number = await center.WriteAsync<string?>(async db =>
        {
            var letter = await db.Letters.SingleAsync(l => l.Id == letterId, cancellation);
            if (letter.RequestedById == acting.Id || letter.ApprovedById is not null || letter.PrintedAt is not null)
            {
                return null;
            }

            (letter.ApprovedById, letter.Stamp) = (acting.Id, Guid.CreateVersion7(clock.Now));
            var kit = await NumberAsync(db, letter);
            await journal.AppendAsync(db, acting.Name, "reprint-approved", kit, new { letter = letter.Id });
            return kit;
        }, cancellation);
        if (number is not null)
        {
            feed.Tell(number);
        }

        return number is not null;
    }

    /// <summary>Opens the letter for its requester: one reveal, with its list, in the journal.</summary>
    /// <returns>Null when it is not this person's, is not approved, or was opened too long ago.</returns>
    public Task<Letter?> OpenAsync(Acting acting, string number, long letterId, CancellationToken cancellation) =>
        OpenAsync(acting, number, letterId, saved: false, cancellation);

    /// <summary>Opens the letter for its requester to keep it as a file. A file can be copied, so each one has its own entry in the journal.</summary>
    /// <returns>Null when it is not this person's, is not approved, or was opened too long ago.</returns>
    public Task<Letter?> SaveAsync(Acting acting, string number, long letterId, CancellationToken cancellation) =>
        OpenAsync(acting, number, letterId, saved: true, cancellation);

    private Task<Letter?> OpenAsync(Acting acting, string number, long letterId, bool saved, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.PinCodes);
        return center.WriteAsync<Letter?>(async db =>
        {
            var letter = await db.Letters.SingleOrDefaultAsync(l => l.Id == letterId, cancellation);
            if (letter is null || letter.RequestedById != acting.Id || await NumberAsync(db, letter) != number)
            {
                return null;
            }

            var first = !await db.Letters.AnyAsync(l => l.KitId == letter.KitId && l.Id < letter.Id, cancellation);
            if ((!first && letter.ApprovedById is null) || clock.Now - (letter.PrintedAt ?? clock.Now) > OpenFor)
            {
                return null;
            }

            var kit = (await LoadedKit.ByNumberAsync(db, vault, number))!;
            if (letter.PrintedAt is null)
            {
                (letter.PrintedAt, letter.Stamp) = (clock.Now, Guid.CreateVersion7(clock.Now));
                await journal.AppendAsync(
                    db, acting.Name, "letter-printed", number, new { letter = letter.Id, pins = kit.History.Kit.Pins.Select(p => p.Code.Masked).ToArray() });
            }

            if (saved)
            {
                await journal.AppendAsync(db, acting.Name, "letter-saved", number, new { letter = letter.Id });
            }

            return new Letter(kit.History.Kit, await RegisteredOwner.OpenAsync(db, owners, kit.Row), letter.PrintedAt.Value, acting.Name);
        }, cancellation);
    }

    private static Task<string> NumberAsync(CenterDb db, LetterRow letter) => db.Kits.Where(k => k.Id == letter.KitId).Select(k => k.Number).SingleAsync();
}

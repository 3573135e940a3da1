using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Somebody who can be given a request.</summary>
public sealed record Colleague(string Id, string Name);

/// <summary>A request goes to a colleague who works on requests, with a word of why.</summary>
public sealed class HandOverRequest(Center center, OwnerSealing owners, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    // The colleague may be at lunch: longer than a lease, shorter than for good.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(8);

    /// <summary>Hands it over.</summary>
    /// <param name="acting">Whoever has it, or anybody of the desk where nobody has.</param>
    /// <param name="reference">The request.</param>
    /// <param name="to">The colleague.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <returns>False when somebody else has it, or the colleague does not work on requests.</returns>
    public async Task<bool> RunAsync(Acting acting, string reference, string to, string note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var given = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            if (RequestRows.HolderOf(request, now) is { } holder && holder != acting.Id || !await RequestRows.OfTheDesk(db).AnyAsync(u => u.Id == to, cancellation))
            {
                return false;
            }

            RequestRows.Give(request, to, now);
            request.ClaimedUntil = now + Kept;
            var happened = RequestRows.Happened(db, request, acting.Id, now, "handed-over");
            if (note?.Trim() is { Length: > 0 } text)
            {
                await RequestRows.NoteAsync(db, owners, request, happened, text, cancellation);
            }

            await journal.AppendAsync(db, acting.Name, "request-handed-over", reference, new { to = await db.Users.Where(u => u.Id == to).Select(u => u.UserName).SingleAsync(cancellation) });
            return true;
        }, cancellation);
        if (given)
        {
            feed.Tell(reference);
        }

        return given;
    }

    /// <summary>Who could be given it.</summary>
    public Task<IReadOnlyList<Colleague>> ColleaguesAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<IReadOnlyList<Colleague>>(
            async db => await RequestRows.OfTheDesk(db).Where(u => u.Id != acting.Id).OrderBy(u => u.DisplayName).Select(u => new Colleague(u.Id, u.DisplayName)).ToListAsync(cancellation),
            cancellation);
    }
}

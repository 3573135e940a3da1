using Data;
using Data.Journal;
using Data.Mail;
using Data.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Somebody whom a request can be handed to.</summary>
public sealed record Colleague(string Id, string Name);

/// <summary>Takes a request for an additional PIN code, lets it go, or hands it to a colleague.</summary>
public sealed class TakePinRequest(Center center, JournalWriter journal, CenterClock clock, PinFeed feed)
{
    /// <summary>Takes it: free, one's own or left alone for a quarter of an hour; another's only by taking it over.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="number">Its number.</param>
    /// <param name="takeOver">Whether another person's is taken too.</param>
    /// <returns>False when it is another's, or there is none.</returns>
    public Task<bool> RunAsync(Acting acting, int number, bool takeOver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return ChangeAsync(number, async (db, row) =>
        {
            if (PinClaim.IsOthers(row, acting, clock.Now) && !takeOver)
            {
                return false;
            }

            var renewed = row.ClaimedBy == acting.Id;
            PinClaim.Give(row, acting.Id, clock.Now);
            if (!renewed)
            {
                PinRequests.Happened(db, row, clock.Now, acting.Id, takeOver ? "taken-over" : "claimed");
                await journal.AppendAsync(db, acting.Name, "request-claimed", row.Reference, new { takeOver });
            }

            return true;
        }, cancellation);
    }

    /// <summary>Lets one's own go.</summary>
    /// <returns>False when it is not one's own.</returns>
    public Task<bool> ReleaseAsync(Acting acting, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return ChangeAsync(number, async (db, row) =>
        {
            if (row.ClaimedBy != acting.Id)
            {
                return false;
            }

            PinClaim.Free(row);
            PinRequests.Happened(db, row, clock.Now, acting.Id, "released");
            await journal.AppendAsync(db, acting.Name, "request-released", row.Reference);
            return true;
        }, cancellation);
    }

    /// <summary>Hands it to a colleague who works on requests.</summary>
    /// <returns>False when it is another's, or nobody of that id works on requests.</returns>
    public Task<bool> HandOverAsync(Acting acting, int number, string colleague, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return ChangeAsync(number, async (db, row) =>
        {
            if (PinClaim.IsOthers(row, acting, clock.Now) || (await AbleAsync(db, cancellation)).FirstOrDefault(c => c.Id == colleague) is not { } to)
            {
                return false;
            }

            PinClaim.Give(row, to.Id, clock.Now);
            row.NewReply = true;
            PinRequests.Happened(db, row, clock.Now, acting.Id, "handed-over");
            await journal.AppendAsync(db, acting.Name, "request-handed-over", row.Reference, new { to = to.UserName });
            return true;
        }, cancellation);
    }

    /// <summary>Everybody else whom a request can be handed to.</summary>
    public Task<IReadOnlyList<Colleague>> ColleaguesAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<IReadOnlyList<Colleague>>(
            async db => [.. (await AbleAsync(db, cancellation)).Where(p => p.Id != acting.Id).Select(p => new Colleague(p.Id, p.DisplayName.Length > 0 ? p.DisplayName : p.UserName ?? ""))],
            cancellation);
    }

    private static Task<List<StaffMember>> AbleAsync(CenterDb db, CancellationToken cancellation)
    {
        var roles = Access.Table[Access.Requests];
        return db.Users.AsNoTracking().Where(u => u.DisabledAt == null && db.Set<IdentityUserRole<string>>()
                .Any(ur => ur.UserId == u.Id && db.Set<IdentityRole>().Any(r => r.Id == ur.RoleId && roles.Contains(r.Name!))))
            .OrderBy(u => u.DisplayName).ToListAsync(cancellation);
    }

    private async Task<bool> ChangeAsync(int number, Func<CenterDb, RequestRow, Task<bool>> change, CancellationToken cancellation)
    {
        // A decision that waits for its moment, or for a second person, stands as it was made.
        var changed = await center.WriteAsync(
            async db => await db.Requests.SingleOrDefaultAsync(r => r.Number == number && r.Kind == RequestKind.AdditionalPins, cancellation) is { } row
                && await PinRequests.OpenAsync(db, row.Id, cancellation) is null
                && await change(db, row),
            cancellation);
        if (changed)
        {
            feed.Tell(number);
        }

        return changed;
    }
}

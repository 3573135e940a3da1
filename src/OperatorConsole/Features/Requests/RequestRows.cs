using Data;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Data.Staff;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>No request has this reference.</summary>
public sealed class NoSuchRequestException(string reference) : Exception($"There is no request {reference}.");

/// <summary>What the use cases of the desk do alike with the rows of a request.</summary>
internal static class RequestRows
{
    /// <summary>How long a claim counts without a sign of life.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>How long what comes back stays with its clerk: a working day.</summary>
    internal static readonly TimeSpan Returned = TimeSpan.FromHours(8);

    // What tells nobody anything new about what should be decided.
    private static readonly string[] Quiet = ["note", "claimed", "released", "wait-over"];

    internal static async Task<RequestRow> FindAsync(CenterDb db, string reference, CancellationToken cancellation) =>
        await db.Requests.SingleOrDefaultAsync(r => r.Reference == reference, cancellation) ?? throw new NoSuchRequestException(reference);

    /// <summary>Whoever has it at the moment; null when nobody has.</summary>
    internal static string? HolderOf(RequestRow request, DateTimeOffset now) => request.ClaimedUntil > now ? request.ClaimedBy : null;

    /// <summary>Gives it to a person, or renews that person's claim.</summary>
    internal static void Give(RequestRow request, string personId, DateTimeOffset now)
    {
        // What comes back to its clerk stays with that clerk longer than a lease.
        var until = now + Lease;
        (request.ClaimedUntil, request.ClaimedBy) = (request.ClaimedBy == personId && request.ClaimedUntil > until ? request.ClaimedUntil : until, personId);
        request.Stamp = Guid.CreateVersion7(now);
    }

    internal static RequestEventRow Happened(CenterDb db, RequestRow request, string actorId, DateTimeOffset now, string kind, string? detail = null)
    {
        var happened = new RequestEventRow { RequestId = request.Id, At = now, ActorId = actorId, Kind = kind, Detail = detail };
        db.RequestEvents.Add(happened);
        return happened;
    }

    /// <summary>A note of staff at the request.</summary>
    internal static async Task NoteAsync(CenterDb db, OwnerSealing owners, RequestRow request, RequestEventRow at, string text, CancellationToken cancellation)
    {
        var owner = await db.OwnerKeys.SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        at.SealedText = owners.SealText(owner, text, NoteName(request.Name, at.At));
    }

    /// <summary>Reads a note; null when there is none, or its owner was erased.</summary>
    internal static string? NoteOf(OwnerSealing owners, OwnerKeyRow owner, Guid request, RequestEventRow at) =>
        at.SealedText is { } closed ? owners.OpenText(owner, closed, NoteName(request, at.At)) : null;

    /// <summary>What happened since somebody looked that this person has not done and would want to know before deciding.</summary>
    internal static Task<List<RequestEventRow>> SinceAsync(CenterDb db, long requestId, long seen, string personId, CancellationToken cancellation) =>
        db.RequestEvents.AsNoTracking()
            .Where(e => e.RequestId == requestId && e.Id > seen && (!Quiet.Contains(e.Kind) || (e.Kind == "claimed" && e.ActorId != personId)))
            .OrderBy(e => e.Id).ToListAsync(cancellation);

    internal static Task<string?> NameAsync(CenterDb db, string? personId, CancellationToken cancellation) =>
        db.Users.Where(u => u.Id == personId).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation);

    /// <summary>Everybody who works on requests.</summary>
    internal static IQueryable<StaffMember> OfTheDesk(CenterDb db)
    {
        var roles = Access.Table[Access.Requests];
        return db.Users.Where(u => u.DisabledAt == null && db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(role => role.Id == r.RoleId && roles.Contains(role.Name))));
    }

    private static string NoteName(Guid request, DateTimeOffset at) =>
        RowName.Of("RequestEvents.SealedText", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request:D}/{at.UtcTicks}"));
}

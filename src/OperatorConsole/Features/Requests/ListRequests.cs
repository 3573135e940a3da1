using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Mail.Outgoing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Lists requests a page at a time: what waits oldest first, what is done newest first.</summary>
public sealed class ListRequests(Center center, OwnerSealing owners, OpenedSenders opened, Vault vault, CenterClock clock)
{
    /// <summary>Requests on a page.</summary>
    public const int PageSize = 25;

    /// <summary>One page, and how many there are in all.</summary>
    public Task<(IReadOnlyList<RequestSummary> Requests, int Total)> RunAsync(Acting acting, RequestFilter filter, int page, CancellationToken cancellation) =>
        RunAsync(acting, filter, page * PageSize, PageSize, cancellation);

    /// <summary>Any stretch of the list, and how many there are in all.</summary>
    public Task<(IReadOnlyList<RequestSummary> Requests, int Total)> RunAsync(Acting acting, RequestFilter filter, int skip, int take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(filter);
        return center.ReadAsync<(IReadOnlyList<RequestSummary>, int)>(async db =>
        {
            var wanted = Filtered(db, acting, filter);
            var newestFirst = filter.Tab is RequestTab.Done or RequestTab.All;
            if (Find(db, wanted, filter.Find) is { } directly)
            {
                return (await SummariesAsync(db, Ordered(directly, newestFirst).Skip(skip).Take(take), cancellation), await directly.CountAsync(cancellation));
            }

            var found = await opened.FindAsync(db, wanted, filter.Find!.Trim(), cancellation);
            var ids = (newestFirst ? found.OrderByDescending(r => r.ArrivedAt).ThenByDescending(r => r.Id) : found.OrderBy(r => r.ArrivedAt).ThenBy(r => r.Id))
                .Skip(skip).Take(take).Select(r => r.Id).ToList();
            return (await SummariesAsync(db, Ordered(db.Requests.Where(r => ids.Contains(r.Id)), newestFirst), cancellation), found.Count);
        }, cancellation);
    }

    private static IQueryable<RequestRow> Ordered(IQueryable<RequestRow> requests, bool newestFirst) =>
        newestFirst ? requests.OrderByDescending(r => r.ArrivedAt).ThenByDescending(r => r.Id) : requests.OrderBy(r => r.ArrivedAt).ThenBy(r => r.Id);

    /// <summary>The same requests again, in the order in which they are named: a list on a screen is brought up to date without moving.</summary>
    public Task<IReadOnlyList<RequestSummary>> TheseAsync(Acting acting, IReadOnlyList<string> references, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<IReadOnlyList<RequestSummary>>(async db =>
        {
            var found = (await SummariesAsync(db, db.Requests.Where(r => references.Contains(r.Reference)), cancellation)).ToDictionary(r => r.Reference, StringComparer.Ordinal);
            return [.. references.Where(found.ContainsKey).Select(r => found[r])];
        }, cancellation);
    }

    /// <summary>How many wait, and for whom.</summary>
    public Task<RequestCounts> CountAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var now = clock.Now;
        return center.ReadAsync(async db =>
        {
            var open = db.Requests.Where(r => r.State == RequestState.Open);
            return new RequestCounts(
                await open.CountAsync(cancellation),
                await open.CountAsync(r => r.ClaimedUntil == null || r.ClaimedUntil <= now, cancellation),
                await open.CountAsync(r => r.ClaimedBy == acting.Id && r.ClaimedUntil > now, cancellation),
                await db.Requests.CountAsync(r => r.State == RequestState.Waiting, cancellation),
                await open.MinAsync(r => (DateTimeOffset?)r.ArrivedAt, cancellation),
                await db.Requests.Where(r => r.State == RequestState.Done).MaxAsync(r => (DateTimeOffset?)r.ArrivedAt, cancellation));
        }, cancellation);
    }

    /// <summary>The request that somebody takes next: the oldest that is free or in the same hands and has no letter on its way; after the named one, then from the beginning.</summary>
    /// <returns>Its reference; null when the queue is clear.</returns>
    public Task<string?> NextAsync(Acting acting, string? after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            var free = Free(db, acting, after);
            var from = await db.Requests.Where(r => r.Reference == after).Select(r => new { r.ArrivedAt, r.Id }).SingleOrDefaultAsync(cancellation);
            return (from is null ? null : await First(free.Where(r => r.ArrivedAt > from.ArrivedAt || (r.ArrivedAt == from.ArrivedAt && r.Id > from.Id))).FirstOrDefaultAsync(cancellation))
                ?? await First(free).FirstOrDefaultAsync(cancellation);
        }, cancellation);

        static IQueryable<string> First(IQueryable<RequestRow> requests) => requests.OrderBy(r => r.ArrivedAt).ThenBy(r => r.Id).Select(r => r.Reference);
    }

    /// <summary>The same the other way: the youngest of those that are older; before the oldest, the youngest of all.</summary>
    /// <returns>Its reference; null when the queue is clear.</returns>
    public Task<string?> PreviousAsync(Acting acting, string before, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            var free = Free(db, acting, before);
            var from = await db.Requests.Where(r => r.Reference == before).Select(r => new { r.ArrivedAt, r.Id }).SingleOrDefaultAsync(cancellation);
            return (from is null ? null : await Last(free.Where(r => r.ArrivedAt < from.ArrivedAt || (r.ArrivedAt == from.ArrivedAt && r.Id < from.Id))).FirstOrDefaultAsync(cancellation))
                ?? await Last(free).FirstOrDefaultAsync(cancellation);
        }, cancellation);

        static IQueryable<string> Last(IQueryable<RequestRow> requests) => requests.OrderByDescending(r => r.ArrivedAt).ThenByDescending(r => r.Id).Select(r => r.Reference);
    }

    private IQueryable<RequestRow> Free(CenterDb db, Acting acting, string? besides)
    {
        var now = clock.Now;
        return db.Requests.Where(r => r.State == RequestState.Open && r.Reference != besides
            && (r.ClaimedUntil == null || r.ClaimedUntil <= now || r.ClaimedBy == acting.Id)
            && !db.RequestDrafts.Any(d => d.RequestId == r.Id && d.DueAt != null));
    }

    internal async Task<IReadOnlyList<RequestSummary>> SummariesAsync(CenterDb db, IQueryable<RequestRow> requests, CancellationToken cancellation)
    {
        var now = clock.Now;
        var rows = await requests.Select(r => new
        {
            Row = new { r.Id, r.Name, r.Reference, r.Kind, r.State, r.Reason, r.Detail, r.Language, r.ArrivedAt, r.ClaimedBy, r.ClaimedUntil, r.NewReply, r.WaitUntil, r.Decision, r.DecidedAt, r.SealedSender },
            Kit = db.Kits.Where(k => k.Id == r.KitId).Select(k => k.Number).FirstOrDefault(),
            Owner = db.OwnerKeys.First(k => k.Id == r.OwnerKeyId),
            Holder = db.Users.Where(u => u.Id == r.ClaimedBy).Select(u => u.DisplayName).FirstOrDefault(),
            DecidedBy = db.Users.Where(u => u.Id == r.DecidedBy).Select(u => u.DisplayName).FirstOrDefault(),
            Draft = db.RequestDrafts.Where(d => d.RequestId == r.Id).Select(d => new { d.DueAt, d.Stopped }).FirstOrDefault(),
        }).ToListAsync(cancellation);
        return [.. rows.Select(r =>
        {
            var (sender, held) = (RequestSender.Open(owners, r.Owner, r.Row.Name, r.Row.SealedSender), r.Row.ClaimedUntil > now);
            return new RequestSummary(r.Row.Reference, r.Row.Kind, r.Row.State, r.Row.Reason, r.Row.Detail, r.Row.Language, r.Row.ArrivedAt)
            {
                Kit = r.Kit,
                From = sender is { Name.Length: > 0 } ? sender.Name : sender?.Address ?? "",
                Address = sender?.Address ?? "",
                Subject = sender?.Subject ?? "",
                HolderId = held ? r.Row.ClaimedBy : null,
                Holder = held ? r.Holder ?? "" : null,
                HeldUntil = held ? r.Row.ClaimedUntil : null,
                NewReply = r.Row.NewReply,
                WaitUntil = r.Row.State == RequestState.Waiting ? r.Row.WaitUntil : null,
                DueAt = r.Draft?.DueAt,
                Stopped = r.Draft?.Stopped,
                Decision = r.Row.Decision,
                DecidedBy = r.DecidedBy,
                DecidedAt = r.Row.DecidedAt,
            };
        })];
    }

    private IQueryable<RequestRow> Filtered(CenterDb db, Acting acting, RequestFilter filter)
    {
        var (now, me) = (clock.Now, acting.Id);
        var requests = filter.Tab switch
        {
            RequestTab.Open => db.Requests.Where(r => r.State == RequestState.Open),
            RequestTab.Unclaimed => db.Requests.Where(r => r.State == RequestState.Open && (r.ClaimedUntil == null || r.ClaimedUntil <= now)),
            RequestTab.Mine => db.Requests.Where(r => r.State == RequestState.Open && r.ClaimedBy == me && r.ClaimedUntil > now),
            RequestTab.Waiting => db.Requests.Where(r => r.State == RequestState.Waiting),
            RequestTab.Done => db.Requests.Where(r => r.State == RequestState.Done),
            RequestTab.All => db.Requests,
        };
        var (kind, reason, language, kit) = (filter.Kind, filter.Reason, filter.Language, filter.Kit);
        requests = kind is null ? requests : requests.Where(r => r.Kind == kind);
        requests = reason is null ? requests : requests.Where(r => r.Reason == reason);
        requests = language is null ? requests : requests.Where(r => r.Language == language);
        requests = kit is null ? requests : requests.Where(r => db.Kits.Any(k => k.Id == r.KitId && k.Number == kit));
        if (filter.OlderThan is { } age)
        {
            var before = now - age;
            requests = requests.Where(r => r.ArrivedAt <= before);
        }

        return requests;
    }

    // By what stands open in the tables; null for words, which do not.
    private IQueryable<RequestRow>? Find(CenterDb db, IQueryable<RequestRow> requests, string? find)
    {
        if (find?.Trim() is not { Length: > 0 } text)
        {
            return requests;
        }

        if (RequestReference.Parse(text) is { } number)
        {
            return requests.Where(r => r.Number == number);
        }

        if (text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-') && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: > 0 } digits)
        {
            return requests.Where(r => db.Kits.Any(k => k.Id == r.KitId && k.Number.StartsWith(digits)));
        }

        if (text.Contains('@', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal))
        {
            var lookup = QueueLetter.Lookup(vault, text);
            return requests.Where(r => r.SenderLookup == lookup);
        }

        return null;
    }
}

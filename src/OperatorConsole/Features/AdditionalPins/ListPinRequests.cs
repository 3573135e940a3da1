using Data;
using Data.AdditionalPins;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The queue of requests for additional PIN codes.</summary>
internal sealed class ListPinRequests(Center center, CenterClock clock, PinRequests requests)
{
    private const int Most = 50;

    /// <summary>One tab.</summary>
    /// <param name="acting">Who looks.</param>
    /// <param name="tab">Which.</param>
    public Task<PinQueue> RunAsync(Acting acting, PinTab tab, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            var counts = new Dictionary<PinTab, int>();
            foreach (var one in Enum.GetValues<PinTab>())
            {
                counts[one] = await In(db, acting, one, clock.Now).CountAsync(cancellation);
            }

            var rows = tab == PinTab.Done
                ? await In(db, acting, tab, clock.Now).OrderByDescending(r => r.ChangedAt).Take(Most).ToListAsync(cancellation)
                : await In(db, acting, tab, clock.Now).OrderBy(r => r.ArrivedAt).ThenBy(r => r.Id).Take(Most).ToListAsync(cancellation);
            var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
            var items = new List<PinQueueItem>();
            foreach (var row in rows)
            {
                items.Add(await ItemAsync(db, acting, row, people, cancellation));
            }

            return new PinQueue(items, counts);
        }, cancellation);
    }

    private static IQueryable<RequestRow> In(CenterDb db, Acting acting, PinTab tab, DateTimeOffset now)
    {
        var all = db.Requests.Where(r => r.Kind == RequestKind.AdditionalPins);
        var second = db.PinDecisions.Where(d => d.State == PinDecisionState.AwaitsSecond).Select(d => d.OpenRequestId);
        return tab switch
        {
            PinTab.Done => all.Where(r => r.State == RequestState.Done),
            PinTab.Waiting => all.Where(r => r.State == RequestState.Waiting),
            PinTab.Approval => all.Where(r => r.State == RequestState.Open && second.Contains(r.Id)),
            PinTab.Mine => all.Where(r => r.State == RequestState.Open && r.ClaimedBy == acting.Id && !second.Contains(r.Id)),

            // Left alone for longer than the lease, a colleague's is for everybody to see.
            PinTab.Unclaimed => all.Where(r => r.State == RequestState.Open && r.ClaimedBy != acting.Id && !second.Contains(r.Id)),
        };
    }

    private async Task<PinQueueItem> ItemAsync(CenterDb db, Acting acting, RequestRow row, Dictionary<string, string> people, CancellationToken cancellation)
    {
        var asked = await requests.LoadAsync(db, row, cancellation);
        var decision = await PinRequests.OpenAsync(db, row.Id, cancellation);
        return new PinQueueItem(row.Number, row.Reference, asked.Asked.Kit, asked.Asked.Company, row.ArrivedAt, row.State)
        {
            Suggested = asked.Review.Suggestion.Act,
            Clerk = row.ClaimedBy is { } by ? people.GetValueOrDefault(by, "") : null,
            Mine = row.ClaimedBy == acting.Id,
            News = row.NewReply ? row.Reason : null,
            SecondBecause = decision?.SecondBecause?.Split(' ') ?? [],
            Decision = row.Decision,
        };
    }
}

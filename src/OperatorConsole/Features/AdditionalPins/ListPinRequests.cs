using Data;
using Data.AdditionalPins;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The queue of requests for additional PIN codes.</summary>
internal sealed class ListPinRequests(Center center, CenterClock clock, PinRequests requests)
{
    /// <summary>Requests on a page.</summary>
    public const int PageSize = 25;

    /// <summary>One page of one tab.</summary>
    /// <param name="acting">Who looks.</param>
    /// <param name="tab">Which.</param>
    /// <param name="cancellation">Ends the queries.</param>
    /// <param name="find">A reference, digits of a kit number, or a part of the company's name; empty: all.</param>
    /// <param name="page">From 0.</param>
    public Task<PinQueue> RunAsync(Acting acting, PinTab tab, CancellationToken cancellation, string? find = null, int page = 0)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db =>
        {
            var counts = new Dictionary<PinTab, int>();
            foreach (var one in Enum.GetValues<PinTab>())
            {
                counts[one] = await In(db, acting, one).CountAsync(cancellation);
            }

            var matching = await MatchingAsync(db, In(db, acting, tab), find?.Trim() ?? "", cancellation);
            var ordered = tab == PinTab.Done ? matching.OrderByDescending(r => r.ChangedAt) : matching.OrderBy(r => r.ArrivedAt).ThenBy(r => r.Id);
            var rows = await ordered.Skip(page * PageSize).Take(PageSize).ToListAsync(cancellation);
            var people = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
            var items = new List<PinQueueItem>();
            foreach (var row in rows)
            {
                items.Add(await ItemAsync(db, acting, row, people, cancellation));
            }

            return new PinQueue(items, counts, await matching.CountAsync(cancellation), StampAt(await StateAsync(db, cancellation)));
        }, cancellation);
    }

    /// <summary>Changes with every change of a request or decision, and once a minute, since what the rules suggest also follows the kits.</summary>
    public Task<string> StampAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync(async db => StampAt(await StateAsync(db, cancellation)), cancellation);
    }

    private string StampAt((int Requests, DateTimeOffset? Changed, int Decisions) state) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state.Requests} {state.Changed?.UtcTicks} {state.Decisions} {clock.Now.UtcTicks / TimeSpan.TicksPerMinute}");

    private static async Task<(int Requests, DateTimeOffset? Changed, int Decisions)> StateAsync(CenterDb db, CancellationToken cancellation)
    {
        var all = db.Requests.Where(r => r.Kind == RequestKind.AdditionalPins);
        return (await all.CountAsync(cancellation), await all.MaxAsync(r => (DateTimeOffset?)r.ChangedAt, cancellation), await db.PinDecisions.CountAsync(d => d.OpenRequestId != null, cancellation));
    }

    private async Task<IQueryable<RequestRow>> MatchingAsync(CenterDb db, IQueryable<RequestRow> tab, string text, CancellationToken cancellation)
    {
        if (text.Length == 0)
        {
            return tab;
        }

        if (RequestReference.Parse(text) is { } number)
        {
            return tab.Where(r => r.Number == number);
        }

        if (!text.Any(char.IsLetter))
        {
            var digits = string.Concat(text.Where(char.IsAsciiDigit));
            return tab.Where(r => digits.Length > 0 && db.Kits.Any(k => k.Id == r.KitId && k.Number.StartsWith(digits)));
        }

        var found = await requests.OfCompanyAsync(db, tab, text, cancellation);
        return tab.Where(r => found.Contains(r.Id));
    }

    private static IQueryable<RequestRow> In(CenterDb db, Acting acting, PinTab tab)
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

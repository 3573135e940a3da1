using Data;
using Data.Journal;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>How a claim ended.</summary>
/// <param name="Mine">Whether the person has it now.</param>
/// <param name="HolderId">Who has it.</param>
/// <param name="Holder">Name of who has it.</param>
public sealed record Claim(bool Mine, string? HolderId, string? Holder);

/// <summary>A clerk takes a request, renews a claim, or takes it over from the colleague who was seen to have it.</summary>
/// <remarks>Compare and swap: it is taken over from the very person who was seen, or not at all.</remarks>
public sealed class ClaimRequest(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <summary>Claims it for a lease of a quarter of an hour.</summary>
    /// <param name="acting">A clerk.</param>
    /// <param name="reference">The request.</param>
    /// <param name="from">The colleague it is taken over from; null: only if nobody has it.</param>
    public async Task<Claim> RunAsync(Acting acting, string reference, string? from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var (claim, told) = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            var holder = RequestRows.HolderOf(request, now);
            if (holder is not null && holder != acting.Id && holder != from)
            {
                return (new Claim(false, holder, await RequestRows.NameAsync(db, holder, cancellation)), false);
            }

            var (fresh, replied) = (holder != acting.Id, request.NewReply);
            if (holder is not null && fresh)
            {
                RequestRows.Happened(db, request, acting.Id, now, "taken-over");
                await journal.AppendAsync(db, acting.Name, "request-taken-over", reference);
            }
            else if (fresh)
            {
                RequestRows.Happened(db, request, acting.Id, now, "claimed");
            }

            RequestRows.Give(request, acting.Id, now);
            request.NewReply = false;
            return (new Claim(true, acting.Id, null), fresh || replied);
        }, cancellation);
        if (told)
        {
            feed.Tell(reference);
        }

        return claim;
    }
}

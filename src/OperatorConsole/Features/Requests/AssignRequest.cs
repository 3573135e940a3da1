using Data;
using Data.Journal;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>Why a request was not assigned, or that it was.</summary>
public enum AssignEnd
{
    /// <summary>The colleague has it.</summary>
    Assigned,

    /// <summary>Somebody else has it than was seen.</summary>
    Held,

    /// <summary>It is over.</summary>
    Over,

    /// <summary>The colleague does not work on requests.</summary>
    NotOfTheDesk,
}

/// <summary>A supervisor gives a request to somebody of the desk, whoever has it.</summary>
/// <remarks>Compare and swap: it is taken from the very person who was seen to have it, or not at all.</remarks>
public sealed class AssignRequest(Center center, JournalWriter journal, CenterClock clock, RequestFeed feed)
{
    /// <summary>Assigns it.</summary>
    /// <param name="acting">A supervisor.</param>
    /// <param name="reference">The request.</param>
    /// <param name="seen">Who was seen to have it; null: nobody.</param>
    /// <param name="to">The colleague.</param>
    /// <returns>How it ended, and the name of who has it where that is why.</returns>
    public async Task<(AssignEnd End, string? Holder)> RunAsync(Acting acting, string reference, string? seen, string to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Assign);
        var (end, holder) = await center.WriteAsync<(AssignEnd, string?)>(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            if (request.State == RequestState.Done)
            {
                return (AssignEnd.Over, null);
            }

            if (RequestRows.HolderOf(request, now) is { } holder && holder != seen && holder != to)
            {
                return (AssignEnd.Held, await RequestRows.NameAsync(db, holder, cancellation));
            }

            if (await RequestRows.OfTheDesk(db).Where(u => u.Id == to).Select(u => u.UserName).SingleOrDefaultAsync(cancellation) is not { } name)
            {
                return (AssignEnd.NotOfTheDesk, null);
            }

            RequestRows.Give(request, to, now);
            request.ClaimedUntil = now + RequestRows.Returned;
            RequestRows.Happened(db, request, acting.Id, now, "assigned");
            await journal.AppendAsync(db, acting.Name, "request-assigned", reference, new { to = name });
            return (AssignEnd.Assigned, null);
        }, cancellation);
        if (end == AssignEnd.Assigned)
        {
            feed.Tell(reference);
        }

        return (end, holder);
    }

    /// <summary>Who could be given it, the supervisor included.</summary>
    public Task<IReadOnlyList<Colleague>> ColleaguesAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Assign);
        return center.ReadAsync<IReadOnlyList<Colleague>>(
            async db => await RequestRows.OfTheDesk(db).OrderBy(u => u.DisplayName).Select(u => new Colleague(u.Id, u.DisplayName)).ToListAsync(cancellation), cancellation);
    }
}

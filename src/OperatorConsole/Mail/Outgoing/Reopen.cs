using Data;
using Data.Mail;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Mail.Outgoing;

/// <summary>A request comes back to its clerk: its letter did not arrive, or the customer wrote again.</summary>
internal static class Reopen
{
    // A working day for the clerk who knows the matter; afterwards it is anybody's.
    private static readonly TimeSpan Returned = TimeSpan.FromHours(8);

    /// <param name="db">The context of a running write.</param>
    /// <param name="requestId">The request; nothing happens without one.</param>
    /// <param name="reason">Stable code of why.</param>
    /// <param name="now">Now.</param>
    /// <param name="mailId">The message that brought it back.</param>
    /// <param name="cancellation">Ends the query.</param>
    internal static async Task Async(CenterDb db, long? requestId, string reason, DateTimeOffset now, long? mailId, CancellationToken cancellation)
    {
        if (requestId is null || await db.Requests.SingleOrDefaultAsync(r => r.Id == requestId, cancellation) is not { } request)
        {
            return;
        }

        (request.State, request.Reason, request.ChangedAt, request.NewReply, request.WaitUntil) = (RequestState.Open, reason, now, true, null);
        request.ClaimedUntil = request.ClaimedBy is null ? null : now + Returned;
        request.Stamp = Guid.CreateVersion7(now);
        db.RequestEvents.Add(new RequestEventRow { RequestId = request.Id, At = now, ActorId = "", Kind = reason, MailId = mailId });
    }
}

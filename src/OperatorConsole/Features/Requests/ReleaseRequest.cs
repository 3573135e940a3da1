using Data;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A clerk gives a request back to the queue.</summary>
public sealed class ReleaseRequest(Center center, CenterClock clock, RequestFeed feed)
{
    /// <returns>False when somebody else has it.</returns>
    public async Task<bool> RunAsync(Acting acting, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        var released = await center.WriteAsync(async db =>
        {
            var now = clock.Now;
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            if (RequestRows.HolderOf(request, now) != acting.Id)
            {
                return false;
            }

            (request.ClaimedBy, request.ClaimedUntil, request.Stamp) = (null, null, Guid.CreateVersion7(now));
            RequestRows.Happened(db, request, acting.Id, now, "released");
            return true;
        }, cancellation);
        if (released)
        {
            feed.Tell(reference);
        }

        return released;
    }
}

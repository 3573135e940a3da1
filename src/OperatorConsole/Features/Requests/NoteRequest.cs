using Data;
using Data.Sealing;
using OperatorConsole.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A note of staff at a request; it is never sent to anybody.</summary>
public sealed class NoteRequest(Center center, OwnerSealing owners, CenterClock clock, RequestFeed feed)
{
    /// <summary>Longest note.</summary>
    public const int Longest = 2000;

    /// <param name="acting">Somebody of the desk.</param>
    /// <param name="reference">The request.</param>
    /// <param name="text">The note.</param>
    public async Task RunAsync(Acting acting, string reference, string text, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, Longest, nameof(text));
        await center.WriteAsync(async db =>
        {
            var request = await RequestRows.FindAsync(db, reference, cancellation);
            await RequestRows.NoteAsync(db, owners, request, RequestRows.Happened(db, request, acting.Id, clock.Now, "note"), text.Trim(), cancellation);
        }, cancellation);
        feed.Tell(reference);
    }
}

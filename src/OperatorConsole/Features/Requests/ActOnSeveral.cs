using Data.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>A request of several that was left as it is.</summary>
/// <param name="Reference">The request.</param>
/// <param name="Because">Stable code of why.</param>
/// <param name="Who">Who has it, where that is why.</param>
public sealed record Skipped(string Reference, string Because, string? Who = null);

/// <summary>What became of an act on several requests.</summary>
/// <param name="Done">Those with which it was done.</param>
/// <param name="Skipped">Those that were left as they are.</param>
public sealed record SeveralOutcome(IReadOnlyList<string> Done, IReadOnlyList<Skipped> Skipped)
{
    /// <summary>What an undo needs, where they wait now.</summary>
    public IReadOnlyList<Waiting> Waiting { get; init; } = [];
}

/// <summary>The same act on several requests that a person chose: each by itself, as if it had been done alone, and none stops another.</summary>
public sealed class ActOnSeveral(ClaimRequest claim, ReleaseRequest release, AssignRequest assign, WaitRequest wait)
{
    /// <summary>Claims those that nobody has.</summary>
    public Task<SeveralOutcome> ClaimAsync(Acting acting, IReadOnlyList<RequestSummary> requests, CancellationToken cancellation) => EachAsync(acting, requests, async request =>
        request.State == RequestState.Done ? new Skipped(request.Reference, "over")
        : request.State == RequestState.Waiting ? new Skipped(request.Reference, "waits")
        : await claim.RunAsync(acting, request.Reference, null, cancellation) is { Mine: false } held ? new Skipped(request.Reference, "held", held.Holder) : null);

    /// <summary>Gives one's own back.</summary>
    public Task<SeveralOutcome> ReleaseAsync(Acting acting, IReadOnlyList<RequestSummary> requests, CancellationToken cancellation) => EachAsync(acting, requests, async request =>
        await release.RunAsync(acting, request.Reference, cancellation) ? null : new Skipped(request.Reference, "not-yours"));

    /// <summary>Gives them to a colleague, which only a supervisor can; each from whoever was seen to have it.</summary>
    public Task<SeveralOutcome> AssignAsync(Acting acting, IReadOnlyList<RequestSummary> requests, string to, CancellationToken cancellation) =>
        EachAsync(acting, requests, async request => await assign.RunAsync(acting, request.Reference, request.HolderId, to, cancellation) switch
        {
            (AssignEnd.Assigned, _) => null,
            (AssignEnd.Over, _) => new Skipped(request.Reference, "over"),
            (AssignEnd.NotOfTheDesk, _) => new Skipped(request.Reference, "not-of-the-desk"),
            var (_, holder) => new Skipped(request.Reference, "held", holder),
        });

    /// <summary>Lets them wait.</summary>
    public async Task<SeveralOutcome> WaitAsync(Acting acting, IReadOnlyList<RequestSummary> requests, DateTimeOffset? until, string reason, CancellationToken cancellation)
    {
        var waiting = new List<Waiting>();
        var outcome = await EachAsync(acting, requests, async request =>
        {
            var one = await wait.RunAsync(acting, request.Reference, until, reason, cancellation);
            waiting.AddRange(one.Waiting is { } undo ? [undo] : []);
            return one.End switch
            {
                WaitEnd.Waits => null,
                WaitEnd.Over => new Skipped(request.Reference, "over"),
                WaitEnd.Going => new Skipped(request.Reference, "going"),
                _ => new Skipped(request.Reference, "held", one.Holder),
            };
        });
        return outcome with { Waiting = waiting };
    }

    private static async Task<SeveralOutcome> EachAsync(Acting acting, IReadOnlyList<RequestSummary> requests, Func<RequestSummary, Task<Skipped?>> act)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        ArgumentNullException.ThrowIfNull(requests);
        var (done, skipped) = (new List<string>(), new List<Skipped>());
        foreach (var request in requests)
        {
            Skipped? left;
            try
            {
                left = await act(request);
            }
            catch (Exception fault) when (fault is Data.BusyException or NoSuchRequestException or Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException)
            {
                // Somebody else was at it in the same moment: the others are done all the same.
                left = new Skipped(request.Reference, "busy");
            }

            if (left is null)
            {
                done.Add(request.Reference);
            }
            else
            {
                skipped.Add(left);
            }
        }

        return new SeveralOutcome(done, skipped);
    }
}

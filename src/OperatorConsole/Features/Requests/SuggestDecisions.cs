using Data;
using Data.Mail;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Mail.Intake;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Requests;

/// <summary>What the rules suggest about the requests of a page of the queue, in a word each. Files are opened for it, so that the list is shown first.</summary>
internal sealed class SuggestDecisions(Center center, OwnerSealing owners, Rules rules, IEnumerable<ISuggest> others)
{
    /// <summary>The suggestions by reference; nothing is suggested about what is over, or has nothing that rules could look at.</summary>
    public Task<IReadOnlyDictionary<string, RequestSuggestion>> RunAsync(Acting acting, IReadOnlyList<string> references, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Requests);
        return center.ReadAsync<IReadOnlyDictionary<string, RequestSuggestion>>(async db =>
        {
            var suggested = new Dictionary<string, RequestSuggestion>(StringComparer.Ordinal);
            foreach (var request in await db.Requests.AsNoTracking().Where(r => references.Contains(r.Reference) && r.State != RequestState.Done).ToListAsync(cancellation))
            {
                if (await OfAsync(db, request, cancellation) is { } suggestion)
                {
                    suggested[request.Reference] = suggestion;
                }
            }

            return suggested;
        }, cancellation);
    }

    private async Task<RequestSuggestion?> OfAsync(CenterDb db, RequestRow request, CancellationToken cancellation)
    {
        if (others.FirstOrDefault(o => o.Kind == request.Kind) is { } other)
        {
            return await other.OfAsync(db, request, cancellation);
        }

        if (await rules.FileAsync(db, request, cancellation) is not { } file)
        {
            return null;
        }

        var owner = await db.OwnerKeys.AsNoTracking().SingleAsync(k => k.Id == request.OwnerKeyId, cancellation);
        return Of(Rules.Verdict(await rules.OpinionAsync(db, file, RequestSender.Open(owners, owner, request)?.Address ?? "")));
    }

    /// <summary>What a verdict comes to: a file that cannot be read is asked for again.</summary>
    internal static RequestSuggestion? Of(string verdict) => verdict switch
    {
        "granted" or "repeated" => RequestSuggestion.Approve,
        "unreadable" => RequestSuggestion.Ask,
        "none" => null,
        _ => RequestSuggestion.Refuse,
    };
}

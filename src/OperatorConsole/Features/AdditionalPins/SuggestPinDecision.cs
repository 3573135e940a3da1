using Data;
using Data.Mail;
using Licensing.AdditionalPins;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Tells the queue what the rules suggest about a request for an additional PIN code.</summary>
internal sealed class SuggestPinDecision(PinRequests requests) : ISuggest
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.AdditionalPins;

    /// <inheritdoc />
    public async Task<RequestSuggestion?> OfAsync(CenterDb db, RequestRow request, CancellationToken cancellation) =>
        (await requests.LoadAsync(db, request, cancellation)).Review.Suggestion.Act switch
        {
            PinAct.Approve => RequestSuggestion.Approve,
            PinAct.Refuse => RequestSuggestion.Refuse,
            PinAct.Ask => RequestSuggestion.Ask,
            _ => null,
        };
}

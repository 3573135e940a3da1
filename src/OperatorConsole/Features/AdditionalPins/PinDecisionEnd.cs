using Data.AdditionalPins;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>How a decision ends, said once.</summary>
internal static class PinDecisionEnd
{
    internal static void End(this PinDecisionRow decision, PinDecisionState state, DateTimeOffset now, string? reason = null)
    {
        (decision.State, decision.EndedAt, decision.OpenRequestId) = (state, now, null);
        (decision.Reason, decision.Stamp) = (reason ?? decision.Reason, Guid.CreateVersion7(now));
    }
}

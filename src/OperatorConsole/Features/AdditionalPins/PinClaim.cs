using Data.Mail;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Whose a request is: a soft lease, renewed by every act of its clerk.</summary>
internal static class PinClaim
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>Whether another person works on it now.</summary>
    internal static bool IsOthers(RequestRow row, Acting acting, DateTimeOffset now) =>
        row.ClaimedBy is { } by && by != acting.Id && row.ClaimedUntil > now;

    internal static void Give(RequestRow row, string personId, DateTimeOffset now) => (row.ClaimedBy, row.ClaimedUntil, row.NewReply) = (personId, now + Lease, false);

    internal static void Free(RequestRow row) => (row.ClaimedBy, row.ClaimedUntil) = (null, null);
}

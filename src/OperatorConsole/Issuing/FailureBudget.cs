using Data;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>Counts wrong attempts of the last hour, per kit and per source. Only failures count (R0).</summary>
internal static class FailureBudget
{
    private const int PerKit = 10;
    private const int PerSource = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>The hour after which what was counted is forgotten.</summary>
    internal static TimeSpan Forgotten => Window;

    internal static async Task<Budget> CountAsync(CenterDb db, long? kitId, ClaimedKit? claimed, RequestSource source, DateTimeOffset now)
    {
        var code = Reason.KitOrPin.Code();
        var since = now - Window;
        var failures = db.Ledger.Where(e => e.At > since && e.Reason == code);
        var ofKit = kitId is null ? 0 : await failures.CountAsync(e => e.KitId == kitId);

        // By the number alone: whether there is such a kit must not show in how long its failures are put up with.
        var mark = claimed?.Mark;
        ofKit = mark is null ? ofKit : Math.Max(ofKit, await failures.CountAsync(e => e.Detail == mark));
        var ofSource = await failures.CountAsync(e => e.ActorId == source.ActorId);
        return new Budget(Math.Max(0, Math.Min(PerKit - ofKit, PerSource - ofSource)));
    }
}

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

    internal static async Task<Budget> CountAsync(CenterDb db, long? kitId, RequestSource source, DateTimeOffset now)
    {
        var code = Reason.KitOrPin.Code();
        var since = now - Window;
        var failures = db.Ledger.Where(e => e.At > since && e.Reason == code);
        var ofKit = kitId is null ? 0 : await failures.CountAsync(e => e.KitId == kitId);
        var ofSource = await failures.CountAsync(e => e.ActorId == source.ActorId);
        return new Budget(Math.Max(0, Math.Min(PerKit - ofKit, PerSource - ofSource)));
    }
}

using System.Globalization;
using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Mail;
using Licensing.Acquisitions;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Violations;

/// <summary>A sweep: the rules look at whatever was entered in the ledger since the last one.</summary>
/// <remarks>
/// It remembers the entry up to which it came only after it is done with it, and every finding is entered once by its key: killed at any
/// moment it finds the rest at the next start, and running twice changes nothing.
/// </remarks>
internal sealed class WatchHistory(Center center, ApplyRules rules, RulesProgress progress, CenterClock clock)
{
    private const string Swept = "violations-swept";
    private const string Wished = "violations-wished";
    private const int Stretch = 200;

    // With more than one writer an entry may be committed after one with a higher number.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <summary>Sweeps until nothing is left.</summary>
    /// <returns>How many entries it looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var looked = 0;
        for (var from = await NumberAsync(Swept, cancellation); ;)
        {
            var entries = await center.ReadAsync(
                db => db.Ledger.Where(e => e.Id > from).OrderBy(e => e.Id).Take(Stretch).ToListAsync(cancellation), cancellation);
            await LookAsync(entries, cancellation);
            looked += entries.Count;
            var settled = entries.TakeWhile(e => e.At < clock.Now - Late || progress.OneWriter).LastOrDefault()?.Id ?? from;
            await RememberAsync(Swept, from, settled, cancellation);
            if (entries.Count < Stretch || settled == from)
            {
                break;
            }

            from = settled;
        }

        await WishesAsync(cancellation);
        progress.Ran(clock.Now);
        return looked;
    }

    private async Task LookAsync(List<LedgerRow> entries, CancellationToken cancellation)
    {
        var kits = entries.Where(e => e.Kind is LedgerKind.Request or LedgerKind.AdditionalPinJoined).Select(e => e.KitId).OfType<long>().Distinct().ToList();
        await KitsAsync(kits, cancellation);
        foreach (var source in entries.Where(e => Reasons.Find(e.Reason) is Reason.KitOrPin or Reason.TooManyFailures).Select(Traces.SourceOf).OfType<string>().Distinct())
        {
            await rules.SourceAsync(source, cancellation);
        }
    }

    // Letters that ask for PIN codes are no ledger entries, and learn their kit when somebody has read them.
    private async Task WishesAsync(CancellationToken cancellation)
    {
        var from = await NumberAsync(Wished, cancellation);
        var since = new DateTimeOffset(from, TimeSpan.Zero);
        var late = await center.ReadAsync(
            db => db.Requests.Where(r => r.Kind == RequestKind.AdditionalPins && r.KitId != null && r.ChangedAt > since).OrderBy(r => r.ChangedAt).Select(r => new { r.KitId, r.ChangedAt }).ToListAsync(cancellation), cancellation);
        await KitsAsync([.. late.Select(w => w.KitId!.Value).Distinct()], cancellation);
        await RememberAsync(Wished, from, late.Count == 0 ? from : late[^1].ChangedAt.UtcTicks, cancellation);
    }

    private async Task KitsAsync(List<long> kits, CancellationToken cancellation)
    {
        var numbers = kits.Count == 0 ? [] : await center.ReadAsync(
            db => db.Kits.Where(k => kits.Contains(k.Id)).OrderBy(k => k.Id).Select(k => k.Number).ToListAsync(cancellation), cancellation);
        await rules.KitsAsync(numbers, cancellation);
    }

    private Task<long> NumberAsync(string name, CancellationToken cancellation) => center.ReadAsync(
        async db => await db.Settings.Where(s => s.Name == name).Select(s => s.Value).SingleOrDefaultAsync(cancellation) is { } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : 0,
        cancellation);

    private Task RememberAsync(string name, long from, long now, CancellationToken cancellation) => now == from ? Task.CompletedTask : center.WriteAsync(async db =>
    {
        var text = now.ToString(CultureInfo.InvariantCulture);
        if (await db.Settings.SingleOrDefaultAsync(s => s.Name == name, cancellation) is { } setting)
        {
            setting.Value = text;
        }
        else
        {
            db.Settings.Add(new SettingRow { Name = name, Value = text });
        }
    }, cancellation);
}

using System.Collections.Concurrent;
using Data;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Calls.Sample;

/// <summary>The demo's callers, one a call that was started for one. They live as long as the console runs.</summary>
public sealed class SampleCallers(Center center, Vault vault, TakeCall take)
{
    private readonly ConcurrentDictionary<string, SampleCaller> _callers = new(StringComparer.Ordinal);

    /// <summary>The caller of a call; null when it was not started for one.</summary>
    public SampleCaller? Of(string reference) => _callers.GetValueOrDefault(reference);

    /// <summary>A sample caller rings: a call with a kit of the demo that still has a license to give by phone.</summary>
    /// <returns>The reference; null when every kit of the demo is used up.</returns>
    public async Task<string?> RingAsync(Acting acting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Calls);
        if (await PickAsync(cancellation) is not var (kit, pin))
        {
            return null;
        }

        var reference = await take.RunAsync(acting, cancellation);
        _callers[reference] = SampleCaller.With(kit.Number, kit.Product, pin);
        return reference;
    }

    // Who rings while another still talks has a kit or at least a license of her own: no two of them ask for the same one.
    private Task<(Kit Kit, PinCode Pin)?> PickAsync(CancellationToken cancellation) => center.ReadAsync<(Kit, PinCode)?>(async db =>
    {
        var rung = _callers.Keys.ToList();
        var open = await db.Calls.Where(c => rung.Contains(c.Reference) && c.AnswerId == null && c.EndedAt == null).Select(c => c.Reference).ToListAsync(cancellation);
        var held = open.Select(r => _callers[r].Pin).ToHashSet();
        var free = new List<(Kit Kit, PinCode Pin, bool Shared)>();
        foreach (var number in await db.Kits.OrderBy(k => k.Id).Select(k => k.Number).ToListAsync(cancellation))
        {
            var history = (await LoadedKit.ByNumberAsync(db, vault, number))!.History;
            free.AddRange(history.State != KitState.Normal ? [] : history.Kit.Sets
                .Where(s => s.Type == LicenseType.SingleUser && history.LicensesLeft(s) > s.Pins.Count(p => held.Contains(p.Code)))
                .SelectMany(s => s.Pins.Select(p => p.Code).Where(p => history.StateOf(p) == PinState.Unused && !held.Contains(p)).Take(1))
                .Select(p => (history.Kit, p, history.Kit.Pins.Any(other => held.Contains(other.Code)))));
        }

        return free.OrderBy(f => f.Shared).Select(f => ((Kit, PinCode)?)(f.Kit, f.Pin)).FirstOrDefault();
    }, cancellation);
}

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

    private Task<(Kit Kit, PinCode Pin)?> PickAsync(CancellationToken cancellation) => center.ReadAsync<(Kit, PinCode)?>(async db =>
    {
        foreach (var number in await db.Kits.OrderBy(k => k.Id).Select(k => k.Number).ToListAsync(cancellation))
        {
            var history = (await LoadedKit.ByNumberAsync(db, vault, number))!.History;
            var pin = history.State != KitState.Normal ? null : history.Kit.Sets
                .Where(s => s.Type == LicenseType.SingleUser && history.LicensesLeft(s) > 0)
                .SelectMany(s => s.Pins).FirstOrDefault(p => history.StateOf(p.Code) == PinState.Unused);
            if (pin is not null)
            {
                return (history.Kit, pin.Code);
            }
        }

        return null;
    }, cancellation);
}

using Data;
using Data.Acquisitions;
using Data.Journal;
using Data.Kits;
using Data.Sealing;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>Draws new kits with their PIN codes. The codes are told once, to whoever made the kits.</summary>
public sealed class MakeKits(Center center, Vault vault, OwnerSealing owners, JournalWriter journal, CenterClock clock)
{
    /// <summary>Most kits in one go.</summary>
    public const int Most = 1000;

    /// <summary>Longest name of a product.</summary>
    public const int LongestProduct = 200;

    /// <summary>Makes kits, all or none.</summary>
    /// <param name="acting">Who makes them.</param>
    /// <param name="product">Name of the product.</param>
    /// <param name="plan">Their license sets.</param>
    /// <param name="count">How many.</param>
    public Task<IReadOnlyList<Kit>> RunAsync(Acting acting, string product, IReadOnlyList<SetPlan> plan, int count, CancellationToken cancellation) =>
        RunAsync(acting, product, plan, count, owner: null, cancellation);

    /// <summary>Makes kits for a registered owner, all or none.</summary>
    /// <param name="acting">Who makes them.</param>
    /// <param name="product">Name of the product.</param>
    /// <param name="plan">Their license sets.</param>
    /// <param name="count">How many.</param>
    /// <param name="owner">The company they were sold to; null when it is not known.</param>
    public Task<IReadOnlyList<Kit>> RunAsync(
        Acting acting, string product, IReadOnlyList<SetPlan> plan, int count, string? owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        ArgumentOutOfRangeException.ThrowIfNotEqual(count is >= 1 and <= Most, true, nameof(count));
        return center.WriteAsync<IReadOnlyList<Kit>>(async db =>
        {
            var kits = new List<Kit>(count);
            for (var i = 0; i < count; i++)
            {
                var kit = KitDraw.Make(await NewNumberAsync(db, kits), product, plan);
                await AddAsync(db, acting, kit, owner);
                kits.Add(kit);
            }

            return kits;
        }, cancellation);
    }

    private static async Task<KitNumber> NewNumberAsync(CenterDb db, List<Kit> drawn)
    {
        while (true)
        {
            var number = KitDraw.Number();
            if (drawn.All(k => k.Number != number) && !await db.Kits.AnyAsync(k => k.Number == number.Digits))
            {
                return number;
            }
        }
    }

    // A PIN that another kit has already meets the unique index, and the whole act is drawn anew.
    internal async Task AddAsync(CenterDb db, Acting acting, Kit kit, string? owner)
    {
        var now = clock.Now;
        var row = new KitRow { Number = kit.Number.Digits, Product = kit.Product, IssuedAt = now, Stamp = Guid.CreateVersion7(now) };
        foreach (var set in kit.Sets)
        {
            row.Sets.Add(new LicenseSetRow { Position = set.Position, Type = set.Type, Seats = set.Seats, Licenses = set.Licenses, Choice = set.Choice?.ToString() });
        }

        await RegisteredOwner.SetAsync(db, owners, row, owner);
        db.Kits.Add(row);
        await db.SaveChangesAsync();
        foreach (var (set, setRow) in kit.Sets.Zip(row.Sets))
        {
            foreach (var (pin, index) in set.Pins.Select((p, i) => (p, i)))
            {
                var lookup = vault.Lookup(LoadedKit.PinLabel, pin.Code.Digits);
                setRow.Pins.Add(new PinRow
                {
                    KitId = row.Id,
                    Position = index + 1,
                    Lookup = lookup,
                    Sealed = vault.SealText(pin.Code.Digits, LoadedKit.PinName(lookup)),
                    Origin = pin.Origin,
                    AddedAt = now,
                });
            }
        }

        db.Ledger.Add(new LedgerRow { At = now, Kind = LedgerKind.KitMade, KitId = row.Id, ActorId = acting.Id });
        await journal.AppendAsync(db, acting.Name, "kit-made", kit.Number.Digits, new { product = kit.Product, pins = kit.Pins.Count() });
        await db.SaveChangesAsync();
    }
}

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

    // Numbers that one question to the database may hold.
    private const int Stretch = 500;

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
            var kits = (await NewNumbersAsync(db, count, cancellation)).Select(number => KitDraw.Make(number, product, plan)).ToList();
            await AddAsync(db, acting, kits, owner);
            return kits;
        }, cancellation);
    }

    private static async Task<IReadOnlyCollection<KitNumber>> NewNumbersAsync(CenterDb db, int count, CancellationToken cancellation)
    {
        var numbers = new HashSet<KitNumber>();
        while (numbers.Count < count)
        {
            var drawn = Enumerable.Range(0, count - numbers.Count).Select(_ => KitDraw.Number()).Where(n => !numbers.Contains(n)).ToHashSet();
            foreach (var some in drawn.Chunk(Stretch))
            {
                var digits = some.Select(n => n.Digits).ToList();
                var known = await db.Kits.Where(k => digits.Contains(k.Number)).Select(k => k.Number).ToListAsync(cancellation);
                numbers.UnionWith(some.Where(n => !known.Contains(n.Digits)));
            }
        }

        return numbers;
    }

    // A PIN that another kit has already meets the unique index, and the whole act is drawn anew. A thousand kits hold
    // every other writer up: they are written in three goes, and looked through for changes only then.
    internal async Task AddAsync(CenterDb db, Acting acting, IReadOnlyList<Kit> kits, string? owner)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var now = clock.Now;
            var rows = kits.Select(kit => Row(kit, now)).ToList();
            await RegisteredOwner.SetAsync(db, owners, rows, owner);
            db.Kits.AddRange(rows);
            await db.SaveChangesAsync();
            foreach (var (kit, row) in kits.Zip(rows))
            {
                db.Pins.AddRange(kit.Sets.Zip(row.Sets).SelectMany(pair => Pins(pair.First, pair.Second, now)));
                db.Ledger.Add(new LedgerRow { At = now, Kind = LedgerKind.KitMade, KitId = row.Id, ActorId = acting.Id });
                await journal.AppendAsync(db, acting.Name, "kit-made", kit.Number.Digits, new { product = kit.Product, pins = kit.Pins.Count() });
            }

            await db.SaveChangesAsync();
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private static KitRow Row(Kit kit, DateTimeOffset now)
    {
        var row = new KitRow { Number = kit.Number.Digits, Product = kit.Product, IssuedAt = now, Stamp = Guid.CreateVersion7(now) };
        row.Sets.AddRange(kit.Sets.Select(set => new LicenseSetRow { Position = set.Position, Type = set.Type, Seats = set.Seats, Licenses = set.Licenses, Choice = set.Choice?.ToString() }));
        return row;
    }

    private IEnumerable<PinRow> Pins(LicenseSet set, LicenseSetRow row, DateTimeOffset now) => set.Pins.Select((pin, index) =>
    {
        var lookup = vault.Lookup(LoadedKit.PinLabel, pin.Code.Digits);
        return new PinRow
        {
            KitId = row.KitId,
            SetId = row.Id,
            Position = index + 1,
            Lookup = lookup,
            Sealed = vault.SealText(pin.Code.Digits, LoadedKit.PinName(lookup)),
            Origin = pin.Origin,
            AddedAt = now,
        };
    });
}

using System.Runtime.CompilerServices;
using Data;
using Data.Acquisitions;
using Data.Kits;
using Data.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OperatorConsole.Issuing;

/// <summary>What every request asks of the database: within a write on SQLite with prepared statements, otherwise translated once and not anew each time.</summary>
/// <remarks>A translation belongs to a model, and each engine has its own. Whether rows are tracked is part of it, too.</remarks>
internal sealed class KitQueries
{
    private static readonly ConditionalWeakTable<IModel, KitQueries> Known = [];

    private readonly Func<CenterDb, byte[], Task<long?>> _ofPin = EF.CompileAsyncQuery((CenterDb db, byte[] lookup) =>
        db.Pins.Where(p => p.Lookup == lookup).Select(p => (long?)p.KitId).FirstOrDefault());

    // Split, and without a limit: everything else makes SQLite look through all sets and PIN codes there are.
    private readonly Func<CenterDb, long?, IAsyncEnumerable<KitRow>> _tracked = EF.CompileAsyncQuery((CenterDb db, long? id) =>
        db.Kits.AsTracking().Include(k => k.Sets).ThenInclude(s => s.Pins).AsSplitQuery().Where(k => k.Id == id));

    private readonly Func<CenterDb, long?, IAsyncEnumerable<KitRow>> _untracked = EF.CompileAsyncQuery((CenterDb db, long? id) =>
        db.Kits.AsNoTracking().Include(k => k.Sets).ThenInclude(s => s.Pins).AsSplitQuery().Where(k => k.Id == id));

    private readonly Func<CenterDb, string, IAsyncEnumerable<KitRow>> _trackedByNumber = EF.CompileAsyncQuery((CenterDb db, string number) =>
        db.Kits.AsTracking().Include(k => k.Sets).ThenInclude(s => s.Pins).AsSplitQuery().Where(k => k.Number == number));

    private readonly Func<CenterDb, string, IAsyncEnumerable<KitRow>> _untrackedByNumber = EF.CompileAsyncQuery((CenterDb db, string number) =>
        db.Kits.AsNoTracking().Include(k => k.Sets).ThenInclude(s => s.Pins).AsSplitQuery().Where(k => k.Number == number));

    private readonly Func<CenterDb, long, IAsyncEnumerable<LedgerRow>> _ledger = EF.CompileAsyncQuery<CenterDb, long, LedgerRow>((db, kit) =>
        db.Ledger.AsNoTracking().Where(e => e.KitId == kit).OrderBy(e => e.Id));

    /// <summary>Row of the kit that has a PIN; null when none has it.</summary>
    internal static async Task<long?> OfPinAsync(CenterDb db, byte[] lookup) => db.Prepares
        ? db.Rows<PinRow>(nameof(PinRow.Lookup), lookup).FirstOrDefault()?.KitId
        : await Of(db)._ofPin(db, lookup);

    /// <summary>A kit with its sets and PIN codes. Whoever changes its row says so by <see cref="CenterDb.Change{T}"/>.</summary>
    internal static async Task<KitRow?> KitAsync(CenterDb db, long? id) =>
        id is { } number && db.Prepares && Untouched(db, number)
            ? Prepared(db, db.Rows<KitRow>(nameof(KitRow.Id), number))
            : await OneAsync(Tracks(db) ? Of(db)._tracked(db, id) : Of(db)._untracked(db, id));

    /// <summary>A kit with its sets and PIN codes; within a write its row is followed.</summary>
    internal static Task<KitRow?> KitAsync(CenterDb db, string number) =>
        OneAsync(Tracks(db) ? Of(db)._trackedByNumber(db, number) : Of(db)._untrackedByNumber(db, number));

    /// <summary>Every entry of a kit, oldest first.</summary>
    internal static async Task<List<LedgerRow>> LedgerAsync(CenterDb db, long kit)
    {
        if (db.Prepares)
        {
            return db.Rows<LedgerRow>(nameof(LedgerRow.KitId), kit);
        }

        var entries = new List<LedgerRow>();
        await foreach (var entry in Of(db)._ledger(db, kit))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The keys of owners.</summary>
    internal static async Task<Dictionary<long, OwnerKeyRow>> OwnerKeysAsync(CenterDb db, IReadOnlyCollection<long> ids) => db.Prepares
        ? ids.SelectMany(id => db.Rows<OwnerKeyRow>(nameof(OwnerKeyRow.Id), id)).ToDictionary(key => key.Id)
        : await db.OwnerKeys.AsNoTracking().Where(key => ids.Contains(key.Id)).ToDictionaryAsync(key => key.Id);

    // A row that this write has changed already is known to its context better than to the table.
    private static bool Untouched(CenterDb db, long kit) => !db.ChangeTracker.Entries<KitRow>().Any(entry => entry.Entity.Id == kit);

    private static KitRow? Prepared(CenterDb db, List<KitRow> found)
    {
        if (found is not [var kit])
        {
            return null;
        }

        var pins = db.Rows<PinRow>(nameof(PinRow.KitId), kit.Id).ToLookup(pin => pin.SetId);
        foreach (var set in db.Rows<LicenseSetRow>(nameof(LicenseSetRow.KitId), kit.Id))
        {
            set.Pins.AddRange(pins[set.Id]);
            kit.Sets.Add(set);
        }

        return kit;
    }

    private static KitQueries Of(CenterDb db) => Known.GetValue(db.Model, _ => new KitQueries());

    private static bool Tracks(CenterDb db) => db.ChangeTracker.QueryTrackingBehavior == QueryTrackingBehavior.TrackAll;

    // To the end: a reader that is left half-way keeps its statement open.
    private static async Task<KitRow?> OneAsync(IAsyncEnumerable<KitRow> rows)
    {
        KitRow? found = null;
        await foreach (var row in rows)
        {
            found = row;
        }

        return found;
    }
}

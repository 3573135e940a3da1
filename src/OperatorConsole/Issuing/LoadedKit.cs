using System.Buffers.Binary;
using Data;
using Data.Acquisitions;
using Data.Kits;
using Data.Privacy;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Issuing;

/// <summary>A kit's rows and, out of them, the history that decisions rest on.</summary>
public sealed class LoadedKit
{
    private readonly Dictionary<long, PinCode> _codes;

    private LoadedKit(KitRow row, IReadOnlyList<LedgerRow> ledger, IReadOnlyDictionary<long, OwnerKeyRow> ownerKeys, Vault vault)
    {
        Row = row;
        _codes = row.Sets.SelectMany(s => s.Pins).ToDictionary(p => p.Id, p => Open(p, vault));
        var kit = new Kit(KitNumber.Stored(row.Number), row.Product, [.. row.Sets.OrderBy(s => s.Position).Select(SetOf)]);
        Ledger = ledger;
        var facts = new LedgerFacts(this, new LedgerSeals(vault), ownerKeys);
        History = new KitHistory(kit, ledger.Select(facts.Of).OfType<Fact>());
    }

    /// <summary>The kit's row with its sets and PIN rows.</summary>
    public KitRow Row { get; }

    /// <summary>What the rules look at.</summary>
    public KitHistory History { get; }

    /// <summary>Every ledger entry of the kit, oldest first.</summary>
    public IReadOnlyList<LedgerRow> Ledger { get; }

    /// <summary>Row of a PIN code of this kit.</summary>
    public PinRow PinRowOf(PinCode code) => Row.Sets.SelectMany(s => s.Pins).First(p => _codes[p.Id] == code);

    /// <summary>The code of a PIN row of this kit; null for a row of another.</summary>
    public PinCode? CodeOf(long? pinId) => pinId is { } id && _codes.TryGetValue(id, out var code) ? code : null;

    /// <summary>The row of a set.</summary>
    public LicenseSetRow SetRowOf(LicenseSet set) => Row.Sets.First(s => s.Position == set.Position);

    /// <summary>The kit that a PIN code belongs to; null when no kit has it.</summary>
    public static async Task<LoadedKit?> ByPinAsync(CenterDb db, Vault vault, PinCode pin)
    {
        ArgumentNullException.ThrowIfNull(db);
        var lookup = vault.Lookup(PinLabel, pin.Digits);
        return await KitQueries.OfPinAsync(db, lookup) is { } kitId ? await LoadAsync(db, vault, await KitQueries.KitAsync(db, kitId)) : null;
    }

    /// <summary>The kit with this number; null when there is none.</summary>
    public static async Task<LoadedKit?> ByNumberAsync(CenterDb db, Vault vault, string number) => await LoadAsync(db, vault, await KitQueries.KitAsync(db, number));

    /// <summary>The kits with these numbers, in the order in which they were made: asked for together, which costs little more than one.</summary>
    /// <exception cref="InvalidOperationException">There is no such kit.</exception>
    public static async Task<IReadOnlyList<LoadedKit>> ByNumbersAsync(CenterDb db, Vault vault, IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(numbers);
        var rows = await db.Kits.AsNoTracking().Include(k => k.Sets).ThenInclude(s => s.Pins).AsSplitQuery().Where(k => numbers.Contains(k.Number)).OrderBy(k => k.Id).ToListAsync(cancellation);
        if (numbers.Except(rows.Select(row => row.Number), StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new InvalidOperationException($"There is no kit {missing}.");
        }

        var ids = rows.ConvertAll(row => row.Id);
        var ledger = await db.Ledger.AsNoTracking().Where(e => e.KitId != null && ids.Contains(e.KitId.Value)).OrderBy(e => e.Id).ToListAsync(cancellation);
        var (entries, keys) = (ledger.ToLookup(e => e.KitId!.Value), await OwnerKeysAsync(db, ledger));
        return [.. rows.Select(row => new LoadedKit(row, [.. entries[row.Id]], keys, vault))];
    }

    /// <summary>
    /// Does for a PIN that no kit has what is done for one that a kit has, and forgets it: an answer that came sooner would say
    /// that there is no such PIN. The same PIN always takes the same kit.
    /// </summary>
    internal static async Task LikeAnyAsync(CenterDb db, Vault vault, long? kitId, PinCode pin)
    {
        if (kitId is null)
        {
            var last = await db.Kits.MaxAsync(k => (long?)k.Id) ?? 0;
            var place = last == 0 ? 0 : (long)(BinaryPrimitives.ReadUInt64BigEndian(vault.Lookup("any-kit", pin.Digits)) % (ulong)last);
            kitId = await db.Kits.Where(k => k.Id > place).MinAsync(k => (long?)k.Id);
        }

        await LoadAsync(db, vault, await KitQueries.KitAsync(db, kitId));
    }

    /// <summary>Label under which the vault looks PIN codes up.</summary>
    internal const string PinLabel = "pin";

    /// <summary>Row name under which a PIN is sealed.</summary>
    internal static string PinName(byte[] lookup) => RowName.Of("Pins.Sealed", lookup);

    private static async Task<LoadedKit?> LoadAsync(CenterDb db, Vault vault, KitRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var ledger = await KitQueries.LedgerAsync(db, row.Id);
        return new LoadedKit(row, ledger, await OwnerKeysAsync(db, ledger), vault);
    }

    private static async Task<Dictionary<long, OwnerKeyRow>> OwnerKeysAsync(CenterDb db, List<LedgerRow> ledger)
    {
        var owners = ledger.Select(e => e.OwnerKeyId).OfType<long>().Distinct().ToList();
        return owners.Count == 0 ? [] : await KitQueries.OwnerKeysAsync(db, owners);
    }

    private static PinCode Open(PinRow row, Vault vault) =>
        PinCode.Parse(vault.OpenText(row.Sealed, PinName(row.Lookup)), out var code) == PinFault.None
            ? code
            : throw new InvalidOperationException($"PIN row {row.Id} holds no PIN code.");

    private LicenseSet SetOf(LicenseSetRow row) => new(
        row.Position, row.Type, row.Seats, row.Licenses, row.Choice?[0],
        [.. row.Pins.OrderBy(p => p.Position).Select(p => new KitPin(_codes[p.Id], p.Origin))]);
}

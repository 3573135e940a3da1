using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Csv;

/// <summary>What a file would bring, or has brought.</summary>
/// <param name="Kits">Numbers of its kits.</param>
/// <param name="Pins">How many PIN codes they hold.</param>
/// <param name="Faults">What is wrong, by line; with one of them nothing is imported.</param>
public sealed record KitImport(IReadOnlyList<string> Kits, int Pins, IReadOnlyList<CsvFault> Faults);

/// <summary>Takes kits from a file: all of them or, with one fault, none.</summary>
public sealed class ImportKits(Center center, Vault vault, MakeKits make, JournalWriter journal)
{
    // Bounded by what the database takes as parameters of one query.
    private const int Stretch = 500;

    /// <summary>Looks through the file and changes nothing.</summary>
    public Task<KitImport> CheckAsync(Acting acting, byte[] file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        ArgumentNullException.ThrowIfNull(file);
        return center.ReadAsync(async db => (await ReadAsync(db, file, cancellation)).Found, cancellation);
    }

    /// <summary>Imports the file.</summary>
    /// <returns>What was imported; with faults nothing was.</returns>
    public Task<KitImport> RunAsync(Acting acting, byte[] file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        ArgumentNullException.ThrowIfNull(file);
        return center.WriteAsync(async db =>
        {
            var (kits, found) = await ReadAsync(db, file, cancellation);
            if (found.Faults.Count > 0)
            {
                return found;
            }

            await make.AddAsync(db, acting, [.. kits.Select(k => k.Kit)], owner: null);
            await journal.AppendAsync(db, acting.Name, "kits-imported", "kits", new { kits = found.Kits.Count, pins = found.Pins });
            return found;
        }, cancellation);
    }

    private async Task<(IReadOnlyList<CsvKit> Kits, KitImport Found)> ReadAsync(CenterDb db, byte[] file, CancellationToken cancellation)
    {
        var (kits, read) = KitCsv.Read(file);
        var faults = read.ToList();
        foreach (var some in kits.Chunk(Stretch))
        {
            var numbers = some.Select(k => k.Kit.Number.Digits).ToList();
            var known = await db.Kits.Where(k => numbers.Contains(k.Number)).Select(k => k.Number).ToListAsync(cancellation);
            faults.AddRange(some.Where(k => known.Contains(k.Kit.Number.Digits)).Select(k => new CsvFault(k.Line, CsvProblem.KitExists)));
        }

        var taken = await TakenAsync(db, kits, cancellation);
        faults.AddRange(taken.Select(line => new CsvFault(line, CsvProblem.PinTaken)));
        return (kits, new KitImport([.. kits.Select(k => k.Kit.Number.Digits)], kits.Sum(k => k.Kit.Pins.Count()), [.. faults.OrderBy(f => f.Line)]));
    }

    private async Task<List<int>> TakenAsync(CenterDb db, IReadOnlyList<CsvKit> kits, CancellationToken cancellation)
    {
        var lines = new List<int>();
        foreach (var some in kits.SelectMany(k => k.Lines).Select(p => (Lookup: vault.Lookup(LoadedKit.PinLabel, p.Key.Digits), Line: p.Value)).Chunk(Stretch))
        {
            var lookups = some.Select(p => p.Lookup).ToList();
            var known = (await db.Pins.Where(p => lookups.Contains(p.Lookup)).Select(p => p.Lookup).ToListAsync(cancellation)).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
            lines.AddRange(some.Where(p => known.Contains(Convert.ToHexString(p.Lookup))).Select(p => p.Line));
        }

        return lines;
    }
}

using System.Globalization;
using CsvHelper;
using Data;
using Data.Journal;
using Data.Sealing;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits.Csv;

/// <summary>Writes every kit as CSV, one line a PIN. PIN codes stand in it only where that is asked for, and then in the journal too.</summary>
public sealed class ExportKits(Center center, Vault vault, JournalWriter journal)
{
    // A spreadsheet must not run the name of a product.
    private static CsvWriterOptions Options => CsvWriterOptions.Default with { Separator = ',', Injection = CsvInjection.Escape };

    /// <summary>The file; it imports again elsewhere when it has the PIN codes.</summary>
    /// <param name="acting">An administrator.</param>
    /// <param name="withPins">Whether PIN codes stand in it; journalled.</param>
    public async Task<byte[]> RunAsync(Acting acting, bool withPins, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Require(Access.Administration);
        if (withPins)
        {
            acting.Require(Access.PinCodes);
        }

        var (file, kits) = await center.ReadAsync(db => WriteAsync(db, withPins, cancellation), cancellation);

        // Before anybody holds the file.
        await center.WriteAsync(db => journal.AppendAsync(db, acting.Name, withPins ? "kits-exported-with-pins" : "kits-exported", "kits", new { kits }), cancellation);
        return file;
    }

    private async Task<(byte[] File, int Kits)> WriteAsync(CenterDb db, bool withPins, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        using var csv = CsvWriter.Create(memory, Options, leaveOpen: true);
        csv.WriteRecord(KitCsv.Columns[0], KitCsv.Columns[1], KitCsv.Columns[2], KitCsv.Columns[3], KitCsv.Columns[4], KitCsv.Columns[5], KitCsv.Columns[6]);
        var numbers = await db.Kits.OrderBy(k => k.Id).Select(k => k.Number).ToListAsync(cancellation);
        foreach (var number in numbers)
        {
            var kit = (await LoadedKit.ByNumberAsync(db, vault, number))!.History.Kit;
            foreach (var set in kit.Sets)
            {
                foreach (var pin in set.Pins)
                {
                    csv.WriteRecord(
                        kit.Number.Digits, kit.Product, char.ToLowerInvariant(set.Type.ToString()[0]) + set.Type.ToString()[1..],
                        set.Seats?.ToString(CultureInfo.InvariantCulture) ?? "", set.Licenses.ToString(CultureInfo.InvariantCulture),
                        set.Choice?.ToString() ?? "", withPins ? pin.Code.Digits : "");
                }
            }
        }

        await csv.FlushAsync(cancellation);
        return (memory.ToArray(), numbers.Count);
    }
}

using System.Globalization;
using CsvHelper;

namespace OperatorConsole.Shell;

/// <summary>A list as a file for a spreadsheet: everything that the screen's filter shows, page after page, in its order.</summary>
internal static class ListFile
{
    private const int Stretch = 500;

    // A spreadsheet must not run what somebody outside wrote.
    private static CsvWriterOptions Options => CsvWriterOptions.Default with
    {
        Separator = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',',
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    /// <summary>CSV with a byte order mark; a semicolon separates where the reader's language has a decimal comma.</summary>
    /// <param name="head">Names of the columns.</param>
    /// <param name="page">So many rows after so many others, and how many there are.</param>
    /// <param name="columns">What stands in a row.</param>
    internal static async Task<(byte[] File, int Rows)> WriteAsync<T>(
        string[] head, Func<int, int, Task<(IReadOnlyList<T> Rows, int Total)>> page, Func<T, string[]> columns, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var total = 1;
        using (var csv = CsvWriter.Create(memory, Options, leaveOpen: true))
        {
            csv.WriteRecord(head);
            for (var skip = 0; skip < total; skip += Stretch)
            {
                (var rows, total) = await page(skip, Stretch);
                foreach (var row in rows)
                {
                    csv.WriteRecord(columns(row));
                }
            }

            await csv.FlushAsync(cancellation);
        }

        return (memory.ToArray(), total);
    }

    /// <summary>A moment on the Center's clock, the same in every language. The zone stands in the head.</summary>
    internal static string Moment(this CenterClock clock, DateTimeOffset at) => clock.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

using System.Globalization;
using CsvHelper;
using Licensing.Kits;

namespace OperatorConsole.Features.Kits.Csv;

/// <summary>A kit that a file describes, and the lines of its PIN codes.</summary>
internal sealed record CsvKit(Kit Kit, IReadOnlyDictionary<PinCode, int> Lines, int Line);

/// <summary>Kits as CSV: <c>kit,product,template or type,seats,licenses,choice,pin</c>, one line a PIN. Formats and interfaces, section 4.</summary>
internal static class KitCsv
{
    internal static readonly string[] Columns = ["kit", "product", "template or type", "seats", "licenses", "choice", "pin"];

    /// <summary>Most lines of a file.</summary>
    internal const int MostLines = 50_000;

    // A message of the reader's own would repeat what it read.
    private static CsvReaderOptions Options(char separator) => CsvReaderOptions.Default with { HasHeader = false, Separator = separator, IncludeValuesInExceptions = false };

    private sealed record Line(int Number, string Kit, string Product, string Type, string Seats, string Licenses, string Choice, string Pin)
    {
        internal bool NothingElse => (Seats + Licenses + Choice + Pin).Length == 0;

        // "server" names a template and a type: alone in its line it is the template.
        internal IReadOnlyList<SetPlan>? Template => TypeOf(Type) is null || NothingElse ? DeliveryTemplates.Find(Type) : null;
    }

    /// <summary>Reads a file whole. Faults are found in all of it, not up to the first.</summary>
    internal static (IReadOnlyList<CsvKit> Kits, IReadOnlyList<CsvFault> Faults) Read(byte[] file)
    {
        var faults = new List<CsvFault>();
        var lines = Lines(file, faults);
        var kits = new List<CsvKit>();
        var seen = new Dictionary<PinCode, int>();
        foreach (var group in lines.Where(l => l.Kit.Length > 0).GroupBy(l => l.Kit, StringComparer.Ordinal))
        {
            if (KitOf([.. group], seen, faults) is { } kit)
            {
                kits.Add(kit);
            }
        }

        // A template without a number is a kit of its own each time it stands there.
        foreach (var line in lines.Where(l => l.Kit.Length == 0))
        {
            if (line.Template is null)
            {
                faults.Add(new CsvFault(line.Number, CsvProblem.Kit));
            }
            else if (KitOf([line], seen, faults) is { } kit)
            {
                kits.Add(kit);
            }
        }

        if (kits.Count > MakeKits.Most)
        {
            faults.Add(new CsvFault(kits[MakeKits.Most].Line, CsvProblem.TooMany));
        }

        return ([.. kits.OrderBy(k => k.Line)], [.. faults.OrderBy(f => f.Line)]);
    }

    private static List<Line> Lines(byte[] file, List<CsvFault> faults)
    {
        var lines = new List<Line>();
        var newline = Array.IndexOf(file, (byte)'\n');
        var head = file.AsSpan(0, newline < 0 ? file.Length : newline);
        var number = 0;
        try
        {
            using var csv = CsvReader.Create(file, Options(head.Contains((byte)';') ? ';' : ','));
            while (csv.Read())
            {
                number++;
                string[] fields = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
                if (number == 1)
                {
                    if (!fields.Select(f => f.TrimStart('\uFEFF')).SequenceEqual(Columns, StringComparer.OrdinalIgnoreCase))
                    {
                        faults.Add(new CsvFault(1, CsvProblem.Header));
                        return [];
                    }
                }
                else if (fields.Length != Columns.Length)
                {
                    faults.Add(new CsvFault(number, CsvProblem.Shape));
                }
                else if (lines.Count == MostLines)
                {
                    faults.Add(new CsvFault(number, CsvProblem.TooMany));
                    break;
                }
                else
                {
                    lines.Add(new Line(number, fields[0].Replace(" ", "", StringComparison.Ordinal), Unescaped(fields[1]), fields[2], fields[3], fields[4], fields[5], fields[6]));
                }
            }
        }
        catch (CsvFormatException)
        {
            faults.Add(new CsvFault(number + 1, CsvProblem.Shape));
        }

        if (number == 0 && faults.Count == 0)
        {
            faults.Add(new CsvFault(1, CsvProblem.Header));
        }

        return lines;
    }

    // The apostrophe that keeps a spreadsheet from running a text is not part of it.
    private static string Unescaped(string text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;

    private static CsvKit? KitOf(IReadOnlyList<Line> lines, Dictionary<PinCode, int> seen, List<CsvFault> faults)
    {
        var before = faults.Count;
        var first = lines[0];
        var number = default(KitNumber);
        if (first.Kit.Length > 0 && !KitNumber.TryParse(first.Kit, out number))
        {
            faults.AddRange(lines.Select(l => new CsvFault(l.Number, CsvProblem.Kit)));
        }

        faults.AddRange(lines.Where(l => l.Product.Length is 0 or > MakeKits.LongestProduct || l.Product != first.Product).Select(l => new CsvFault(l.Number, CsvProblem.Product)));
        if (first.Template is { } plan)
        {
            faults.AddRange(lines.Where((l, i) => i > 0 || !l.NothingElse).Select(l => new CsvFault(l.Number, CsvProblem.Template)));
            return faults.Count > before ? null : new CsvKit(KitDraw.Make(first.Kit.Length == 0 ? KitDraw.Number() : number, first.Product, plan), new Dictionary<PinCode, int>(), first.Number);
        }

        var sets = new List<(SetKey Key, List<KitPin> Pins)>();
        var own = new Dictionary<PinCode, int>();
        var links = new HashSet<int>();
        foreach (var line in lines)
        {
            if (SetOf(line, faults) is { } key && PinOf(line, number, seen, own, links, faults) is { } pin)
            {
                if (sets.Find(s => s.Key == key) is { Pins: { } pins })
                {
                    pins.Add(pin);
                }
                else
                {
                    sets.Add((key, [pin]));
                }
            }
        }

        if (faults.Count == before && lines.Count > KitDraw.MostPins)
        {
            faults.Add(new CsvFault(lines[KitDraw.MostPins].Number, CsvProblem.TooMany));
        }

        // Counted only where every line could be read: a set that lost a line would seem too small.
        if (faults.Count == before)
        {
            faults.AddRange(sets.Where(s => s.Key.Licenses > s.Pins.Count).Select(s => new CsvFault(own[s.Pins[0].Code], CsvProblem.Licenses)));
        }

        return faults.Count > before
            ? null
            : new CsvKit(new Kit(number, first.Product, [.. sets.Select((s, i) => new LicenseSet(i + 1, s.Key.Type, s.Key.Seats, s.Key.Licenses, s.Key.Choice, s.Pins))]), own, first.Number);
    }

    private readonly record struct SetKey(LicenseType Type, int? Seats, int Licenses, char? Choice);

    private static SetKey? SetOf(Line line, List<CsvFault> faults)
    {
        if (TypeOf(line.Type) is not { } type)
        {
            faults.Add(new CsvFault(line.Number, CsvProblem.Type));
            return null;
        }

        CsvProblem? problem = type == LicenseType.Server ? (line.Seats.Length > 0 ? CsvProblem.Seats : null)
            : Count(line.Seats) is null ? CsvProblem.Seats
            : null;
        problem ??= Count(line.Licenses) is not { } licenses || (type != LicenseType.SingleUser && licenses != 1) ? CsvProblem.Licenses
            : line.Choice.Length > 0 && !(line.Choice is [var letter] && char.IsAsciiLetterUpper(letter)) ? CsvProblem.Choice
            : null;
        if (problem is { } found)
        {
            faults.Add(new CsvFault(line.Number, found));
            return null;
        }

        return new SetKey(type, Count(line.Seats), Count(line.Licenses)!.Value, line.Choice.Length > 0 ? line.Choice[0] : null);
    }

    private static KitPin? PinOf(Line line, KitNumber kit, Dictionary<PinCode, int> seen, Dictionary<PinCode, int> own, HashSet<int> links, List<CsvFault> faults)
    {
        if (PinCode.Parse(line.Pin, out var pin) != PinFault.None)
        {
            faults.Add(new CsvFault(line.Number, CsvProblem.Pin));
            return null;
        }

        // Within a kit every LINK is another one: a spare's code must say which license moves.
        if (!seen.TryAdd(pin, line.Number) || (kit != default && !links.Add(PinLink.Of(kit, pin))))
        {
            faults.Add(new CsvFault(line.Number, CsvProblem.PinTaken));
            return null;
        }

        own[pin] = line.Number;
        return new KitPin(pin, PinOrigin.Kit);
    }

    private static LicenseType? TypeOf(string text) =>
        Enum.GetValues<LicenseType>().Where(t => t.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(t => (LicenseType?)t).FirstOrDefault();

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 10_000 ? number : null;
}

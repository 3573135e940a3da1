using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Violations;

namespace OperatorConsole.Features.Violations;

/// <summary>What shows a finding, as it was when it was found. PIN codes by their last group only.</summary>
/// <param name="Subject">What was counted at.</param>
/// <param name="Facts">Requests, oldest first.</param>
/// <param name="Computers">The computers that they came from.</param>
/// <param name="Words">What a person reported.</param>
public sealed record Evidence(string Subject, IReadOnlyList<EvidenceFact> Facts, IReadOnlyList<EvidenceComputer> Computers, string Words)
{
    private const int MostFacts = 500;
    private const int MostComputers = 8;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads it.</summary>
    public static Evidence Read(string text) => JsonSerializer.Deserialize<Evidence>(text, Options) ?? new Evidence("", [], [], "");

    /// <summary>A person's report, beside what was given out of the kit until then.</summary>
    public static Evidence Reported(string words, KitTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var given = trace.Sightings.Where(s => s.Outcome == Outcome.Granted).ToList();
        return Freeze("reported", given, trace.Sightings, new HashSet<long>(), ViolationRules.ComputersOf(trace), words);
    }

    /// <summary>What is left to show when the evidence is not what was frozen.</summary>
    public static Evidence Withheld { get; } = new("withheld", [], [], "");

    /// <summary>Freezes what shows a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="all">Everything that the rule looked at: the license's own computer is shown beside the others.</param>
    public static Evidence Of(Finding finding, IReadOnlyList<Sighting> all)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(all);
        var counted = finding.Entries.ToHashSet();
        var pins = finding.Shown.SelectMany(s => new[] { s.Pin, s.CurrentPin }).OfType<PinCode>().ToHashSet();
        var licenses = finding.Shown.Select(s => s.License).OfType<long>().ToHashSet();
        var shown = all.Where(s => s.At <= finding.Last && (counted.Contains(s.Number)
            || (s.Outcome == Outcome.Granted && ((s.Pin is { } pin && pins.Contains(pin)) || (s.License is { } license && licenses.Contains(license)))))).ToList();
        return Freeze(finding.Subject, shown, all, counted, finding.Computers, "");
    }

    private static Evidence Freeze(
        string subject, IReadOnlyList<Sighting> shown, IReadOnlyList<Sighting> all, HashSet<long> counted, IReadOnlyDictionary<long, int> computers, string words)
    {
        var owners = all.Select(OwnerOf).OfType<string>().Distinct().ToList();
        return new Evidence(
            subject,
            [.. shown.TakeLast(MostFacts).Select(s => new EvidenceFact(
                s.Number, s.At, s.Method, s.Operation, s.Outcome, s.Reason?.Code(), s.Pin?.Masked, s.Kit?.Digits, counted.Contains(s.Number))
            {
                License = s.License,
                Computer = computers.TryGetValue(s.Number, out var computer) ? computer : null,
                Owner = OwnerOf(s) is { } owner ? owners.IndexOf(owner) + 1 : null,
                Source = s.Source.Length > 0 ? Short(s.Source) : null,
            })],
            [.. shown.Where(s => computers.ContainsKey(s.Number)).GroupBy(s => computers[s.Number]).OrderBy(g => g.Key).Take(MostComputers).Select(EvidenceComputer.Of)],
            words);
    }

    private static string? OwnerOf(Sighting seen) => seen.Owner ?? seen.OwnerDigest?.ToString(CultureInfo.InvariantCulture);

    // The place is a keyed hash already; a few characters tell one from another on a page.
    private static string Short(string source) => source.Length > 14 ? source[..14] : source;
}

/// <summary>One request among the evidence.</summary>
/// <param name="Entry">Number of its ledger entry.</param>
/// <param name="At">When.</param>
/// <param name="Method">How it came.</param>
/// <param name="Operation">What was asked for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Code of a refusal.</param>
/// <param name="Pin">The PIN, masked.</param>
/// <param name="Kit">The kit.</param>
/// <param name="Counts">Whether the rule counted it; the others show what it is held against.</param>
public sealed record EvidenceFact(
    long Entry, DateTimeOffset At, Method Method, Operation Operation, Outcome Outcome, string? Reason, string? Pin, string? Kit, bool Counts)
{
    /// <summary>The license.</summary>
    public long? License { get; init; }

    /// <summary>Which of the computers, from 1.</summary>
    public int? Computer { get; init; }

    /// <summary>Which of the owners, from 1.</summary>
    public int? Owner { get; init; }

    /// <summary>From where, shortened.</summary>
    public string? Source { get; init; }
}

/// <summary>A computer among the evidence, as it was seen last by then.</summary>
/// <param name="Number">From 1, in the order in which the kit met them.</param>
/// <param name="Holds">Whether it was given a license.</param>
/// <param name="Parameters">Stable code of a parameter, and its value.</param>
public sealed record EvidenceComputer(int Number, bool Holds, IReadOnlyDictionary<string, string> Parameters)
{
    internal static EvidenceComputer Of(IGrouping<int, Sighting> seen)
    {
        var last = seen.LastOrDefault(s => s.Computer is not null) ?? seen.Last();
        return new EvidenceComputer(seen.Key, seen.Any(s => s.Outcome == Outcome.Granted), last.Computer is { } full ? Full(full) : Sketched(last.Sketch));
    }

    private static Dictionary<string, string> Full(CanonicalComputer c) => new(StringComparer.Ordinal)
    {
        [KeyParameter.Host.Code()] = c.Host,
        [KeyParameter.OsName.Code()] = c.OsName,
        [KeyParameter.OsVersion.Code()] = c.OsVersion,
        [KeyParameter.OsSerial.Code()] = c.OsSerial,
        [KeyParameter.OsInstallDate.Code()] = c.OsInstallDate,
        [KeyParameter.Motherboard.Code()] = c.Motherboard,
        [KeyParameter.Bios.Code()] = c.Bios,
        [KeyParameter.Ram.Code()] = c.RamMib.ToString(CultureInfo.InvariantCulture),
        [KeyParameter.Cpu.Code()] = string.Join("; ", c.Cpus),
        [KeyParameter.Nic.Code()] = string.Join("; ", c.Nics),
        [KeyParameter.Disk.Code()] = string.Join("; ", c.Disks),
    };

    private static Dictionary<string, string> Sketched(Sketch? sketch) => sketch is not { } s ? [] : new(StringComparer.Ordinal)
    {
        [SketchChange.Os.Code()] = s.Os.ToString("D3", CultureInfo.InvariantCulture),
        [SketchChange.BoardOrNetworkName.Code()] = s.Board.ToString("D3", CultureInfo.InvariantCulture),
        [SketchChange.RamReduced.Code()] = s.Ram.ToString("D2", CultureInfo.InvariantCulture),
        [SketchChange.CpuRemoved.Code()] = s.Cpu.ToString(CultureInfo.InvariantCulture),
        [SketchChange.DeviceRemoved.Code()] = s.Bits.ToString("X9", CultureInfo.InvariantCulture),
    };
}

using System.Text.RegularExpressions;
using Licensing.Computers;

namespace Licensing.AdditionalPins;

/// <summary>Which key parameters a customer's reason would change, read from the words for them.</summary>
public static partial class HardwareStory
{
    private static readonly KeyParameter[] System = [KeyParameter.OsName, KeyParameter.OsVersion, KeyParameter.OsSerial, KeyParameter.OsInstallDate, KeyParameter.Host];

    // A board brings its firmware, its adapter and often another processor and memory; a system that was on a disk goes with it.
    private static readonly (Func<Regex> Words, KeyParameter[] Changes)[] Told =
    [
        (Whole, Enum.GetValues<KeyParameter>()),
        (Board, [KeyParameter.Motherboard, KeyParameter.Bios, KeyParameter.Nic, KeyParameter.Cpu, KeyParameter.Ram]),
        (Disk, [KeyParameter.Disk, .. System]),
        (Memory, [KeyParameter.Ram]),
        (Processor, [KeyParameter.Cpu]),
        (Adapter, [KeyParameter.Nic]),
        (Firmware, [KeyParameter.Bios]),
        (Reinstalled, System),
        (Renamed, [KeyParameter.Host]),
    ];

    /// <summary>The parameters that the words can explain; empty when they speak of none.</summary>
    /// <param name="reason">The customer's words.</param>
    public static IReadOnlySet<KeyParameter> Of(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Told.Where(t => t.Words().IsMatch(reason)).SelectMany(t => t.Changes).ToHashSet();
    }

    /// <summary>Whether the words speak of hardware, or of a system, at all.</summary>
    public static bool IsTold(string text) => Of(text).Count > 0;

    /// <summary>What of the changes the words do not explain.</summary>
    /// <param name="changes">What changed at the computer.</param>
    /// <param name="told">What the words can explain.</param>
    internal static IReadOnlyList<string> Unexplained(ComputerChanges changes, IReadOnlySet<KeyParameter> told) =>
    [
        .. changes.Parameters.Where(p => !told.Contains(p.Parameter)).Select(p => p.Parameter.Code())
            .Concat(changes.Sketched.Where(s => !Behind(s).Any(told.Contains)).Select(s => s.Code())).Distinct(StringComparer.Ordinal),
    ];

    // A sketch shows groups of parameters: one word for any of them is enough.
    private static KeyParameter[] Behind(SketchChange change) => change switch
    {
        SketchChange.Os => System,
        SketchChange.BoardOrNetworkName => [KeyParameter.Motherboard, KeyParameter.Bios, KeyParameter.Host],
        SketchChange.RamReduced => [KeyParameter.Ram],
        SketchChange.CpuRemoved => [KeyParameter.Cpu],
        SketchChange.DeviceRemoved => [KeyParameter.Cpu, KeyParameter.Nic, KeyParameter.Disk],
    };

    [GeneratedRegex(@"\b(?:new|another|other|replaced\s+(?:the|our|a))\s+(?:computer|pc|server|machine|laptop|workstation|notebook)|(?:computer|pc|server|machine|laptop|notebook)\s+(?:was\s+|has\s+|is\s+)?(?:been\s+)?(?:replaced|stolen|lost|broken|died|dead|burn|destroyed)|stolen|(?:нов|друг)\w{2,3}\s+(?:компьютер|сервер|ноутбук|пк\b|машин)|(?:замен|смен|купил|приобре|сгорел|слом|укра|вышел\s+из\s+строя|списа)\w*\s+(?:\w+\s+)?(?:компьютер|сервер|ноутбук|пк\b)|(?:компьютер|сервер|ноутбук|пк)\w*\s+(?:был\s+)?(?:замен|слом|сгорел|укра|выш|списа|умер|полетел)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Whole();

    [GeneratedRegex(@"mother\s?board|main\s?board|\bboard\b|материнск|мат\.?\s?плат|(?<!сетев\w{2}\s)(?<!видео)\bплат[аыуе]\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Board();

    [GeneratedRegex(@"\bdis[kc]s?\b|\bhdd\b|\bssd\b|\bdrives?\b|винчестер|жестк|жёстк|\bдиск|накопител", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Disk();

    [GeneratedRegex(@"\bmemory\b|\bram\b|оператив|\bпамят|\bозу\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Memory();

    [GeneratedRegex(@"\bcpus?\b|processor|процессор", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Processor();

    [GeneratedRegex(@"network\s+(?:card|adapter)|\bnic\b|ethernet|сетев\w+\s+(?:карт|плат|адаптер)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Adapter();

    [GeneratedRegex(@"\bbios\b|\buefi\b|firmware|биос|прошивк", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Firmware();

    [GeneratedRegex(@"re-?install|formatted|operating\s+system|windows|linux|\bvirus|переустан|переустав|операционн|\bвинд|формат|\bвирус|\bос\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Reinstalled();

    [GeneratedRegex(@"renamed?|network\s+name|computer\s+name|переимен|им\w+\s+компьютер|сетев\w+\s+им", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Renamed();
}

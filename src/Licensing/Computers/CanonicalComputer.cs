using System.Text.RegularExpressions;

namespace Licensing.Computers;

/// <summary>Key parameters in the form in which they are compared and hashed. Dictation codes, section 1.5.</summary>
public sealed partial record CanonicalComputer
{
    private CanonicalComputer(KeyParameters raw)
    {
        OsName = CanonicalText.Scalar(raw.OsName);
        var windows = OsName.Contains("WINDOWS", StringComparison.Ordinal);
        var version = CanonicalText.Scalar(raw.OsVersion);
        OsVersion = windows && FirstTwoNumbers().Match(version) is { Success: true } match ? match.Value : version;
        OsSerial = windows ? CanonicalText.Scalar(raw.OsSerial) : "";
        OsInstallDate = windows ? CanonicalText.Scalar(raw.OsInstallDate) : "";
        Host = CanonicalText.Scalar(raw.Host);
        Motherboard = CanonicalText.Scalar(raw.Motherboard);
        Bios = CanonicalText.Scalar(raw.Bios);
        RamMib = raw.RamMib;
        Cpus = [.. raw.Cpus.Select(CanonicalText.Scalar).Order(StringComparer.Ordinal)];
        Disks = [.. raw.Disks.Select(CanonicalText.Scalar).Order(StringComparer.Ordinal)];
        Nics = [.. raw.Nics.Select(Mac).Order(StringComparer.Ordinal)];
    }

    /// <summary>Name of the operating system.</summary>
    public string OsName { get; }

    /// <summary>Version, of Windows the first two numbers.</summary>
    public string OsVersion { get; }

    /// <summary>Serial number; empty but for Windows.</summary>
    public string OsSerial { get; }

    /// <summary>Installation date; empty but for Windows.</summary>
    public string OsInstallDate { get; }

    /// <summary>Network name.</summary>
    public string Host { get; }

    /// <summary>Motherboard.</summary>
    public string Motherboard { get; }

    /// <summary>Firmware.</summary>
    public string Bios { get; }

    /// <summary>Memory in MiB.</summary>
    public long RamMib { get; }

    /// <summary>Processors, sorted, duplicates kept.</summary>
    public IReadOnlyList<string> Cpus { get; }

    /// <summary>Adapters as 12 upper-case hex digits, sorted, duplicates kept.</summary>
    public IReadOnlyList<string> Nics { get; }

    /// <summary>Disks, sorted, duplicates kept.</summary>
    public IReadOnlyList<string> Disks { get; }

    /// <summary>The block behind the sketch's <c>os</c> group.</summary>
    public string OsBlock => $"OS\n{OsName}\n{OsVersion}\n{OsSerial}\n{OsInstallDate}";

    /// <summary>The block behind the sketch's <c>board</c> group.</summary>
    public string BoardBlock => $"BOARD\n{Host}\n{Motherboard}\n{Bios}";

    /// <summary>The set of devices behind the sketch's filter, sorted.</summary>
    public IReadOnlyList<string> Items =>
    [
        .. Cpus.Select(c => "cpu=" + c).Concat(Disks.Select(d => "disk=" + d)).Concat(Nics.Select(n => "nic=" + n))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Brings key parameters into the form that counts.</summary>
    /// <exception cref="FormatException">An adapter's address has not 12 hex digits, or a text half of a surrogate pair.</exception>
    public static CanonicalComputer From(KeyParameters raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        return new CanonicalComputer(raw);
    }

    /// <summary>The parameters again, in the spelling in which they are compared.</summary>
    public KeyParameters ToParameters() => new()
    {
        OsName = OsName,
        OsVersion = OsVersion,
        OsSerial = OsSerial,
        OsInstallDate = OsInstallDate,
        Host = Host,
        Motherboard = Motherboard,
        Bios = Bios,
        RamMib = RamMib,
        Cpus = Cpus,
        Nics = Nics,
        Disks = Disks,
    };

    /// <summary>An adapter's address as 12 upper-case hex digits.</summary>
    /// <exception cref="FormatException">It has not 12 of them.</exception>
    public static string Mac(string address)
    {
        var hex = string.Concat(CanonicalText.Scalar(address).Where(char.IsAsciiHexDigitUpper));
        return hex.Length == 12 ? hex : throw new FormatException($"'{address}' is no adapter address: 12 hex digits were expected, {hex.Length} found.");
    }

    [GeneratedRegex(@"[0-9]+\.[0-9]+")]
    private static partial Regex FirstTwoNumbers();
}

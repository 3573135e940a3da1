using System.Globalization;

namespace Licensing.Computers;

/// <summary>The guide's rules on full key parameters. Guide: "Understanding key computer parameters".</summary>
public static class ComputerComparison
{
    /// <summary>What changed between the computer at acquisition and the computer now, in the order of <see cref="KeyParameter"/>; empty: nothing that counts.</summary>
    /// <remarks>
    /// System, network name, motherboard and firmware must be equal. Memory may grow and may shrink again to what it was at
    /// acquisition; firmware may keep up to 4 %: enough is <c>now * 104 / 100 &gt;= acquired</c>, in whole MiB. Processors,
    /// adapters and disks are multisets: one more is no change, one gone is, whether something took its place or not.
    /// </remarks>
    /// <param name="acquired">At acquisition.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<ParameterChange> Compare(CanonicalComputer acquired, CanonicalComputer now)
    {
        ArgumentNullException.ThrowIfNull(acquired);
        ArgumentNullException.ThrowIfNull(now);
        return
        [
            .. Equal(KeyParameter.OsName, acquired.OsName, now.OsName),
            .. Equal(KeyParameter.OsVersion, acquired.OsVersion, now.OsVersion),
            .. Equal(KeyParameter.OsSerial, acquired.OsSerial, now.OsSerial),
            .. Equal(KeyParameter.OsInstallDate, acquired.OsInstallDate, now.OsInstallDate),
            .. Equal(KeyParameter.Host, acquired.Host, now.Host),
            .. Equal(KeyParameter.Motherboard, acquired.Motherboard, now.Motherboard),
            .. Memory(acquired.RamMib, now.RamMib),
            .. Equal(KeyParameter.Bios, acquired.Bios, now.Bios),
            .. Devices(KeyParameter.Cpu, acquired.Cpus, now.Cpus),
            .. Devices(KeyParameter.Nic, acquired.Nics, now.Nics),
            .. Devices(KeyParameter.Disk, acquired.Disks, now.Disks),
        ];
    }

    private static IEnumerable<ParameterChange> Equal(KeyParameter parameter, string acquired, string now) =>
        acquired == now ? [] : [new ParameterChange(parameter, acquired, now)];

    private static IEnumerable<ParameterChange> Memory(long acquired, long now)
    {
        return now * 104 / 100 >= acquired ? [] : [new ParameterChange(KeyParameter.Ram, Text(acquired), Text(now))];

        static string Text(long mib) => mib == 0 ? "" : mib.ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<ParameterChange> Devices(KeyParameter parameter, IReadOnlyList<string> acquired, IReadOnlyList<string> now)
    {
        var gone = Without(acquired, now);
        var come = Without(now, acquired);

        // What came is told beside what went: for one exchanged device that is the exchange itself.
        return gone.Select((device, i) => new ParameterChange(parameter, device, i < come.Count ? come[i] : ""));
    }

    private static List<string> Without(IReadOnlyList<string> all, IReadOnlyList<string> taken)
    {
        var left = all.ToList();
        foreach (var one in taken)
        {
            left.Remove(one);
        }

        return left;
    }
}

/// <summary>One parameter that is not what it was.</summary>
/// <param name="Parameter">Which.</param>
/// <param name="Old">At acquisition; empty: it could not be read.</param>
/// <param name="New">Now; empty: gone, or it could not be read.</param>
public sealed record ParameterChange(KeyParameter Parameter, string Old, string New);

/// <summary>The key parameters, in the guide's order.</summary>
public enum KeyParameter
{
    /// <summary>Name of the operating system.</summary>
    OsName,

    /// <summary>Its version.</summary>
    OsVersion,

    /// <summary>Its serial number.</summary>
    OsSerial,

    /// <summary>Its installation date.</summary>
    OsInstallDate,

    /// <summary>Network name.</summary>
    Host,

    /// <summary>Motherboard.</summary>
    Motherboard,

    /// <summary>Memory.</summary>
    Ram,

    /// <summary>Firmware.</summary>
    Bios,

    /// <summary>A processor.</summary>
    Cpu,

    /// <summary>A network adapter.</summary>
    Nic,

    /// <summary>A fixed disk.</summary>
    Disk,
}

/// <summary>Stable codes of the key parameters.</summary>
public static class KeyParameterCodes
{
    /// <summary>The code.</summary>
    public static string Code(this KeyParameter parameter) => parameter switch
    {
        KeyParameter.OsName => "os-name",
        KeyParameter.OsVersion => "os-version",
        KeyParameter.OsSerial => "os-serial",
        KeyParameter.OsInstallDate => "os-install-date",
        KeyParameter.Host => "host",
        KeyParameter.Motherboard => "motherboard",
        KeyParameter.Ram => "ram",
        KeyParameter.Bios => "bios",
        KeyParameter.Cpu => "cpu",
        KeyParameter.Nic => "nic",
        KeyParameter.Disk => "disk",
    };
}

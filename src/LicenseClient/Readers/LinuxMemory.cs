using System.Globalization;
using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Installed memory: the firmware's table, what the device manager kept of it for everybody, or what the system sees.</summary>
/// <remarks>The table itself is the administrator's to read. Without the second source one computer would have two sizes, by who asks.</remarks>
/// <param name="tree">The system.</param>
internal sealed class LinuxMemory(SystemTree tree)
{
    internal const string Table = "/sys/firmware/dmi/tables/DMI";
    private const string DeviceManager = "/run/udev/data/+dmi:id";
    private const string SystemView = "/proc/meminfo";

    internal (long Mib, Finding Finding) Read()
    {
        if (tree.Bytes(Table, out _) is { } table && Smbios.MemoryMib(table) is > 0 and var modules)
        {
            return Found(modules, Texts.Of("RamFromTable", Table));
        }

        if (Kept() is > 0 and var kept)
        {
            return Found(kept, Texts.Of("RamFromDeviceManager", DeviceManager));
        }

        var view = tree.Text(SystemView);
        var total = Array.Find(view.Value.Split('\n'), line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        var digits = string.Concat((total ?? "").Where(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var kib) && kib >= 1024
            ? Found(kib / 1024, Texts.Of("RamFromSystem", SystemView))
            : (0, new Finding(KeyParameter.Ram, "", view.Reason(SystemView), Unread: true));
    }

    /// <summary>Sizes of the modules in bytes, one a line.</summary>
    private long Kept()
    {
        var bytes = 0L;
        foreach (var line in tree.Text(DeviceManager).Value.Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line.StartsWith("E:MEMORY_DEVICE_", StringComparison.Ordinal) && line[..equals].EndsWith("_SIZE", StringComparison.Ordinal)
                && !line[..equals].Contains("VOLATILE", StringComparison.Ordinal) && !line[..equals].Contains("CACHE", StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                bytes += size;
            }
        }

        return bytes >> 20;
    }

    private static (long Mib, Finding Finding) Found(long mib, string how) =>
        (mib, new Finding(KeyParameter.Ram, mib.ToString(CultureInfo.InvariantCulture), how));
}

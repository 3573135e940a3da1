using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Processors, one a socket.</summary>
/// <param name="tree">The system.</param>
internal sealed class LinuxProcessors(SystemTree tree)
{
    private const string Source = "/proc/cpuinfo";

    /// <summary>Whether the processor says that a hypervisor runs it.</summary>
    internal bool UnderHypervisor { get; private set; }

    internal IReadOnlyList<Finding> Read()
    {
        var text = tree.Text(Source);
        var cores = text.Value.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Lines).Where(core => core.ContainsKey("processor")).ToList();
        UnderHypervisor = cores.Exists(core => core.GetValueOrDefault("flags", "").Split(' ').Contains("hypervisor", StringComparer.Ordinal));
        var sockets = cores.Where(core => core.ContainsKey("physical id")).DistinctBy(core => core["physical id"]).ToList();
        if (sockets.Count > 0)
        {
            return [.. sockets.Select(core => Found(core, Texts.Of("CpuFound", Source)))];
        }

        if (cores.Count == 0 || Name(cores[0]).Length == 0)
        {
            return [new Finding(KeyParameter.Cpu, "", text.Reason(Source), Unread: true)];
        }

        var (count, how) = Counted(cores.Count);
        return [.. Enumerable.Repeat(Found(cores[0], Texts.Of(how, Source)), count)];
    }

    /// <summary>Systems that do not number their sockets in the list of processors.</summary>
    private (int Count, string How) Counted(int cores)
    {
        var packages = Enumerable.Range(0, cores)
            .Select(core => tree.Text($"/sys/devices/system/cpu/cpu{core}/topology/physical_package_id").Value)
            .Where(package => package.Length > 0 && package != "-1").Distinct(StringComparer.Ordinal).Count();
        if (packages > 0)
        {
            return (packages, "CpuFoundTopology");
        }

        var table = tree.Bytes(LinuxMemory.Table, out _);
        return table is not null && Smbios.Sockets(table) is > 0 and var sockets ? (sockets, "CpuFoundTable") : (1, "CpuFoundOne");
    }

    private static Finding Found(Dictionary<string, string> core, string how) => new(KeyParameter.Cpu, Name(core), how);

    private static string Name(Dictionary<string, string> core)
    {
        var brand = core.GetValueOrDefault("model name", "");
        if (core.TryGetValue("vendor_id", out var vendor))
        {
            return $"{vendor}|{core.GetValueOrDefault("cpu family")}.{core.GetValueOrDefault("model")}.{core.GetValueOrDefault("stepping")}|{brand}";
        }

        return core.TryGetValue("CPU implementer", out var maker)
            ? $"{maker}|{core.GetValueOrDefault("CPU architecture")}.{core.GetValueOrDefault("CPU part")}.{core.GetValueOrDefault("CPU variant")}-{core.GetValueOrDefault("CPU revision")}|{brand}"
            : brand.Length > 0 ? $"||{brand}" : "";
    }

    private static Dictionary<string, string> Lines(string block)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in block.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                lines.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        return lines;
    }
}

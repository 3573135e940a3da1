using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Key parameters of a Linux computer, from the places where the kernel and the distribution keep them.</summary>
internal sealed class LinuxReader : IComputerReader
{
    private const string Dmi = "/sys/class/dmi/id/";

    private readonly SystemTree _tree;
    private readonly Func<string, string?> _permanentAddress;

    /// <summary>A reader.</summary>
    /// <param name="root">Folder that stands for the root: the machine's own, or a recorded one.</param>
    /// <param name="permanentAddress">Asks the kernel for an interface's permanent address.</param>
    internal LinuxReader(string root, Func<string, string?> permanentAddress)
    {
        _tree = new SystemTree(root);
        _permanentAddress = permanentAddress;
    }

    /// <inheritdoc/>
    public ComputerReading Read()
    {
        var os = OperatingSystemNames();
        var host = Host();
        var board = Joined(KeyParameter.Motherboard, "", "board_vendor", "board_name");
        var (ram, memory) = new LinuxMemory(_tree).Read();
        var bios = Joined(KeyParameter.Bios, _tree.Exists("/sys/firmware/efi") ? "UEFI " : "BIOS ", "bios_vendor", "bios_version");
        var processors = new LinuxProcessors(_tree);
        var cpus = processors.Read();
        var nics = new LinuxAdapters(_tree, _permanentAddress).Read();
        var disks = new LinuxDisks(_tree).Read();
        var (isVirtual, how) = VirtualMachine(processors.UnderHypervisor);
        var parameters = new KeyParameters
        {
            OsName = os[0].Value,
            OsVersion = os[1].Value,
            Host = host.Value,
            Motherboard = board.Value,
            Bios = bios.Value,
            RamMib = ram,
            Cpus = Finding.Values(cpus),
            Nics = Finding.Values(nics),
            Disks = Finding.Values(disks),
            Virtual = isVirtual,
        };
        return new ComputerReading(parameters, [.. os, host, board, memory, bios, .. cpus, .. nics, .. disks, how]);
    }

    private Finding[] OperatingSystemNames()
    {
        var path = _tree.Exists("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release";
        var file = _tree.Text(path);
        return
        [
            Named(KeyParameter.OsName, "NAME"),
            Named(KeyParameter.OsVersion, "VERSION_ID"),
            new Finding(KeyParameter.OsSerial, "", Texts.Of("WindowsOnly")),
            new Finding(KeyParameter.OsInstallDate, "", Texts.Of("WindowsOnly")),
        ];

        Finding Named(KeyParameter parameter, string key)
        {
            var line = Array.Find(file.Value.Split('\n'), l => l.StartsWith(key + "=", StringComparison.Ordinal));
            var value = (line ?? "=").Split('=', 2)[1].Trim().Trim('"', '\'');
            return value.Length > 0
                ? new Finding(parameter, value, Texts.Of("FoundMember", key, path))
                : new Finding(parameter, "", file.Why.Length > 0 ? file.Why : Texts.Of("WhyNoMember", key, path), Unread: true);
        }
    }

    private Finding Host()
    {
        const string Live = "/proc/sys/kernel/hostname";
        const string Kept = "/etc/hostname";
        var path = _tree.Text(Live).Value.Length > 0 ? Live : Kept;
        var name = _tree.Text(path);
        return name.Value.Length > 0
            ? new Finding(KeyParameter.Host, name.Value.Split('.')[0], Texts.Of("FoundFile", path))
            : new Finding(KeyParameter.Host, "", name.Reason(path), Unread: true);
    }

    private Finding Joined(KeyParameter parameter, string before, string first, string second)
    {
        var (one, two) = (_tree.Text(Dmi + first), _tree.Text(Dmi + second));
        var value = $"{one.Value} {two.Value}".Trim();
        return value.Length > 0
            ? new Finding(parameter, before + value, Texts.Of("FoundPair", Dmi + first, second))
            : new Finding(parameter, "", one.Reason(Dmi + first), Unread: true);
    }

    private (bool IsVirtual, Finding How) VirtualMachine(bool flag)
    {
        var maker = $"{_tree.Text(Dmi + "sys_vendor").Value} {_tree.Text(Dmi + "product_name").Value}".Trim();
        if (Hypervisors.Made(maker))
        {
            return (true, new Finding(null, maker, Texts.Of("VirtualByMaker", Dmi + "sys_vendor")));
        }

        foreach (var (vendor, product) in new[] { ("board_vendor", "board_name"), ("bios_vendor", "bios_version") })
        {
            var part = $"{_tree.Text(Dmi + vendor).Value} {_tree.Text(Dmi + product).Value}".Trim();
            if (Hypervisors.Carries(part))
            {
                return (true, new Finding(null, part, Texts.Of("VirtualByMaker", Dmi + vendor)));
            }
        }

        return flag
            ? (true, new Finding(null, "hypervisor", Texts.Of("VirtualByFlag")))
            : (false, new Finding(null, "", Texts.Of("NotVirtual")));
    }
}

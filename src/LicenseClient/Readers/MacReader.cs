using System.Globalization;
using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Key parameters of a Mac, as the tools of macOS tell them.</summary>
/// <param name="tools">Runs the system's tools.</param>
internal sealed class MacReader(ISystemTools tools) : IComputerReader
{
    internal const string Registry = "/usr/sbin/ioreg";
    private const string Versions = "/usr/bin/sw_vers";
    private const string Configuration = "/usr/sbin/scutil";
    private const string HostName = "/bin/hostname";
    private const string Profiler = "/usr/sbin/system_profiler";
    private const string Kernel = "/usr/sbin/sysctl";
    private const string Architecture = "/usr/bin/arch";
    private const string CpuNames = "machdep.cpu";
    private const string CpuSource = "sysctl " + CpuNames;
    private const string Hardware = "SPHardwareDataType";
    private const string Ethernet = "SPEthernetDataType";
    private const string Parallels = "0x1ab8";
    private const int MostSockets = 64;

    /// <inheritdoc/>
    public ComputerReading Read()
    {
        var profile = ToolAnswer.Of(
            "system_profiler", tools.Run(Profiler, "-json", Hardware, "SPNVMeDataType", "SPSerialATADataType", Ethernet));
        var version = Said(KeyParameter.OsVersion, Versions, "-productVersion");
        var host = Host();
        var board = Profiled(profile, KeyParameter.Motherboard, "Apple Inc.", "machine_model");
        var bios = Profiled(profile, KeyParameter.Bios, "UEFI Apple", "boot_rom_version");
        var (ram, memory) = Memory(profile);
        var told = ToldOfProcessor();
        var cpus = Processors(told);
        var machine = VirtualMachine(profile, told.Values);
        var isVirtual = machine.Value.Length > 0;
        var nics = new MacAdapters(tools, profile, isVirtual).Read();
        var disks = new MacDisks(tools, profile).Read();
        Finding[] os =
        [
            new(KeyParameter.OsName, "macOS", Texts.Of("OsNameKnown")),
            version,
            new(KeyParameter.OsSerial, "", Texts.Of("WindowsOnly")),
            new(KeyParameter.OsInstallDate, "", Texts.Of("WindowsOnly")),
        ];
        var parameters = new KeyParameters
        {
            OsName = os[0].Value,
            OsVersion = version.Value,
            Host = host.Value,
            Motherboard = board.Value,
            Bios = bios.Value,
            RamMib = ram,
            Cpus = Finding.Values(cpus),
            Nics = Finding.Values(nics),
            Disks = Finding.Values(disks),
            Virtual = isVirtual,
        };
        return new ComputerReading(parameters, [.. os, host, board, memory, bios, .. cpus, .. nics, .. disks, machine]);
    }

    private Finding Said(KeyParameter parameter, string tool, params string[] arguments)
    {
        var output = tools.Run(tool, arguments);
        var name = $"{Path.GetFileName(tool)} {string.Join(' ', arguments)}";
        return output.Value.Length > 0
            ? new Finding(parameter, output.Value, Texts.Of("FoundFile", name))
            : new Finding(parameter, "", output.Why.Length > 0 ? output.Why : Texts.Of("ToolSilent", name), Unread: true);
    }

    private Finding Host()
    {
        // The name that the person chose; the network may lend a Mac another one.
        var chosen = Said(KeyParameter.Host, Configuration, "--get", "LocalHostName");
        var found = chosen.Value.Length > 0 ? chosen : Said(KeyParameter.Host, HostName, "-s");
        return found with { Value = found.Value.Split('.')[0] };
    }

    private static Finding Profiled(ToolAnswer profile, KeyParameter parameter, string before, string member)
    {
        var value = profile.First(Hardware).Text(member);
        return value.Length > 0
            ? new Finding(parameter, $"{before} {value}", Texts.Of("FoundMember", member, Hardware))
            : new Finding(
                parameter, "", profile.Items(Hardware).Count > 0 ? Texts.Of("WhyNoMember", member, Hardware) : profile.Reason(Hardware, Hardware), Unread: true);
    }

    private (long Mib, Finding Finding) Memory(ToolAnswer profile)
    {
        var told = tools.Run(Kernel, "-n", "hw.memsize");
        if (long.TryParse(told.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes >> 20 > 0)
        {
            return Found(bytes >> 20, Texts.Of("FoundFile", "sysctl hw.memsize"));
        }

        var size = profile.First(Hardware).Text("physical_memory").Split(' ');
        return size is [var number, "GB"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var gib)
            && gib is > 0 and < int.MaxValue
            ? Found(gib * 1024, Texts.Of("FoundMember", "physical_memory", Hardware))
            : (0, new Finding(KeyParameter.Ram, "", told.Reason("sysctl hw.memsize"), Unread: true));

        static (long Mib, Finding Finding) Found(long mib, string how) => (mib, new Finding(KeyParameter.Ram, mib.ToString(CultureInfo.InvariantCulture), how));
    }

    /// <summary>What the kernel tells of the processor.</summary>
    private (IReadOnlyDictionary<string, string> Values, string Why) ToldOfProcessor()
    {
        var told = Named(tools.Run(Kernel, CpuNames));
        if (!Brand(told.Values).StartsWith("VirtualApple", StringComparison.Ordinal))
        {
            return told;
        }

        // A program that is translated for the processor sees a made-up one, and so do the tools that it starts.
        var native = Named(tools.Run(Architecture, "-arm64", Kernel, CpuNames));
        return Brand(native.Values).Length > 0 ? native : told;

        static (IReadOnlyDictionary<string, string> Values, string Why) Named(Reading output)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var line in output.Value.Split('\n'))
            {
                if (line.Split(':', 2) is [var key, var text])
                {
                    values[key.Trim()] = text.Trim();
                }
            }

            return (values, output.Reason(CpuSource));
        }
    }

    private IReadOnlyList<Finding> Processors((IReadOnlyDictionary<string, string> Values, string Why) told)
    {
        var brand = Brand(told.Values);
        if (brand.Length == 0)
        {
            return [new Finding(KeyParameter.Cpu, "", told.Why, Unread: true)];
        }

        // A processor of Apple's own has neither vendor nor numbers; those that it shows to a translated program are made up.
        var apple = brand.StartsWith("Apple", StringComparison.Ordinal);
        var vendor = Of("vendor").Length == 0 && apple ? "Apple" : Of("vendor");
        var numbers = Of("family").Length > 0 && !apple ? $"{Of("family")}.{Of("model")}.{Of("stepping")}" : "";
        var counted = int.TryParse(tools.Run(Kernel, "-n", "hw.packages").Value, NumberStyles.None, CultureInfo.InvariantCulture, out var sockets)
            && sockets is > 0 and <= MostSockets;
        var found = new Finding(KeyParameter.Cpu, $"{vendor}|{numbers}|{brand}", Texts.Of(counted ? "CpuFound" : "CpuFoundOne", CpuSource));
        return [.. Enumerable.Repeat(found, counted ? sockets : 1)];

        string Of(string name) => told.Values.GetValueOrDefault($"{CpuNames}.{name}", "");
    }

    private Finding VirtualMachine(ToolAnswer profile, IReadOnlyDictionary<string, string> cpu)
    {
        const string Flag = "kern.hv_vmm_present";
        var hardware = profile.First(Hardware);
        var model = $"{hardware.Text("machine_model")} {hardware.Text("machine_name")} {hardware.Text("boot_rom_version")}".Trim();
        if (Hypervisors.Made(model) || Hypervisors.Carries(model))
        {
            return new Finding(null, model, Texts.Of("VirtualByMaker", Hardware));
        }

        if (profile.Items(Ethernet).Any(card => card.Text("spethernet_subsystem-vendor-id").StartsWith(Parallels, StringComparison.OrdinalIgnoreCase)))
        {
            return new Finding(null, "Parallels", Texts.Of("VirtualByMaker", Ethernet));
        }

        // Where the model was chosen by a person; older systems tell it by the processor alone.
        return tools.Run(Kernel, "-n", Flag).Value == "1" ? new Finding(null, "hypervisor", Texts.Of("VirtualByMaker", "sysctl " + Flag))
            : cpu.GetValueOrDefault(CpuNames + ".features", "").Split(' ').Contains("VMM", StringComparer.Ordinal)
                ? new Finding(null, "hypervisor", Texts.Of("VirtualByMaker", CpuSource))
                : new Finding(null, "", Texts.Of("NotVirtual"));
    }

    private static string Brand(IReadOnlyDictionary<string, string> cpu) => cpu.GetValueOrDefault(CpuNames + ".brand_string", "");
}

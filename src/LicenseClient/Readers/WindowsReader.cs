using System.Globalization;
using System.Text.RegularExpressions;
using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Key parameters of a Windows computer, as its management interface and its registry tell them.</summary>
/// <param name="tools">Runs the system's tools.</param>
internal sealed partial class WindowsReader(ISystemTools tools) : IComputerReader
{
    private const string OsClass = "Win32_OperatingSystem";
    private const string MemoryClass = "Win32_PhysicalMemory";
    private const string ComputerClass = "Win32_ComputerSystem";
    private const string ProcessorClass = "Win32_Processor";
    private const string BoardClass = "Win32_BaseBoard";
    private const string BiosClass = "Win32_BIOS";
    private const string InstallKey = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string FirmwareKey = @"HKLM\SYSTEM\CurrentControlSet\Control";

    /// <summary>The shell at its own place: a search along the path could find somebody else's.</summary>
    internal static string Shell { get; } = Path.Combine(Environment.SystemDirectory, "WindowsPowerShell", "v1.0", "powershell.exe");

    /// <inheritdoc/>
    public ComputerReading Read()
    {
        var system = Ask(WindowsQuestions.System);
        var name = Named(system, KeyParameter.OsName, "os", OsClass, "Caption");
        var version = Named(system, KeyParameter.OsVersion, "os", OsClass, "Version");
        var serial = Named(system, KeyParameter.OsSerial, "os", OsClass, "SerialNumber");
        var installed = Installed(system);
        var host = Host(system);
        var board = Motherboard(system);
        var (ram, memory) = Memory(system);
        var bios = Bios(system);
        var cpus = Processors(system);
        var nics = WindowsAdapters.Read(Ask(WindowsQuestions.Adapters));
        var disks = WindowsDisks.Read(Ask(WindowsQuestions.Disks));
        var machine = VirtualMachine(system);
        var parameters = new KeyParameters
        {
            OsName = name.Value,
            OsVersion = version.Value,
            OsSerial = serial.Value,
            OsInstallDate = installed.Value,
            Host = host.Value,
            Motherboard = board.Value,
            Bios = bios.Value,
            RamMib = ram,
            Cpus = Finding.Values(cpus),
            Nics = Finding.Values(nics),
            Disks = Finding.Values(disks),
            Virtual = machine.Value.Length > 0,
        };
        return new ComputerReading(parameters, [name, version, serial, installed, host, board, memory, bios, .. cpus, .. nics, .. disks, machine]);
    }

    private ToolAnswer Ask(string question) =>
        ToolAnswer.Of(Path.GetFileName(Shell), tools.Run(Shell, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", question));

    private static Finding Named(ToolAnswer system, KeyParameter parameter, string section, string source, string member) =>
        system.First(section).Text(member) is { Length: > 0 } value
            ? new Finding(parameter, value, Texts.Of("FoundMember", member, source))
            : Missing(system, parameter, section, source, member);

    private static Finding Missing(ToolAnswer system, KeyParameter parameter, string section, string source, string member) =>
        new(parameter, "", system.Items(section).Count == 0 ? system.Reason(section, source) : Texts.Of("WhyNoMember", member, source), Unread: true);

    private static Finding Installed(ToolAnswer system)
    {
        // The registry keeps 32 bits without a sign; the shell may show them with one.
        return system.First("installed").Number("InstallDate") is { } seconds && (uint)seconds != 0
            ? new Finding(KeyParameter.OsInstallDate, ((uint)seconds).ToString(CultureInfo.InvariantCulture), Texts.Of("FoundMember", "InstallDate", InstallKey))
            : Missing(system, KeyParameter.OsInstallDate, "installed", InstallKey, "InstallDate");
    }

    private static Finding Host(ToolAnswer system)
    {
        var computer = system.First("computer");
        var member = computer.Text("DNSHostName").Length > 0 ? "DNSHostName" : "Name";
        return computer.Text(member).Split('.')[0] is { Length: > 0 } host
            ? new Finding(KeyParameter.Host, host, Texts.Of("FoundMember", member, ComputerClass))
            : Missing(system, KeyParameter.Host, "computer", ComputerClass, member);
    }

    private static Finding Motherboard(ToolAnswer system)
    {
        // Risers and daughter boards stand in the same list; the hosting one is the motherboard.
        var boards = system.Items("board");
        var board = boards.Where(one => one.Is("HostingBoard")).Concat(boards).FirstOrDefault();
        return $"{board.Text("Manufacturer")} {board.Text("Product")}".Trim() is { Length: > 0 } value
            ? new Finding(KeyParameter.Motherboard, value, Texts.Of("FoundMember", "Manufacturer, Product", BoardClass))
            : Missing(system, KeyParameter.Motherboard, "board", BoardClass, "Product");
    }

    private static Finding Bios(ToolAnswer system)
    {
        var bios = system.First("bios");
        var value = $"{bios.Text("Manufacturer")} {bios.Text("SMBIOSBIOSVersion")}".Trim();
        if (value.Length == 0)
        {
            return Missing(system, KeyParameter.Bios, "bios", BiosClass, "SMBIOSBIOSVersion");
        }

        var firmware = system.First("firmware");
        var kind = (firmware.Number("PEFirmwareType"), firmware.Text("Variable").ToUpperInvariant()) switch
        {
            (1, _) => "BIOS",
            (2, _) => "UEFI",
            (_, "LEGACY" or "BIOS") => "BIOS",
            (_, "UEFI") => "UEFI",
            _ => "",
        };

        // Half a value now and the whole one later would be a changed computer.
        return kind.Length > 0
            ? new Finding(KeyParameter.Bios, $"{kind} {value}", Texts.Of("FoundPair", BiosClass, FirmwareKey))
            : Missing(system, KeyParameter.Bios, "firmware", FirmwareKey, "PEFirmwareType");
    }

    private static (long Mib, Finding Finding) Memory(ToolAnswer system)
    {
        const int FirstFirmwareChip = 8;
        const int LastFirmwareChip = 12;
        var modules = system.Items("memory").Where(module => module.Number("SMBIOSMemoryType") is not (>= FirstFirmwareChip and <= LastFirmwareChip));
        var mib = modules.Sum(module => Math.Max(0, module.Number("Capacity") ?? 0)) >> 20;
        if (mib > 0)
        {
            return Found(mib, Texts.Of("RamFromTable", MemoryClass));
        }

        return system.First("os").Number("TotalVisibleMemorySize") is { } kib and >= 1024
            ? Found(kib / 1024, Texts.Of("RamFromSystem", OsClass))
            : (0, new Finding(KeyParameter.Ram, "", system.Reason("memory", MemoryClass), Unread: true));

        static (long Mib, Finding Finding) Found(long size, string how) =>
            (size, new Finding(KeyParameter.Ram, size.ToString(CultureInfo.InvariantCulture), how));
    }

    private static IReadOnlyList<Finding> Processors(ToolAnswer system)
    {
        var sockets = system.Items("cpu").Where(cpu => cpu.Text("Name").Length > 0).ToList();
        return sockets.Count == 0
            ? [new Finding(KeyParameter.Cpu, "", system.Reason("cpu", ProcessorClass), Unread: true)]
            : [.. sockets.Select(cpu => new Finding(KeyParameter.Cpu, Processor(cpu), Texts.Of("CpuFound", ProcessorClass)))];
    }

    private static string Processor(ToolItem cpu)
    {
        var numbers = Numbers().Match(cpu.Text("Caption"));
        var version = numbers.Success ? $"{numbers.Groups[1].Value}.{numbers.Groups[2].Value}.{numbers.Groups[3].Value}" : "";
        return $"{cpu.Text("Manufacturer")}|{version}|{cpu.Text("Name")}";
    }

    private static Finding VirtualMachine(ToolAnswer system)
    {
        // A hypervisor's presence alone says nothing: Windows runs on its own one when it isolates its secrets.
        var computer = system.First("computer");
        var maker = $"{computer.Text("Manufacturer")} {computer.Text("Model")}".Trim();
        if (Hypervisors.Made(maker))
        {
            return new Finding(null, maker, Texts.Of("VirtualByMaker", ComputerClass));
        }

        // Some hypervisors lend a guest their computer's name; its board or its firmware is still their own.
        if (system.Items("board").Select(one => $"{one.Text("Manufacturer")} {one.Text("Product")}").FirstOrDefault(Hypervisors.Carries) is { } board)
        {
            return new Finding(null, board, Texts.Of("VirtualByMaker", BoardClass));
        }

        var bios = system.First("bios");
        var firmware = $"{bios.Text("Manufacturer")} {bios.Text("SMBIOSBIOSVersion")}".Trim();
        return Hypervisors.Carries(firmware)
            ? new Finding(null, firmware, Texts.Of("VirtualByMaker", BiosClass))
            : new Finding(null, "", Texts.Of(maker.Length > 0 && computer.Is("HypervisorPresent") ? "NotVirtualButHypervisor" : "NotVirtual"));
    }

    // Intel and AMD tell decimal numbers; Arm tells a part's number in hexadecimal and pads the revision.
    [GeneratedRegex("Family +([0-9]+) +Model +([0-9A-Fa-f]+) +(?:Stepping|Revision) +([0-9A-Fa-f]+)")]
    private static partial Regex Numbers();
}

using System.Buffers.Binary;
using LicenseClient.Readers;
using Licensing.Computers;

namespace OperatorConsole.Tests.Client;

public sealed class LinuxReaderTests : IDisposable
{
    private const string Pci = "/sys/devices/pci0000:00";
    private readonly RecordedTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_physical_computer_is_read_whole_and_what_does_not_belong_to_it_is_left_out()
    {
        PhysicalComputer();

        var reading = Read(name => name == "wlp3s0" ? "a0:b1:c2:d3:e4:f5" : null);

        var p = reading.Parameters;
        p.OsName.ShouldBe("Ubuntu");
        p.OsVersion.ShouldBe("24.04");
        p.Host.ShouldBe("sirena");
        p.Motherboard.ShouldBe("ASUSTeK COMPUTER INC. PRIME B450M-A");
        p.Bios.ShouldBe("UEFI American Megatrends Inc. 3002");
        p.RamMib.ShouldBe(16384 + 49152);
        p.Cpus.ShouldBe(["GenuineIntel|6.85.7|Intel(R) Xeon(R) Gold 6226R", "GenuineIntel|6.85.7|Intel(R) Xeon(R) Gold 6226R"]);
        p.Nics.ShouldBe(["04D9F5123456", "04D9F5123457", "A0B1C2D3E4F5"]);
        p.Disks.ShouldBe(["Samsung SSD 970 EVO 500GB|S466NX0K123456", "WDC WD40EFRX-68N|WD-WCC7K1234567"]);
        p.Virtual.ShouldBeFalse();
        reading.Findings.ShouldNotContain(f => f.Unread);
        foreach (var name in new[] { "bnep0", "docker0", "enx00", "lo", "wlp3s0mon", "loop0", "sdb", "sr0", "mmcblk0", "nvme0c0n1" })
        {
            reading.Findings.ShouldContain(f => f.How.StartsWith(name + " does not count", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void A_virtual_machine_is_recognized_and_says_what_it_cannot_tell()
    {
        _tree.File("/etc/os-release", "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\n").File("/proc/sys/kernel/hostname", "vm-1\n")
            .File("/sys/class/dmi/id/sys_vendor", "QEMU\n").File("/sys/class/dmi/id/product_name", "Standard PC (Q35 + ICH9, 2009)\n")
            .File("/sys/class/dmi/id/bios_vendor", "SeaBIOS\n").File("/sys/class/dmi/id/bios_version", "1.16.2\n")
            .File("/proc/cpuinfo", Core("AuthenticAMD", "0", "hypervisor")).File("/proc/meminfo", "MemTotal:        4028420 kB\nMemFree: 1 kB\n")
            .Adapter("eth0", $"{Pci}/0000:00:03.0/virtio1", "virtio", "52:54:00:12:34:56")
            .Adapter("eth1", $"{Pci}/0000:00:05.0/virtio3", "virtio", "52:54:00:12:34:57", assigned: "3")
            .Disk("vda", $"{Pci}/0000:00:04.0/virtio2/block/vda", ("removable", "0"), ("serial", "data-0001"))
            .Disk("vdb", $"{Pci}/0000:00:06.0/virtio4/block/vdb", ("removable", "0"));

        var reading = Read();

        reading.Parameters.Virtual.ShouldBeTrue();
        reading.Parameters.Bios.ShouldBe("BIOS SeaBIOS 1.16.2");
        reading.Parameters.RamMib.ShouldBe(4028420 / 1024);
        reading.Parameters.Nics.ShouldBe(["525400123456"]);
        reading.Parameters.Disks.ShouldBe(["|data-0001"]);
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter).ShouldBe([KeyParameter.Motherboard, KeyParameter.Nic, KeyParameter.Disk]);
    }

    [Fact]
    public void A_minimal_container_yields_what_there_is_and_says_why_the_rest_is_empty()
    {
        _tree.Link("/etc/os-release", "/usr/lib/os-release").File("/usr/lib/os-release", "NAME='Alpine Linux'\n").File("/etc/hostname", "0f3c2a\n")
            .File("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x3\nCPU part\t: 0xd0c\nCPU revision\t: 1\n\n")
            .File("/proc/meminfo", "MemTotal: 2097152 kB\n")
            .Adapter("eth0", "/sys/devices/virtual", null, "02:42:ac:11:00:02");

        var reading = Read();

        reading.Parameters.OsName.ShouldBe("Alpine Linux");
        reading.Parameters.OsVersion.ShouldBeEmpty();
        reading.Parameters.Host.ShouldBe("0f3c2a");
        reading.Parameters.Cpus.ShouldBe(["0x41|8.0xd0c.0x3-1|"]);
        reading.Parameters.RamMib.ShouldBe(2048);
        reading.Parameters.Nics.ShouldBeEmpty();
        reading.Parameters.Disks.ShouldBeEmpty();
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter)
            .ShouldBe([KeyParameter.OsVersion, KeyParameter.Motherboard, KeyParameter.Bios, KeyParameter.Disk]);
        reading.Findings.ShouldContain(f => f.How == "/sys/block does not exist.");
        reading.Findings.ShouldContain(f => f.How == "VERSION_ID is not named in /etc/os-release.");
    }

    [Fact]
    public void An_empty_tree_is_all_empty_and_all_said()
    {
        var reading = Read();

        CanonicalComputer.From(reading.Parameters).Items.ShouldBeEmpty();
        reading.Findings.Count(f => f.Unread).ShouldBe(9);
    }

    [Fact]
    public void Memory_has_one_size_whoever_asks_when_the_device_manager_kept_the_modules()
    {
        _tree.File("/run/udev/data/+dmi:id", "E:MEMORY_DEVICE_0_SIZE=8589934592\nE:MEMORY_DEVICE_0_FORM_FACTOR=DIMM\nE:MEMORY_DEVICE_1_PRESENT=0\nE:MEMORY_DEVICE_2_SIZE=8589934592\n")
            .File("/proc/meminfo", "MemTotal: 14217728 kB\n");

        Read().Parameters.RamMib.ShouldBe(16384);
    }

    [Fact]
    public void An_adapter_of_a_bond_keeps_its_own_address_and_a_fast_path_is_no_second_adapter()
    {
        const string Vf = $"{Pci}/0000:00:08.0";
        _tree.Adapter("eno1", $"{Pci}/0000:00:1f.6", "pci", "02:00:00:00:00:01", assigned: "3")
            .File($"{Pci}/0000:00:1f.6/net/eno1/bonding_slave/perm_hwaddr", "04:d9:f5:12:34:56\n")
            .Adapter("eth0", "/sys/devices/vmbus0/netvsc", "vmbus", "00:0d:3a:11:22:33")
            .Adapter("enP1", Vf, "pci", "00:0d:3a:11:22:33").Link($"{Vf}/net/enP1/master", "../../../../vmbus0/netvsc/net/eth0");

        Read().Parameters.Nics.ShouldBe(["04D9F5123456", "000D3A112233"], ignoreOrder: true);
    }

    [Fact]
    public void A_firmware_table_that_breaks_off_is_read_up_to_there()
    {
        var whole = (byte[])[.. Module(8192), .. Module(8192)];

        Smbios.MemoryMib(whole).ShouldBe(16384);
        Smbios.MemoryMib(whole.AsSpan(0, 60)).ShouldBe(8192);
        Smbios.MemoryMib([17, 0]).ShouldBe(0);
        Smbios.MemoryMib(Module(512, type: 0x09)).ShouldBe(0);
        Smbios.Sockets([.. Processor(populated: true), .. Processor(populated: false)]).ShouldBe(1);
    }

    private ComputerReading Read(Func<string, string?>? permanentAddress = null) => new LinuxReader(_tree.Root, permanentAddress ?? (_ => null)).Read();

    private void PhysicalComputer()
    {
        const string Wireless = $"{Pci}/0000:03:00.0";
        _tree.File("/usr/lib/os-release", "PRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\n").Link("/etc/os-release", "../usr/lib/os-release")
            .File("/proc/sys/kernel/hostname", "sirena.romashka.example\n").Folder("/sys/firmware/efi")
            .File("/sys/class/dmi/id/board_vendor", "ASUSTeK COMPUTER INC.\n").File("/sys/class/dmi/id/board_name", "PRIME B450M-A\n")
            .File("/sys/class/dmi/id/bios_vendor", "American Megatrends Inc.\n").File("/sys/class/dmi/id/bios_version", "3002\n")
            .File("/sys/firmware/dmi/tables/DMI", [.. Module(16384), .. Module(0), .. Module(49152)])
            .File("/proc/cpuinfo", Core("GenuineIntel", "0") + Core("GenuineIntel", "0") + Core("GenuineIntel", "1"));
        _tree.Adapter("lo", "/sys/devices/virtual", null, "00:00:00:00:00:00", type: "772").Adapter("docker0", "/sys/devices/virtual", null, "02:42:00:00:00:01", "3", "DEVTYPE=bridge\n")
            .Adapter("eno1", $"{Pci}/0000:00:1f.6", "pci", "04:d9:f5:12:34:56")
            .Adapter("wlp3s0", Wireless, "pci", "7a:11:22:33:44:55", assigned: "3", uevent: "DEVTYPE=wlan\n")
            .Adapter("wlp3s0mon", Wireless, "pci", "a0:b1:c2:d3:e4:f5", uevent: "DEVTYPE=wlan\n")
            .Adapter("bnep0", $"{Pci}/0000:00:14.0/usb1/1-1/1-1:1.0/bluetooth/hci0", "bluetooth", "11:22:33:44:55:66", uevent: "DEVTYPE=bluetooth\n")
            .Adapter("enx00", $"{Pci}/0000:00:14.0/usb1/1-2/1-2:1.0", "usb", "00:e0:4c:00:00:01").File($"{Pci}/0000:00:14.0/usb1/1-2/removable", "removable\n")
            .Adapter("eno2", $"{Pci}/0000:00:14.0/usb1/1-3/1-3:1.0", "usb", "04:d9:f5:12:34:57").File($"{Pci}/0000:00:14.0/usb1/1-3/removable", "fixed\n");
        _tree.Disk("nvme0n1", "/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1", ("removable", "0"), ("device/model", "Samsung SSD 970 EVO 500GB  "), ("device/serial", "S466NX0K123456 "))
            .Disk("nvme0c0n1", $"{Pci}/0000:01:00.0/nvme/nvme0/nvme0c0n1", ("hidden", "1"), ("removable", "0"))
            .Disk("sda", $"{Pci}/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda", ("removable", "0"), ("device/model", "WDC WD40EFRX-68N"))
            .File($"{Pci}/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda/device/vpd_pg80", [0, 0x80, 0, 20, .. "     WD-WCC7K1234567"u8])
            .Disk("sdb", $"{Pci}/0000:00:14.0/usb1/1-4/1-4:1.0/host1/block/sdb", ("removable", "0"), ("device/model", "Portable"))
            .Disk("sr0", $"{Pci}/0000:00:17.0/ata2/block/sr0", ("removable", "1")).Disk("loop0", "/sys/devices/virtual/block/loop0", ("removable", "0"))
            .Disk("mmcblk0", $"{Pci}/0000:00:1a.0/mmc_host/mmc0/mmc0:0001/block/mmcblk0", ("removable", "0"), ("device/type", "SD"), ("device/name", "SC64G"));
    }

    private static string Core(string vendor, string socket, string flags = "sse2") => vendor == "GenuineIntel"
        ? $"processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R) Gold 6226R\nstepping\t: 7\nphysical id\t: {socket}\nflags\t\t: fpu {flags}\n\n"
        : $"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: 26\nmodel\t\t: 2\nmodel name\t: AMD EPYC\nstepping\t: 1\nphysical id\t: {socket}\nflags\t\t: fpu {flags}\n\n";

    /// <summary>A memory module of the firmware's table; sizes from 32 GiB on stand in the extended field.</summary>
    private static byte[] Module(uint mib, byte type = 0x1A)
    {
        var module = new byte[0x22];
        (module[0], module[1], module[0x12]) = (17, (byte)module.Length, type);
        BinaryPrimitives.WriteUInt16LittleEndian(module.AsSpan(0x0C), mib >= 0x7FFF ? (ushort)0x7FFF : (ushort)mib);
        BinaryPrimitives.WriteUInt32LittleEndian(module.AsSpan(0x1C), mib >= 0x7FFF ? mib : 0);
        return [.. module, .. "DIMM_A1\0\0"u8];
    }

    private static byte[] Processor(bool populated)
    {
        var processor = new byte[0x1A];
        (processor[0], processor[1], processor[0x05], processor[0x18]) = (4, (byte)processor.Length, 3, (byte)(populated ? 0x41 : 0));
        return [.. processor, 0, 0];
    }
}

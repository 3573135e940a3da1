using LicenseClient.Readers;
using Licensing.Computers;
using Licensing.Kits;

namespace OperatorConsole.Tests.Client;

public sealed class MacReaderTests
{
    [Fact]
    public void A_MacBook_is_read_whole_and_what_is_plugged_into_it_is_left_out()
    {
        var reading = Read(RecordedMacs.MacBook());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "macOS",
            OsVersion = "15.5",
            Host = "MacBook-Pro-Anna",
            Motherboard = "Apple Inc. Mac15,6",
            Bios = "UEFI Apple 11881.121.1",
            RamMib = 18432,
            Cpus = ["Apple||Apple M3 Pro"],
            Nics = ["74A6CDB79E70"],
            Disks = ["APPLE SSD AP0512Z|0ba01a2b3c4d5e6f"],
        });
        reading.Findings.ShouldNotContain(f => f.Unread);
        foreach (var name in new[] { "AX88179A (en7)", "Ethernet Adapter (en4) (en4)", "Thunderbolt Bridge (bridge0)", "Thunderbolt 1 (en1)", "disk6", "SDXC Reader", "Disk Image" })
        {
            Says(reading, name + " does not count");
        }
    }

    [Fact]
    public void An_Intel_Mac_mini_tells_the_numbers_of_its_processor_and_both_its_disks()
    {
        var reading = Read(RecordedMacs.MacMini());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "macOS",
            OsVersion = "14.7.6",
            Host = "macmini",
            Motherboard = "Apple Inc. Macmini8,1",
            Bios = "UEFI Apple 2069.0.0.0.0 (iBridge: 22.16.14248.0.0,0)",
            RamMib = 32768,
            Cpus = ["GenuineIntel|6.158.10|Intel(R) Core(TM) i5-8500B CPU @ 3.00GHz"],
            Nics = ["F018980A1B2C", "F018980A1B2D"],
            Disks = ["APPLE SSD AP0256M|C02123400AAAA1234", "APPLE HDD HTS541010A9E662|J540001TKX1ABC"],
        });
        Says(reading, "Bluetooth PAN (en6) does not count");
        Says(reading, "iPhone USB (en8) does not count");
    }

    [Fact]
    public void A_virtual_Mac_is_recognized_and_its_made_up_address_counts()
    {
        var reading = Read(RecordedMacs.VirtualMac());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "macOS",
            OsVersion = "15.3.1",
            Host = "Managers-Virtual-Machine",
            Motherboard = "Apple Inc. VirtualMac2,1",
            Bios = "UEFI Apple mBoot-18000.120.36",
            RamMib = 8192,
            Cpus = ["Apple||Apple M2 (Virtual)"],
            Nics = ["9A4E21075CD3"],
            Disks = ["VirtIO Block Media|"],
            Virtual = true,
        });
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter).ShouldBe([KeyParameter.Disk]);
    }

    [Fact]
    public void A_guest_that_looks_like_a_real_Mac_is_told_by_the_kernel() =>
        Read(RecordedMacs.MacMini().Prints("kern.hv_vmm_present", "1\n")).Parameters.Virtual.ShouldBeTrue();

    [Fact]
    public void Adapters_and_disks_that_come_and_go_leave_the_sketch_as_it_is()
    {
        var desk = Read(RecordedMacs.MacBook()).Parameters;
        var away = Read(RecordedMacs.MacBook().Prints(RecordedMacs.Interfaces, "").Prints(RecordedMacs.Disks, "").Prints(RecordedMacs.Ports, """
            Hardware Port: Wi-Fi
            Device: en0
            Ethernet Address: 74:A6:CD:B7:9E:70

            Hardware Port: iPhone USB
            Device: en9
            Ethernet Address: 3e:22:fb:00:11:22
            """).Prints(RecordedMacs.Profile, """
            { "SPHardwareDataType" : [ { "boot_rom_version" : "11881.121.1", "machine_model" : "Mac15,6", "machine_name" : "MacBook Pro" } ],
              "SPNVMeDataType" : [ { "_items" : [ { "bsd_name" : "disk0", "device_model" : "APPLE SSD AP0512Z", "device_serial" : "0ba01a2b3c4d5e6f" } ] } ] }
            """)).Parameters;

        SketchOf(away).ShouldBe(SketchOf(desk));
    }

    [Fact]
    public void Without_any_tool_only_the_name_is_known_and_the_rest_is_said()
    {
        var reading = Read(new RecordedTools());

        reading.Parameters.ShouldBeRead(new KeyParameters { OsName = "macOS" });
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter).ShouldBe(
        [
            KeyParameter.OsVersion, KeyParameter.Host, KeyParameter.Motherboard, KeyParameter.Ram, KeyParameter.Bios, KeyParameter.Cpu, KeyParameter.Nic,
            KeyParameter.Disk,
        ]);
        Says(reading, "system_profiler is not there.");
        Says(reading, "networksetup is not there.");
    }

    [Theory]
    [InlineData("{\"SPHardwareDataType\":[{\"machine_mo")]
    [InlineData("null")]
    [InlineData("{\"SPHardwareDataType\":{\"machine_model\":{}},\"SPNVMeDataType\":[[1]]}")]
    public void A_profile_that_breaks_off_takes_only_what_it_alone_knows(string profile)
    {
        var reading = Read(RecordedMacs.MacMini().Prints(RecordedMacs.Profile, profile));

        reading.Parameters.Motherboard.ShouldBeEmpty();
        reading.Parameters.RamMib.ShouldBe(32768);
        reading.Parameters.Nics.ShouldBe(["F018980A1B2C", "F018980A1B2D"]);
        reading.Parameters.Disks.ShouldBe(["APPLE SSD AP0256M|C02123400AAAA1234"]);
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter).ShouldBe([KeyParameter.Motherboard, KeyParameter.Bios]);
    }

    [Fact]
    public void Memory_and_sockets_that_the_kernel_does_not_tell_are_taken_from_elsewhere_and_said()
    {
        var reading = Read(RecordedMacs.MacBook().Fails("hw.memsize", "sysctl ended with exit code 1.").Prints("hw.packages", "many"));

        reading.Parameters.RamMib.ShouldBe(18432);
        reading.Parameters.Cpus.Count.ShouldBe(1);
        Says(reading, "physical_memory in SPHardwareDataType");
        Says(reading, "From sysctl machdep.cpu; nothing tells the sockets");
    }

    private static ComputerReading Read(RecordedTools tools) => new MacReader(tools).Read();

    private static void Says(ComputerReading reading, string how) =>
        reading.Findings.ShouldContain(f => f.How.StartsWith(how, StringComparison.Ordinal), how);

    private static Sketch SketchOf(KeyParameters parameters) =>
        Sketch.Of(CanonicalComputer.From(parameters), KitNumber.TryParse("075312509", out var kit) ? kit : default);
}

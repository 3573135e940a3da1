using LicenseClient.Readers;
using Licensing.Computers;

namespace OperatorConsole.Tests.Client;

public sealed class MacRecordingTests
{
    private const string AllPorts = "networksetup";

    [Theory]
    [InlineData("mac/cpu-core-i5-5257u.txt", "GenuineIntel|6.61.4|Intel(R) Core(TM) i5-5257U CPU @ 2.70GHz")]
    [InlineData("mac/cpu-m1.txt", "Apple||Apple M1")]
    [InlineData("mac/cpu-developer-kit.txt", "Apple||Apple processor")]
    [InlineData("mac/cpu-m1-translated.txt", "Apple||Apple M1")]
    public void A_recorded_processor_is_the_same_whether_the_program_is_translated_for_it_or_not(string file, string expected) =>
        Processors(new RecordedTools().Prints("sysctl machdep.cpu", Recording.Text(file))).ShouldBe([expected]);

    [Fact]
    public void A_processor_made_up_for_a_translated_program_is_asked_for_its_own_name()
    {
        const string MadeUp = "machdep.cpu.vendor: GenuineIntel\nmachdep.cpu.brand_string: VirtualApple @ 2.50GHz\nmachdep.cpu.family: 6\nmachdep.cpu.model: 44\nmachdep.cpu.stepping: 0";
        var translated = new RecordedTools().Prints("sysctl machdep.cpu", MadeUp);

        Processors(translated).ShouldBe(["GenuineIntel|6.44.0|VirtualApple @ 2.50GHz"]);
        Processors(translated.Prints("arch -arm64", Recording.Text("mac/cpu-m1.txt"))).ShouldBe(["Apple||Apple M1"]);
    }

    [Fact]
    public void Of_the_recorded_ports_of_a_MacBook_only_its_wireless_network_counts()
    {
        var reading = Read(new RecordedTools().Prints(AllPorts, Recording.Text("mac/ports-macbook-pro-touch-bar.txt")));

        reading.Parameters.Nics.ShouldBe(["8C8590900026"]);
        reading.Findings.Where(f => f.Parameter == KeyParameter.Nic).ShouldNotContain(f => f.Unread);
    }

    [Fact]
    public void A_recorded_adapter_named_by_its_product_is_left_out_where_profile_or_registry_tell_that_it_is_plugged_in()
    {
        var ports = Recording.Text("mac/ports-macbook-pro-14.txt");

        foreach (var tools in new[]
        {
            new RecordedTools().Prints("system_profiler", """{"SPEthernetDataType":[{"spethernet_BSD_Device_Name":"en8","spethernet_bus":"spethernet_usb_device"}]}"""),
            new RecordedTools().Prints("system_profiler", """{"SPEthernetDataType":[{"spethernet_BSD_Name":"en8","spusbethernet_PID":"0x1790","spusbethernet_VID":"0xb95"}]}"""),
            new RecordedTools().Prints(RecordedMacs.Interfaces, "+-o en8  <class IOEthernetInterface>\n    {\n      \"IOBuiltin\" = No\n      \"BSD Name\" = \"en8\"\n    }"),
        })
        {
            var reading = Read(tools.Prints(AllPorts, ports));

            reading.Parameters.Nics.ShouldBe(["F84D00000000"]);
            reading.Findings.Count(f => f.Parameter == KeyParameter.Nic).ShouldBe(9);
        }
    }

    [Fact]
    public void A_recorded_overview_of_the_hardware_names_board_firmware_and_memory()
    {
        var parameters = Read(Hardware(Recording.Members("mac/hardware-macbookpro11.txt"))).Parameters;

        parameters.Motherboard.ShouldBe("Apple Inc. MacBookPro11,1");
        parameters.Bios.ShouldBe("UEFI Apple MBP111.0138.B17");
        parameters.RamMib.ShouldBe(16384);
        parameters.Virtual.ShouldBeFalse();
    }

    [Fact]
    public void A_recorded_guest_of_Fusion_that_was_given_a_MacBooks_model_is_known_by_its_firmware() =>
        Read(new RecordedTools().Prints("system_profiler", $$"""{"SPHardwareDataType":[{{Recording.Text("mac/hardware-fusion-guest.txt")}}]}""")).Parameters.Virtual.ShouldBeTrue();

    [Theory]
    [InlineData("VMware7,1", "VMW71.00V.0.B64.1704110547")]
    [InlineData("iMac14,2", "VMW71.00V.13989454.B64.1906190538")]
    [InlineData("MacBookPro11,3", "VirtualBox")]
    [InlineData("VirtualMac2,1", "8419.80.7")]
    public void A_virtual_Mac_is_known_by_its_model_or_its_firmware(string model, string firmware) =>
        Read(Hardware($"\"machine_model\":\"{model}\",\"boot_rom_version\":\"{firmware}\"")).Parameters.Virtual.ShouldBeTrue();

    [Theory]
    [InlineData("MacBookPro11,1", "MBP111.0138.B17")]
    [InlineData("MacBookPro12,1", "MBP121.0171.B00")]
    [InlineData("MacBookPro10,1", "MBP101.00EE.B0B")]
    [InlineData("Mac14,2", "8419.80.7")]
    public void A_real_Mac_is_none(string model, string firmware) =>
        Read(Hardware($"\"machine_model\":\"{model}\",\"boot_rom_version\":\"{firmware}\"")).Parameters.Virtual.ShouldBeFalse();

    [Fact]
    public void A_guest_is_known_by_its_network_cards_maker_and_by_its_processors_flag()
    {
        var recorded = Recording.Text("mac/cpu-core-i5-5257u.txt");

        Read(new RecordedTools().Prints("system_profiler", """{"SPEthernetDataType":[{"spethernet_subsystem-vendor-id":"0x1ab8"}]}""")).Parameters.Virtual.ShouldBeTrue();
        Read(new RecordedTools().Prints("sysctl machdep.cpu", recorded)).Parameters.Virtual.ShouldBeFalse();
        Read(new RecordedTools().Prints("sysctl machdep.cpu", recorded.Replace(" DSCPL VMX ", " DSCPL VMM ", StringComparison.Ordinal))).Parameters.Virtual.ShouldBeTrue();
    }

    [Fact]
    public void A_tree_drawn_with_bars_and_a_disk_that_names_no_bus_are_read_like_any_other()
    {
        var reading = Read(new RecordedTools().Prints(RecordedMacs.Disks, """
            +-o NS_01@1  <class IOEmbeddedNVMeBlockDevice, id 0x1000005c1, registered, matched, active, busy 0 (5 ms), retain 14>
              | {
              |   "device-type" = "Generic"
              |   "Device Characteristics" = {"Serial Number"="0ba0102ae3ac000d","Medium Type"="Solid State","Product Name"="APPLE SSD AP0512Q","Vendor Name"="","Product Revision Level"="1161.40."}
              |   "Protocol Characteristics" = {"Physical Interconnect"="Apple Fabric","Physical Interconnect Location"="Internal"}
              |   "IOReportLegend" = ({"IOReportGroupName"="NVMe","IOReportChannels"=((6082504312848663127,6442450945,"Tier0 BW Scale Factor")),"IOReportSubGroupName"="BW Limits"})
              | }
              |
              +-o IOBlockStorageDriver  <class IOBlockStorageDriver>
                  {
                    "Statistics" = {"Operations (Write)"=40,"Bytes (Read)"=1000}
                  }
            +-o AppleVirtIOStorageDevice  <class AppleVirtIOStorageDevice, id 0x1000002b0, registered, matched, active, busy 0 (1 ms), retain 8>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect Location"="Internal"}
                  "Device Characteristics" = {"Product Name"="VirtIO Block Media"}
                }
            """));

        reading.Parameters.Disks.ShouldBe(["APPLE SSD AP0512Q|0ba0102ae3ac000d", "VirtIO Block Media|"]);
        reading.Findings.Count(f => f.Parameter == KeyParameter.Disk).ShouldBe(2);
    }

    private static IReadOnlyList<string> Processors(RecordedTools tools) => Read(tools).Parameters.Cpus;

    private static RecordedTools Hardware(string members) =>
        new RecordedTools().Prints("system_profiler", $$"""{"SPHardwareDataType":[{ {{members}} }]}""");

    private static ComputerReading Read(RecordedTools tools) => new MacReader(tools).Read();
}

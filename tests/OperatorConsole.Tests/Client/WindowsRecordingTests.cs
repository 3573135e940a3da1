using LicenseClient.Readers;
using Licensing.Computers;

namespace OperatorConsole.Tests.Client;

public sealed class WindowsRecordingTests
{
    private static readonly string[] Physical = ["DeviceId", "Model", "SerialNumber", "AdapterSerialNumber", "BusType"];
    private static readonly string[] Drive = ["Index", "Model", "SerialNumber", "InterfaceType", "MediaType", "PNPDeviceID"];

    [Fact]
    public void A_recorded_Surface_is_no_virtual_machine_though_a_hypervisor_runs_and_its_whole_network_name_counts()
    {
        var reading = Read(new RecordedTools()
            .Prints(RecordedWindows.System, Recording.Answer(
                Recording.Section("computer", "windows/surface-pro-3-computer.txt", "DNSHostName", "Name", "Manufacturer", "Model", "HypervisorPresent"),
                Recording.Section("cpu", "windows/surface-pro-3-processor.txt", "Manufacturer", "Caption", "Name"),
                Recording.Section("bios", "windows/surface-pro-3-bios.txt", "Manufacturer", "SMBIOSBIOSVersion"),
                Recording.Section("memory", "windows/surface-pro-3-memory.txt", "Capacity", "SMBIOSMemoryType"),
                "\"firmware\":[{\"PEFirmwareType\":2}]"))
            .Prints(RecordedWindows.Disks, Recording.Answer(Recording.Section("drive", "windows/surface-pro-3-drive.txt", Drive))));

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            Host = "apex35-kmorgan-surface",
            Bios = "UEFI American Megatrends Inc. 3.11.2050",
            RamMib = 4096,
            Cpus = ["GenuineIntel|6.69.1|Intel(R) Core(TM) i7-4650U CPU @ 1.70GHz"],
            Disks = ["SAMSUNG MZMTE256HMHP-000MV|S1F1NYAFC40076"],
        });
        reading.Findings[^1].How.ShouldBe("Windows runs on its own hypervisor; maker and model are a physical computer's.");
    }

    [Fact]
    public void A_recorded_fast_disk_is_named_by_its_own_number_and_not_by_its_controllers() =>
        Physicals("windows/nvme-physical-disk.txt", Physical).ShouldBe(["SAMSUNG MZFLV256HCHP-000MV|0025_3841_61B0_078A."]);

    [Theory]
    [InlineData("0000_0000_0000_0000.", "S64DNX0R100000A     _0000", "S64DNX0R100000A     _0000")]
    [InlineData("0", "", "")]
    [InlineData("", "", "")]
    [InlineData("00000001", "S64D", "00000001")]
    public void A_number_of_zeros_is_none_and_the_controllers_is_taken_where_there_is_one(string serial, string adapter, string expected)
    {
        var reading = Disks($$"""{"physical":[{"DeviceId":"0","Model":"Samsung SSD 980 500GB","SerialNumber":"{{serial}}","AdapterSerialNumber":"{{adapter}}","BusType":17}]}""");

        reading.Parameters.Disks.ShouldBe(["Samsung SSD 980 500GB|" + expected]);
        reading.Findings.Single(f => f.Parameter == KeyParameter.Disk).Unread.ShouldBe(expected.Length == 0);
    }

    [Fact]
    public void A_recorded_VirtualBox_disk_has_one_name_in_both_classes()
    {
        Physicals("windows/virtualbox-physical-disk.txt", Physical).ShouldBe(["VBOX HARDDISK|"]);
        Drives("windows/virtualbox-drive.txt", Drive).ShouldBe(["VBOX HARDDISK|VB48714f98-fc000ac2"]);
    }

    [Fact]
    public void A_recorded_VMware_disk_has_one_name_in_both_classes()
    {
        Physicals("windows/vmware-disk.txt", "DeviceId=DiskNumber", "Model", "AdapterSerialNumber", "BusType").ShouldBe(["Virtual disk|"]);
        Drives("windows/vmware-drive.txt", "Index", "Model=Caption", "InterfaceType", "PNPDeviceID").ShouldBe(["Virtual disk|"]);
    }

    [Fact]
    public void A_recorded_temporary_disk_of_Azure_has_one_name_in_both_classes()
    {
        Physicals("windows/azure-temporary-disk.txt", "DeviceId=Number", "Model", "BusType").ShouldBe(["Virtual HD|"]);
        Drives("windows/azure-temporary-drive.txt", "Model", "SerialNumber", "MediaType", "PNPDeviceID").ShouldBe(["Virtual HD|"]);
    }

    [Theory]
    [InlineData("VMware, VMware Virtual S SCSI Disk Device", @"SCSI\DISK&VEN_VMWARE_&PROD_VMWARE_VIRTUAL_S\5&22BE343F&0&000000", "VMware Virtual S")]
    [InlineData("QEMU QEMU HARDDISK SCSI Disk Device", @"SCSI\DISK&VEN_QEMU&PROD_QEMU_HARDDISK\4&35424867&0&000000", "QEMU HARDDISK")]
    [InlineData("Red Hat VirtIO SCSI Disk Device", @"SCSI\DISK&VEN_RED_HAT&PROD_VIRTIO\4&35110308&0&000000", "VirtIO")]
    [InlineData("Microsoft Virtual Disk", @"SCSI\DISK&VEN_MSFT&PROD_VIRTUAL_DISK\000001", "Virtual Disk")]
    [InlineData("Samsung SSD 860 EVO M.2 1TB", @"SCSI\DISK&VEN_SAMSUNG&PROD_SSD\4&632E028&0&000000", "Samsung SSD 860 EVO M.2 1TB")]
    [InlineData("KINGSTON SA400S37960G", @"SCSI\DISK&VEN_KINGSTON&PROD_SA400S37960G\4&632E028&0&000000", "KINGSTON SA400S37960G")]
    public void The_older_class_loses_a_hypervisors_name_before_its_product_and_no_makers(string told, string place, string expected) =>
        Disks($$"""{"drive":[{"Index":0,"Model":"{{told}}","InterfaceType":"SCSI","MediaType":"Fixed hard disk media","PNPDeviceID":"{{place.Replace(@"\", @"\\", StringComparison.Ordinal)}}"}]}""")
            .Parameters.Disks.ShouldBe([expected + "|"]);

    [Theory]
    [InlineData("Msft Virtual Disk SCSI Disk Device", @"SCSI\DISK&VEN_MSFT&PROD_VIRTUAL_DISK\2&1F4ADFFE&0&000001")]
    [InlineData("Microsoft Storage Space Device", @"STORAGE\DISK\{5A1C5A64-4F0B-11EC-8D2C-806E6F6E6963}")]
    public void Files_and_pools_that_the_system_shows_as_disks_do_not_count_in_the_older_class_either(string told, string place) =>
        Disks($$"""{"drive":[{"Index":1,"Model":"{{told}}","InterfaceType":"SCSI","MediaType":"Fixed hard disk media","PNPDeviceID":"{{place.Replace(@"\", @"\\", StringComparison.Ordinal)}}"}]}""")
            .Parameters.Disks.ShouldBeEmpty();

    [Fact]
    public void Where_both_classes_answer_a_cloned_disk_is_the_one_that_storage_management_names()
    {
        var reading = Disks(Recording.Answer(
            Recording.Section("physical", "windows/cloned-physical-disks.txt", "Model", "SerialNumber"),
            Recording.Section("drive", "windows/cloned-drives.txt", "Model", "SerialNumber", "InterfaceType", "MediaType")));

        reading.Parameters.Disks.ShouldBe(["ST2000DM008-2UB102|WFL8GN00", "KINGSTON SA400S37960G|50026B7785600C2E"]);
    }

    [Theory]
    [InlineData("\"NVMe\"", true)]
    [InlineData("\"RAID\"", true)]
    [InlineData("17", true)]
    [InlineData("\"USB\"", false)]
    [InlineData("\"7\"", false)]
    [InlineData("7", false)]
    [InlineData("\"File Backed Virtual\"", false)]
    [InlineData("\"iSCSI\"", false)]
    [InlineData("\"SD\"", false)]
    public void A_bus_told_by_its_name_is_the_bus_of_that_number(string bus, bool counts) =>
        Disks($$"""{"physical":[{"DeviceId":"0","Model":"Disk","SerialNumber":"S1","BusType":{{bus}} }]}""").Parameters.Disks.Count.ShouldBe(counts ? 1 : 0);

    [Theory]
    [InlineData("ARMv8 (64-bit) Family 8 Model D0C Revision 301", "8.D0C.301")]
    [InlineData("ARMv8 (64-bit) Family 8 Model 0 Revision   0", "8.0.0")]
    [InlineData("ARMv8 (64-bit) Family 8 Model 1 Revision 201", "8.1.201")]
    [InlineData("Intel64 Family 6 Model 151 Stepping 2", "6.151.2")]
    [InlineData("AMD64 Family 23 Model 49 Stepping 0", "23.49.0")]
    [InlineData("Genuine processor", "")]
    public void A_processors_numbers_are_read_as_every_maker_writes_them(string caption, string numbers) =>
        Read(new RecordedTools().Prints(RecordedWindows.System, $$"""{"cpu":{"Manufacturer":"Maker","Caption":"{{caption}}","Name":"Processor "} }"""))
            .Parameters.Cpus.ShouldBe([$"Maker|{numbers}|Processor"]);

    [Fact]
    public void Recorded_boards_are_named_by_maker_and_product()
    {
        var boards = ToolAnswer.Of("shell", new Reading(Recording.Answer(Recording.Section("board", "windows/boards.txt", "Manufacturer", "Product", "HostingBoard")), ""));

        boards.Items("board").Select(board => $"{board.Text("Manufacturer")} {board.Text("Product")} {board.Is("HostingBoard")}").ShouldBe(
            ["Dell Inc. 0HY9JP False", "HP 83E1 False", "Hewlett-Packard 18E7 False", "System76 Thelio Major False", "HP 8D15 True"]);
        Read(new RecordedTools().Prints(RecordedWindows.System, Recording.Answer(
            Recording.Section("board", "windows/boards.txt", "Manufacturer", "Product", "HostingBoard")))).Parameters.Motherboard.ShouldBe("HP 8D15");
    }

    [Theory]
    [InlineData("windows/loopback-adapters.txt")]
    [InlineData("windows/french-adapters.txt")]
    public void Recorded_adapters_of_software_and_radio_do_not_count_though_some_call_themselves_physical(string file) =>
        Adapters(file, "Name", "InterfaceDescription=Description", "PermanentAddress=MACAddress", "HardwareInterface=PhysicalAdapter", "PnPDeviceID")
            .ShouldAllBe(f => f.Value.Length == 0 && !f.Unread);

    // Neither virtual nor without an address: only its place tells. The thread does not show whether it is a hardware interface; the worst is taken.
    [Fact]
    public void A_recorded_loopback_adapter_with_an_address_of_its_own_does_not_count() =>
        Adapters("windows/netadapter-loopback.txt", "PermanentAddress", "HardwareInterface=FullDuplex", "Virtual", "NdisPhysicalMedium", "PnPDeviceID")
            .ShouldHaveSingleItem().Value.ShouldBeEmpty();

    private static List<Finding> Adapters(string file, params string[] members) =>
        [.. Read(new RecordedTools().Prints(RecordedWindows.Adapters, Recording.Answer(Recording.Section("nic", file, members))))
            .Findings.Where(f => f.Parameter == KeyParameter.Nic)];

    private static IReadOnlyList<string> Physicals(string file, params string[] members) =>
        Disks(Recording.Answer(Recording.Section("physical", file, members))).Parameters.Disks;

    private static IReadOnlyList<string> Drives(string file, params string[] members) =>
        Disks(Recording.Answer(Recording.Section("drive", file, members))).Parameters.Disks;

    private static ComputerReading Disks(string answer) => Read(new RecordedTools().Prints(RecordedWindows.Disks, answer));

    private static ComputerReading Read(RecordedTools tools) => new WindowsReader(tools).Read();
}

using LicenseClient.Readers;
using Licensing.Computers;
using Licensing.Kits;

namespace OperatorConsole.Tests.Client;

public sealed class WindowsReaderTests
{
    [Fact]
    public void A_desktop_is_read_whole_and_the_hypervisor_it_runs_on_makes_it_no_virtual_machine()
    {
        var reading = Read(RecordedWindows.Desktop());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "Microsoft Windows 11 Pro",
            OsVersion = "10.0.22631",
            OsSerial = "00330-53481-92016-AAOEM",
            OsInstallDate = "1699871234",
            Host = "Reception-01",
            Motherboard = "Dell Inc. 0YNHCM",
            Bios = "UEFI Dell Inc. 1.14.0",
            RamMib = 32768,
            Cpus = ["GenuineIntel|6.183.1|13th Gen Intel(R) Core(TM) i7-13700"],
            Nics = ["A4BB6D5E6F70", "F4A4756B7C8D"],
            Disks = ["KIOXIA KBG50ZNS512G NVMe 512GB|8CE3_8E04_0277_6B04.", "ST1000DM010-2EP102|W9A0XYZ1"],
        });
        reading.Findings.ShouldNotContain(f => f.Unread);
        Says(reading, "Bluetooth Network Connection (Bluetooth Device (Personal Area Network)) does not count");
        Says(reading, "MSFT_PhysicalDisk 2 (Ultra USB 3.0) does not count");
        CanonicalComputer.From(reading.Parameters).OsVersion.ShouldBe("10.0");
    }

    [Fact]
    public void A_Russian_laptop_is_read_without_its_dock_its_VPNs_and_its_mobile_network()
    {
        var reading = Read(RecordedWindows.Laptop());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "Майкрософт Windows 10 Pro",
            OsVersion = "10.0.19045",
            OsSerial = "00331-10000-00001-AA417",
            OsInstallDate = "1617181723",
            Host = "Бухгалтерия",
            Motherboard = "LENOVO 20W0004QRT",
            Bios = "UEFI LENOVO N34ET57W (1.57 )",
            RamMib = 16384,
            Cpus = ["GenuineIntel|6.140.1|11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz"],
            Nics = ["DC2148A1B2C3", "9C2DCD112233"],
            Disks = ["SAMSUNG MZVLB512HBJQ-000L7|0025_38D2_11A5_0B2E."],
        });
        Says(reading, "Ethernet 3 (Lenovo USB Ethernet) does not count");
        Says(reading, "Ethernet 4 (Cisco AnyConnect Virtual Miniport Adapter for Windows x64) does not count");
        CanonicalComputer.From(reading.Parameters).OsSerial.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_virtual_machine_is_recognized_and_the_fast_path_of_its_adapter_is_no_second_one()
    {
        var reading = Read(RecordedWindows.VirtualMachine());

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "Microsoft Windows Server 2022 Standard",
            OsVersion = "10.0.20348",
            OsSerial = "00454-60000-00001-AA773",
            OsInstallDate = "2147484296",
            Host = "license-srv",
            Motherboard = "Microsoft Corporation Virtual Machine",
            Bios = "UEFI Microsoft Corporation Hyper-V UEFI Release v4.1",
            RamMib = 8192,
            Cpus = ["AuthenticAMD|25.1.1|AMD EPYC 7763 64-Core Processor", "AuthenticAMD|25.1.1|AMD EPYC 7763 64-Core Processor"],
            Nics = ["00155D0A0B0C"],
            Disks = ["Virtual Disk|"],
            Virtual = true,
        });
        reading.Findings.Where(f => f.Unread).Select(f => f.How).ShouldBe(["MSFT_PhysicalDisk 0: model only, the serial number could not be read"]);
    }

    [Theory]
    [InlineData("VMware, Inc.", "VMware20,1", true)]
    [InlineData("innotek GmbH", "VirtualBox", true)]
    [InlineData("Parallels International GmbH.", "Parallels ARM Virtual Machine", true)]
    [InlineData("QEMU", "Standard PC (Q35 + ICH9, 2009)", true)]
    [InlineData("Microsoft Corporation", "Surface Laptop 5", false)]
    [InlineData("Amazon EC2", "c5.metal", false)]
    public void A_machine_is_virtual_by_its_maker_and_model_alone(string maker, string model, bool isVirtual) =>
        Read(new RecordedTools().Prints(RecordedWindows.System, $$"""{"computer":{"Manufacturer":"{{maker}}","Model":"{{model}}","HypervisorPresent":true} }"""))
            .Parameters.Virtual.ShouldBe(isVirtual);

    [Fact]
    public void Adapters_that_come_and_go_leave_the_sketch_as_it_is()
    {
        var docked = Read(RecordedWindows.Laptop()).Parameters;
        var away = Read(RecordedWindows.Laptop().Prints(RecordedWindows.Adapters, """
            {"nic":[
            {"Name":"wg0","InterfaceDescription":"WireGuard Tunnel","PermanentAddress":"","HardwareInterface":false,"Virtual":true,"PnPDeviceID":"SWD\\WIREGUARD\\{1D2C}","NdisPhysicalMedium":0},
            {"Name":"Ethernet","InterfaceDescription":"Intel(R) Ethernet Connection (13) I219-V","PermanentAddress":"9C2DCD112233","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_15FC\\3","NdisPhysicalMedium":14},
            {"Name":"Wi-Fi","InterfaceDescription":"Intel(R) Wi-Fi 6 AX201 160MHz","PermanentAddress":"DC-21-48-A1-B2-C3","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_A0F0\\3","NdisPhysicalMedium":9}]}
            """)).Parameters;

        SketchOf(away).ShouldBe(SketchOf(docked));
    }

    [Fact]
    public void One_thing_alone_and_a_list_in_a_wrapper_are_understood_like_a_list()
    {
        var reading = Read(RecordedWindows.Laptop()
            .Prints(RecordedWindows.Adapters, """{"nic":{"Name":"Ethernet","PermanentAddress":"9C2DCD112233","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086","NdisPhysicalMedium":14}}""")
            .Prints(RecordedWindows.Disks, """{"physical":{"value":[{"DeviceId":"0","Model":"A","SerialNumber":"1","BusType":11},{"DeviceId":"1","Model":"B","SerialNumber":"2","BusType":11}],"Count":2}}"""));

        reading.Parameters.Nics.ShouldBe(["9C2DCD112233"]);
        reading.Parameters.Disks.ShouldBe(["A|1", "B|2"]);
    }

    [Fact]
    public void Where_storage_management_does_not_answer_the_older_class_does()
    {
        var reading = Read(RecordedWindows.Desktop().Prints(RecordedWindows.Disks, """
            {"physicalFault":"Invalid namespace ",
            "drive":[{"Index":1,"Model":"ST1000DM010-2EP102 ATA Device","SerialNumber":"   W9A0XYZ1","InterfaceType":"IDE","MediaType":"Fixed hard disk media","PNPDeviceID":"IDE\\DISKST1000DM010"},
            {"Index":2,"Model":"SanDisk Ultra USB 3.0 USB Device","SerialNumber":"4C53","InterfaceType":"USB","MediaType":"Removable Media","PNPDeviceID":"USBSTOR\\DISK"}]}
            """));

        reading.Parameters.Disks.ShouldBe(["ST1000DM010-2EP102|W9A0XYZ1"]);
    }

    [Fact]
    public void What_is_missing_in_an_answer_is_empty_and_said_value_by_value()
    {
        var reading = Read(new RecordedTools().Prints(RecordedWindows.System, """
            {"os":[{"Caption":"Microsoft Windows 10 Pro","Version":"10.0.19045","SerialNumber":null,"TotalVisibleMemorySize":8243100}],"installed":[{"InstallDate":null}],
            "computer":[{"DNSHostName":null,"Name":"OLD-PC"}],"boardFault":"Access denied ","bios":[{"Manufacturer":"Award","SMBIOSBIOSVersion":"F2"}],"firmware":[],"memory":[],
            "cpu":[{"Manufacturer":"Qualcomm Technologies Inc","Caption":"ARMv8 (64-bit) Family 8 Model 1 Revision 201","Name":"Snapdragon(R) X Elite"}]}
            """).Fails(RecordedWindows.Adapters, "powershell.exe did not answer within 10 s."));

        reading.Parameters.ShouldBeRead(new KeyParameters
        {
            OsName = "Microsoft Windows 10 Pro",
            OsVersion = "10.0.19045",
            Host = "OLD-PC",
            RamMib = 8243100 / 1024,
            Cpus = ["Qualcomm Technologies Inc|8.1.201|Snapdragon(R) X Elite"],
        });
        reading.Findings.Where(f => f.Unread).Select(f => f.Parameter).ShouldBe(
            [KeyParameter.OsSerial, KeyParameter.OsInstallDate, KeyParameter.Motherboard, KeyParameter.Bios, KeyParameter.Nic, KeyParameter.Disk]);
        Says(reading, "SerialNumber is not named in Win32_OperatingSystem.");
        Says(reading, "Win32_BaseBoard could not be read: Access denied");
        Says(reading, "powershell.exe did not answer within 10 s.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Get-CimInstance : Отказано в доступе")]
    [InlineData("{\"os\":[{\"Caption\":\"Micro")]
    [InlineData("[1,2]")]
    [InlineData("{\"os\":7,\"cpu\":[null,[]],\"nic\":\"x\",\"memory\":[{\"Capacity\":\"much\"}]}")]
    public void Output_that_is_no_answer_leaves_everything_empty_and_everything_said(string output)
    {
        var reading = Read(new RecordedTools().Prints("powershell.exe", output));

        reading.Parameters.ShouldBeRead(new KeyParameters());
        reading.Findings.Count(f => f.Unread).ShouldBe(11);
        reading.Findings.ShouldAllBe(f => f.How.Length > 0);
    }

    [Fact]
    public void The_questions_survive_the_command_line()
    {
        foreach (var question in new[] { WindowsQuestions.System, WindowsQuestions.Adapters, WindowsQuestions.Disks })
        {
            question.ShouldNotContain("\"");
            question.ShouldNotContain("\n");
            question.Length.ShouldBeLessThan(8000);
        }
    }

    private static ComputerReading Read(RecordedTools tools) => new WindowsReader(tools).Read();

    private static void Says(ComputerReading reading, string how) =>
        reading.Findings.ShouldContain(f => f.How.StartsWith(how, StringComparison.Ordinal), how);

    private static Sketch SketchOf(KeyParameters parameters) =>
        Sketch.Of(CanonicalComputer.From(parameters), KitNumber.TryParse("075312509", out var kit) ? kit : default);
}

namespace OperatorConsole.Tests.Client;

/// <summary>Answers of Windows computers in the shapes of the documented classes; white space was added between members.</summary>
internal static class RecordedWindows
{
    internal const string System = "Win32_OperatingSystem";
    internal const string Adapters = "Get-NetAdapter";
    internal const string Disks = "MSFT_PhysicalDisk";

    /// <summary>A Dell desktop with Windows 11, which isolates its secrets by a hypervisor of its own.</summary>
    internal static RecordedTools Desktop() => new RecordedTools()
        .Prints(System, """
            {"os":[{"Caption":"Microsoft Windows 11 Pro","Version":"10.0.22631","SerialNumber":"00330-53481-92016-AAOEM","TotalVisibleMemorySize":33258416}],
            "installed":[{"InstallDate":1699871234}],
            "computer":[{"DNSHostName":"Reception-01","Name":"RECEPTION-01","Manufacturer":"Dell Inc.","Model":"OptiPlex 7010","HypervisorPresent":true}],
            "board":[{"Manufacturer":"Dell Inc.","Product":"0YNHCM","HostingBoard":true}],
            "bios":[{"Manufacturer":"Dell Inc.","SMBIOSBIOSVersion":"1.14.0"}],
            "firmware":[{"PEFirmwareType":2,"Variable":"UEFI"}],
            "memory":[{"Capacity":17179869184,"SMBIOSMemoryType":26},{"Capacity":17179869184,"SMBIOSMemoryType":26}],
            "cpu":[{"Manufacturer":"GenuineIntel","Caption":"Intel64 Family 6 Model 183 Stepping 1","Name":"13th Gen Intel(R) Core(TM) i7-13700"}]}
            """)
        .Prints(Adapters, """
            {"nic":[
            {"Name":"vEthernet (Default Switch)","InterfaceDescription":"Hyper-V Virtual Ethernet Adapter","PermanentAddress":"00155D3A1B2C","HardwareInterface":false,"Virtual":true,"PnPDeviceID":"ROOT\\VMS_MP\\0000","NdisPhysicalMedium":0},
            {"Name":"Ethernet","InterfaceDescription":"Intel(R) Ethernet Connection (17) I219-LM","PermanentAddress":"A4BB6D5E6F70","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_1A1C\u0026SUBSYS_0B291028\u0026REV_11\\3\u002611583659\u00260\u0026FE","NdisPhysicalMedium":14},
            {"Name":"Wi-Fi","InterfaceDescription":"Intel(R) Wi-Fi 6E AX211 160MHz","PermanentAddress":"F4A4756B7C8D","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_7A70\u0026SUBSYS_00948086\u0026REV_11\\3\u002611583659\u00260\u0026A3","NdisPhysicalMedium":9},
            {"Name":"Bluetooth Network Connection","InterfaceDescription":"Bluetooth Device (Personal Area Network)","PermanentAddress":"F4A4756B7C91","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"BTH\\MS_BTHPAN\\6\u002614EBC9D0\u00260\u00262","NdisPhysicalMedium":10}]}
            """)
        .Prints(Disks, """
            {"drive":[
            {"Index":0,"Model":"KIOXIA KBG50ZNS512G NVMe 512GB","SerialNumber":"8CE3_8E04_0277_6B04.","InterfaceType":"SCSI","MediaType":"Fixed hard disk media","PNPDeviceID":"SCSI\\DISK\u0026VEN_NVME\u0026PROD_KBG50ZNS512G_NVME\\5\u002626FB3C9F\u00260\u0026000000"},
            {"Index":1,"Model":"ST1000DM010-2EP102","SerialNumber":"            W9A0XYZ1","InterfaceType":"IDE","MediaType":"Fixed hard disk media","PNPDeviceID":"SCSI\\DISK\u0026VEN_\u0026PROD_ST1000DM010-2EP1\\4\u002638F6BC2B\u00260\u0026010000"},
            {"Index":2,"Model":"SanDisk Ultra USB 3.0 USB Device","SerialNumber":"4C530001230518117594","InterfaceType":"USB","MediaType":"Removable Media","PNPDeviceID":"USBSTOR\\DISK\u0026VEN_SANDISK\u0026PROD_ULTRA_USB_3.0\u0026REV_1.00\\4C530001230518117594\u00260"}],
            "physical":[
            {"DeviceId":"0","Model":"KIOXIA KBG50ZNS512G NVMe 512GB","SerialNumber":"8CE3_8E04_0277_6B04.","BusType":17},
            {"DeviceId":"2","Model":"Ultra USB 3.0","SerialNumber":"4C530001230518117594","BusType":7},
            {"DeviceId":"1","Model":"ST1000DM010-2EP102","SerialNumber":"            W9A0XYZ1","BusType":11}]}
            """);

    /// <summary>A Russian Windows 10 laptop at its dock, with two VPNs.</summary>
    internal static RecordedTools Laptop() => new RecordedTools()
        .Prints(System, """
            {"os":[{"Caption":"Майкрософт Windows 10 Pro","Version":"10.0.19045","SerialNumber":"00331-10000-00001-AA417","TotalVisibleMemorySize":16165540}],
            "installed":[{"InstallDate":1617181723}],
            "computer":[{"DNSHostName":"Бухгалтерия","Name":"БУХГАЛТЕРИЯ","Manufacturer":"LENOVO","Model":"20W0004QRT","HypervisorPresent":false}],
            "board":[{"Manufacturer":"LENOVO","Product":"20W0004QRT","HostingBoard":true}],
            "bios":[{"Manufacturer":"LENOVO","SMBIOSBIOSVersion":"N34ET57W (1.57 )"}],
            "firmware":[{"PEFirmwareType":2,"Variable":"UEFI"}],
            "memory":[{"Capacity":8589934592,"SMBIOSMemoryType":26},{"Capacity":8589934592,"SMBIOSMemoryType":26}],
            "cpu":[{"Manufacturer":"GenuineIntel","Caption":"Intel64 Family 6 Model 140 Stepping 1","Name":"11th Gen Intel(R) Core(TM) i5-1135G7 @ 2.40GHz"}]}
            """)
        .Prints(Adapters, """
            {"nic":[
            {"Name":"Ethernet 3","InterfaceDescription":"Lenovo USB Ethernet","PermanentAddress":"482AE35F0A11","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"USB\\VID_17EF\u0026PID_3082\\482AE35F0A11","NdisPhysicalMedium":14},
            {"Name":"Подключение по локальной сети","InterfaceDescription":"TAP-Windows Adapter V9","PermanentAddress":"00FF1C2D3E4F","HardwareInterface":false,"Virtual":true,"PnPDeviceID":"ROOT\\NET\\0000","NdisPhysicalMedium":0},
            {"Name":"Ethernet 4","InterfaceDescription":"Cisco AnyConnect Virtual Miniport Adapter for Windows x64","PermanentAddress":"00059A3C7A00","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"ROOT\\NET\\0001","NdisPhysicalMedium":0},
            {"Name":"Беспроводная сеть","InterfaceDescription":"Intel(R) Wi-Fi 6 AX201 160MHz","PermanentAddress":"DC2148A1B2C3","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_A0F0\u0026SUBSYS_00748086\u0026REV_20\\3\u002611583659\u00260\u0026A3","NdisPhysicalMedium":9},
            {"Name":"Ethernet","InterfaceDescription":"Intel(R) Ethernet Connection (13) I219-V","PermanentAddress":"9C2DCD112233","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_15FC\u0026SUBSYS_508117AA\u0026REV_20\\3\u002611583659\u00260\u0026FE","NdisPhysicalMedium":14},
            {"Name":"Сотовая связь","InterfaceDescription":"Fibocom L860-GL","PermanentAddress":"0015FF030405","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_8086\u0026DEV_7360\\4\u00261","NdisPhysicalMedium":8}]}
            """)
        .Prints(Disks, """{"drive":[],"physical":[{"DeviceId":"0","Model":"SAMSUNG MZVLB512HBJQ-000L7","SerialNumber":"0025_38D2_11A5_0B2E.","BusType":17}]}""");

    /// <summary>A server in a Hyper-V machine with a fast path into a network card.</summary>
    internal static RecordedTools VirtualMachine() => new RecordedTools()
        .Prints(System, """
            {"os":[{"Caption":"Microsoft Windows Server 2022 Standard","Version":"10.0.20348","SerialNumber":"00454-60000-00001-AA773","TotalVisibleMemorySize":8387904}],
            "installed":[{"InstallDate":-2147483000}],
            "computer":[{"DNSHostName":"license-srv","Name":"LICENSE-SRV","Manufacturer":"Microsoft Corporation","Model":"Virtual Machine","HypervisorPresent":true}],
            "board":[{"Manufacturer":"Microsoft Corporation","Product":"Virtual Machine","HostingBoard":true}],
            "bios":[{"Manufacturer":"Microsoft Corporation","SMBIOSBIOSVersion":"Hyper-V UEFI Release v4.1"}],
            "firmware":[{"PEFirmwareType":null,"Variable":"UEFI"}],
            "memory":[{"Capacity":8589934592,"SMBIOSMemoryType":2}],
            "cpu":[{"Manufacturer":"AuthenticAMD","Caption":"AMD64 Family 25 Model 1 Stepping 1","Name":"AMD EPYC 7763 64-Core Processor                "},
            {"Manufacturer":"AuthenticAMD","Caption":"AMD64 Family 25 Model 1 Stepping 1","Name":"AMD EPYC 7763 64-Core Processor                "}]}
            """)
        .Prints(Adapters, """
            {"nic":[
            {"Name":"Ethernet 2","InterfaceDescription":"Mellanox ConnectX-4 Lx Virtual Ethernet Adapter","PermanentAddress":"00155D0A0B0C","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"PCI\\VEN_15B3\u0026DEV_1016\u0026SUBSYS_00B015B3\u0026REV_80\\1\u002629D8B2D\u00260\u00260000","NdisPhysicalMedium":14},
            {"Name":"Ethernet","InterfaceDescription":"Microsoft Hyper-V Network Adapter","PermanentAddress":"00155D0A0B0C","HardwareInterface":true,"Virtual":false,"PnPDeviceID":"VMBUS\\{F8615163-DF3E-46C5-913F-F2D2F965ED0E}\\{00E3A0C2-6B7E-4A5C-9F3A-0D9C0E4B5A11}","NdisPhysicalMedium":14}]}
            """)
        .Prints(Disks, """
            {"drive":[],"physical":[{"DeviceId":"0","Model":"Virtual Disk    ","SerialNumber":null,"BusType":10},
            {"DeviceId":"1","Model":"Virtual Disk    ","SerialNumber":null,"BusType":15}]}
            """);
}

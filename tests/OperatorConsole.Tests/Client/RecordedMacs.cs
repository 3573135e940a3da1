namespace OperatorConsole.Tests.Client;

/// <summary>What the tools of macOS print on three Macs, in their documented shapes; members that nobody reads are left out.</summary>
internal static class RecordedMacs
{
    internal const string Profile = "system_profiler";
    internal const string Ports = "networksetup";
    internal const string Disks = "IOBlockStorageDevice";
    internal const string Interfaces = "IOEthernetInterface";

    /// <summary>A MacBook at its desk: a USB network adapter named by its product, an external disk, a mounted image.</summary>
    internal static RecordedTools MacBook() => new RecordedTools()
        .Prints("sw_vers -productVersion", "15.5\n").Prints("scutil --get LocalHostName", "MacBook-Pro-Anna\n")
        .Prints("sysctl machdep.cpu", """
            machdep.cpu.cores_per_package: 11
            machdep.cpu.core_count: 11
            machdep.cpu.logical_per_package: 11
            machdep.cpu.thread_count: 11
            machdep.cpu.brand_string: Apple M3 Pro
            """)
        .Prints("hw.memsize", "19327352832\n").Prints("hw.packages", "1\n").Prints("kern.hv_vmm_present", "0\n")
        .Prints(Profile, """
            {
              "SPEthernetDataType" : [
                {
                  "_name" : "ethernet",
                  "spethernet_BSD_Device_Name" : "en7",
                  "spethernet_bus" : "spethernet_usb_device",
                  "spethernet_mac_address" : "a0:ce:c8:11:22:33",
                  "spethernet_product_name" : "AX88179A"
                }
              ],
              "SPHardwareDataType" : [
                {
                  "_name" : "hardware_overview",
                  "activation_lock_status" : "activation_lock_enabled",
                  "boot_rom_version" : "11881.121.1",
                  "chip_type" : "Apple M3 Pro",
                  "machine_model" : "Mac15,6",
                  "machine_name" : "MacBook Pro",
                  "number_processors" : "proc 11:5:6",
                  "os_loader_version" : "11881.121.1",
                  "physical_memory" : "18 GB"
                }
              ],
              "SPNVMeDataType" : [
                {
                  "_items" : [
                    {
                      "_name" : "APPLE SSD AP0512Z",
                      "bsd_name" : "disk0",
                      "detachable_drive" : "no",
                      "device_model" : "APPLE SSD AP0512Z",
                      "device_revision" : "873.120.",
                      "device_serial" : "0ba01a2b3c4d5e6f",
                      "removable_media" : "no",
                      "size_in_bytes" : 500277792768,
                      "volumes" : [
                        {
                          "_name" : "disk0s1",
                          "bsd_name" : "disk0s1",
                          "iocontent" : "Apple_APFS_ISC"
                        }
                      ]
                    }
                  ],
                  "_name" : "Apple SSD Controller"
                },
                {
                  "_items" : [
                    {
                      "_name" : "Samsung SSD 990 PRO 2TB",
                      "bsd_name" : "disk6",
                      "detachable_drive" : "no",
                      "device_model" : "Samsung SSD 990 PRO 2TB",
                      "device_serial" : "S7KHNJ0W123456A",
                      "removable_media" : "no"
                    }
                  ],
                  "_name" : "Generic SSD Controller"
                }
              ],
              "SPSerialATADataType" : [

              ]
            }
            """)
        .Prints(Ports, """

            Hardware Port: AX88179A
            Device: en7
            Ethernet Address: a0:ce:c8:11:22:33

            Hardware Port: Ethernet Adapter (en4)
            Device: en4
            Ethernet Address: 8e:6a:33:1b:0c:41

            Hardware Port: Thunderbolt Bridge
            Device: bridge0
            Ethernet Address: 36:b4:b4:6a:f7:00

            Hardware Port: Wi-Fi
            Device: en0
            Ethernet Address: 74:a6:cd:b7:9e:70

            Hardware Port: Thunderbolt 1
            Device: en1
            Ethernet Address: 36:b4:b4:6a:f7:00

            VLAN Configurations
            ===================
            """)
        .Prints(Disks, """
            +-o IOEmbeddedNVMeBlockDevice  <class IOEmbeddedNVMeBlockDevice, id 0x1000004c1, registered, matched, active, busy 0 (2 ms), retain 14>
                {
                  "device-type" = "Generic"
                  "Physical Block Size" = 4096
                  "Protocol Characteristics" = {"Physical Interconnect"="Apple Fabric","Physical Interconnect Location"="Internal"}
                  "Device Characteristics" = {"Serial Number"="0ba01a2b3c4d5e6f","Medium Type"="Solid State","Product Name"="APPLE SSD AP0512Z","Vendor Name"="","Product Revision Level"="873.120."}
                }

            +-o IONVMeBlockStorageDevice  <class IONVMeBlockStorageDevice, id 0x100001e2f, registered, matched, active, busy 0 (5 ms), retain 9>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect"="PCI-Express","Physical Interconnect Location"="External"}
                  "Device Characteristics" = {"Serial Number"="S7KHNJ0W123456A     ","Medium Type"="Solid State","Product Name"="Samsung SSD 990 PRO 2TB","Vendor Name"=""}
                }

            +-o AppleSDXCBlockStorageDevice  <class AppleSDXCBlockStorageDevice, id 0x100000512, registered, matched, active, busy 0 (0 ms), retain 7>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect"="Secure Digital","Physical Interconnect Location"="Internal"}
                  "Device Characteristics" = {"Product Name"="SDXC Reader","Vendor Name"="Apple"}
                }

            +-o AppleDiskImageDevice  <class AppleDiskImageDevice, id 0x100002a44, registered, matched, active, busy 0 (1 ms), retain 10>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect"="Virtual Interface","Physical Interconnect Location"="File"}
                  "Device Characteristics" = {"Product Name"="Disk Image","Vendor Name"="Apple"}
                }
            """)
        .Prints(Interfaces, """
            +-o en7  <class IOEthernetInterface, id 0x100001b01, registered, matched, active, busy 0 (0 ms), retain 9>
                {
                  "IOBuiltin" = No
                  "BSD Name" = "en7"
                }
            """);

    /// <summary>A Mac mini with an Intel processor and a second disk on SATA.</summary>
    internal static RecordedTools MacMini() => new RecordedTools()
        .Prints("sw_vers -productVersion", "14.7.6\n").Prints("scutil --get LocalHostName", "macmini\n")
        .Prints("sysctl machdep.cpu", """
            machdep.cpu.max_basic: 22
            machdep.cpu.vendor: GenuineIntel
            machdep.cpu.brand_string: Intel(R) Core(TM) i5-8500B CPU @ 3.00GHz
            machdep.cpu.family: 6
            machdep.cpu.model: 158
            machdep.cpu.extmodel: 9
            machdep.cpu.extfamily: 0
            machdep.cpu.stepping: 10
            machdep.cpu.feature_bits: 9221960262849657855
            """)
        .Prints("hw.memsize", "34359738368\n").Prints("hw.packages", "1\n").Prints("kern.hv_vmm_present", "0\n")
        .Prints(Profile, """
            {
              "SPEthernetDataType" : [ { "_name" : "ethernet", "spethernet_BSD_Device_Name" : "en0", "spethernet_bus" : "pci_bus", "spethernet_mac_address" : "f0:18:98:0a:1b:2c" } ],
              "SPHardwareDataType" : [ { "_name" : "hardware_overview", "boot_rom_version" : "2069.0.0.0.0 (iBridge: 22.16.14248.0.0,0)", "cpu_type" : "6-Core Intel Core i5",
                  "machine_model" : "Macmini8,1", "machine_name" : "Mac mini", "number_processors" : 6, "physical_memory" : "32 GB" } ],
              "SPNVMeDataType" : [ { "_items" : [ { "_name" : "APPLE SSD AP0256M", "bsd_name" : "disk0", "detachable_drive" : "no", "device_model" : "APPLE SSD AP0256M",
                      "device_serial" : "C02123400AAAA1234", "removable_media" : "no" } ], "_name" : "Apple SSD Controller" } ],
              "SPSerialATADataType" : [ { "_items" : [ { "_name" : "APPLE HDD HTS541010A9E662", "bsd_name" : "disk1", "detachable_drive" : "no", "device_model" : "APPLE HDD HTS541010A9E662",
                      "device_serial" : "      J540001TKX1ABC", "removable_media" : "no" } ], "_name" : "Intel 300 Series Chipset" } ]
            }
            """)
        .Prints(Ports, """

            Hardware Port: Ethernet
            Device: en0
            Ethernet Address: f0:18:98:0a:1b:2c

            Hardware Port: Wi-Fi
            Device: en1
            Ethernet Address: f0:18:98:0a:1b:2d

            Hardware Port: Bluetooth PAN
            Device: en6
            Ethernet Address: f0:18:98:0a:1b:2e

            Hardware Port: Thunderbolt 1
            Device: en2
            Ethernet Address: 82:0a:1b:2c:00:01

            Hardware Port: iPhone USB
            Device: en8
            Ethernet Address: 3e:22:fb:00:11:22
            """)
        .Prints(Disks, """
            +-o IONVMeBlockStorageDevice  <class IONVMeBlockStorageDevice, id 0x100000312, registered, matched, active, busy 0 (0 ms), retain 8>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect"="PCI-Express","Physical Interconnect Location"="Internal"}
                  "Device Characteristics" = {"Serial Number"="C02123400AAAA1234","Product Name"="APPLE SSD AP0256M"}
                }
            """)
        .Prints(Interfaces, "");

    /// <summary>macOS as a guest: addresses are made up, and the disk stands in no list of the profile.</summary>
    internal static RecordedTools VirtualMac() => new RecordedTools()
        .Prints("sw_vers -productVersion", "15.3.1\n").Prints("hostname -s", "Managers-Virtual-Machine\n")
        .Fails("scutil --get LocalHostName", "scutil ended with exit code 1. LocalHostName: not set")
        .Prints("sysctl machdep.cpu", "machdep.cpu.core_count: 4\nmachdep.cpu.brand_string: Apple M2 (Virtual)\n")
        .Prints("hw.memsize", "8589934592\n").Prints("hw.packages", "1\n").Prints("kern.hv_vmm_present", "1\n")
        .Prints(Profile, """
            { "SPEthernetDataType" : [ { "_name" : "ethernet", "spethernet_BSD_Device_Name" : "en0", "spethernet_bus" : "pci_bus" } ],
              "SPHardwareDataType" : [ { "_name" : "hardware_overview", "boot_rom_version" : "mBoot-18000.120.36", "chip_type" : "Apple M2 (Virtual)",
                  "machine_model" : "VirtualMac2,1", "machine_name" : "Apple Virtual Machine 1", "number_processors" : 4, "physical_memory" : "8 GB" } ],
              "SPNVMeDataType" : [ ], "SPSerialATADataType" : [ ] }
            """)
        .Prints(Ports, "\nHardware Port: Ethernet\nDevice: en0\nEthernet Address: 9a:4e:21:07:5c:d3\n\nVLAN Configurations\n===================\n")
        .Prints(Disks, """
            +-o AppleVirtIOStorageDevice  <class AppleVirtIOStorageDevice, id 0x1000002b0, registered, matched, active, busy 0 (1 ms), retain 8>
                {
                  "device-type" = "Generic"
                  "Protocol Characteristics" = {"Physical Interconnect"="Virtual Interface","Physical Interconnect Location"="Internal"}
                  "Device Characteristics" = {"Serial Number"="","Product Name"="VirtIO Block Media","Vendor Name"="Apple Inc."}
                }
            """)
        .Prints(Interfaces, "");
}

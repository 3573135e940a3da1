using LicenseClient.Readers;

namespace OperatorConsole.Tests.Client;

/// <summary>Names of makers, boards and firmwares; the recordings' README says which of them a machine told and which are put together.</summary>
public sealed class VirtualMachineTests
{
    [Theory]
    [InlineData("VMware, Inc.", "VMware Virtual Platform")]
    [InlineData("VMware, Inc.", "VMware7,1")]
    [InlineData("VMware, Inc.", "VMware20,1")]
    [InlineData("Microsoft Corporation", "Virtual Machine")]
    [InlineData("innotek GmbH", "VirtualBox")]
    [InlineData("QEMU", "Standard PC (Q35 + ICH9, 2009)")]
    [InlineData("Red Hat", "KVM")]
    [InlineData("Xen", "HVM domU")]
    [InlineData("Nutanix", "AHV")]
    [InlineData("OpenStack Foundation", "OpenStack Nova")]
    [InlineData("Alibaba Cloud", "Alibaba Cloud ECS")]
    [InlineData("Amazon EC2", "t3.medium")]
    [InlineData("Google", "Google Compute Engine")]
    [InlineData("Parallels International GmbH.", "Parallels ARM Virtual Machine")]
    public void A_hypervisor_is_known_by_maker_and_product(string maker, string product) => Windows(maker, product).ShouldBeTrue();

    [Theory]
    [InlineData("Microsoft Corporation", "Surface Pro 3", "Microsoft Corporation", "Surface Pro 3", "American Megatrends Inc.", "3.11.2050")]
    [InlineData("Dell Inc.", "OptiPlex 790", "Dell Inc.", "0HY9JP", "Dell Inc.", "A22")]
    [InlineData("HP", "HP EliteDesk 800 G4 SFF", "HP", "83E1", "HP", "Q01 Ver. 02.04.01")]
    [InlineData("To Be Filled By O.E.M.", "To Be Filled By O.E.M.", "ASRock", "Z87E-ITX", "American Megatrends Inc.", "P2.50")]
    [InlineData("Amazon EC2", "c5.metal", "Amazon EC2", "Not Specified", "Amazon EC2", "1.0")]
    [InlineData("Xenarc Technologies", "Skvma 2", "Proxena", "AHVX", "coreboot", "MrChromebox-4.20")]
    public void A_real_computer_is_none_whatever_runs_on_it(
        string maker, string product, string boardMaker, string board, string firmwareMaker, string firmware) =>
        Windows(maker, product, boardMaker, board, firmwareMaker, firmware).ShouldBeFalse();

    [Theory]
    [InlineData("LENOVO", "20N2S00600", "Oracle Corporation", "VirtualBox", "LENOVO", "N2IET88W (1.66 )")]
    [InlineData("LENOVO", "20N2S00600", "Intel Corporation", "440BX Desktop Reference Platform", "Phoenix Technologies LTD", "6.00")]
    [InlineData("Tilaa", "VPS", "", "", "SeaBIOS", "1.9.1-5.el6")]
    [InlineData("Own Cloud", "Server", "", "", "EFI Development Kit II / OVMF", "0.0.0")]
    [InlineData("Own Cloud", "Server", "", "", "Proxmox distribution of EDK II", "4.2023.08-4")]
    [InlineData("Gigabyte", "B550", "Gigabyte", "B550", "Microsoft Corporation", "Hyper-V UEFI Release v4.1")]
    public void A_guest_with_its_hosts_name_is_known_by_its_board_or_firmware(
        string maker, string product, string boardMaker, string board, string firmwareMaker, string firmware)
    {
        Windows(maker, product, boardMaker, board, firmwareMaker, firmware).ShouldBeTrue();
        Linux(maker, product, boardMaker, board, firmwareMaker, firmware).ShouldBeTrue();
    }

    private static bool Windows(
        string maker, string product, string boardMaker = "", string board = "", string firmwareMaker = "", string firmware = "") =>
        new WindowsReader(new RecordedTools().Prints(RecordedWindows.System, $$"""
            {"computer":[{"Manufacturer":"{{maker}}","Model":"{{product}}","HypervisorPresent":true}],"board":[{"Manufacturer":"{{boardMaker}}","Product":"{{board}}"}],
            "bios":[{"Manufacturer":"{{firmwareMaker}}","SMBIOSBIOSVersion":"{{firmware}}"}]}
            """)).Read().Parameters.Virtual;

    private static bool Linux(string maker, string product, string boardMaker, string board, string firmwareMaker, string firmware)
    {
        const string Dmi = "/sys/class/dmi/id/";
        using var tree = new RecordedTree();
        tree.File(Dmi + "sys_vendor", maker).File(Dmi + "product_name", product).File(Dmi + "board_vendor", boardMaker).File(Dmi + "board_name", board)
            .File(Dmi + "bios_vendor", firmwareMaker).File(Dmi + "bios_version", firmware);
        return new LinuxReader(tree.Root, _ => null).Read().Parameters.Virtual;
    }
}

namespace LicenseClient.Readers;

/// <summary>Makers and products by which a virtual machine is recognized, whatever runs in it.</summary>
internal static class Hypervisors
{
    private static readonly string[] Names =
    [
        "QEMU", "KVM", "VMware", "VirtualBox", "innotek", "Xen", "Virtual Machine", "Google Compute Engine", "Amazon EC2", "Parallels", "bhyve",
        "OpenStack", "Bochs", "VirtualMac",
    ];

    /// <summary>Whether a maker or product names a hypervisor. A rented computer without one carries its maker's name all the same.</summary>
    internal static bool Made(string maker) =>
        Array.Exists(Names, name => maker.Contains(name, StringComparison.OrdinalIgnoreCase)) && !maker.Contains(".metal", StringComparison.Ordinal);
}

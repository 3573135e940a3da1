using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Network adapters with a hardware parent, by the address they were made with.</summary>
/// <param name="tree">The system.</param>
/// <param name="permanentAddress">Asks the kernel for an interface's permanent address.</param>
internal sealed class LinuxAdapters(SystemTree tree, Func<string, string?> permanentAddress)
{
    private const string Folder = "/sys/class/net";

    // Buses behind which stands hardware, real or a hypervisor's.
    private static readonly string[] HardwareBuses = ["pci", "usb", "virtio", "vmbus", "xen", "platform", "sdio", "ccwgroup", "mdio_bus"];
    private readonly HashSet<(string Device, string Address)> _seen = [];

    /// <summary>One finding an interface; those that count have a value.</summary>
    internal IReadOnlyList<Finding> Read()
    {
        var names = tree.Names(Folder);
        return names.Count == 0
            ? [new Finding(KeyParameter.Nic, "", Texts.Of("WhyMissing", Folder), Unread: true)]
            : [.. names.Select(Judge)];
    }

    private Finding Judge(string name)
    {
        var adapter = tree.Real($"{Folder}/{name}");
        var device = tree.Real(adapter + "/device");
        if (LeftOut(name, adapter, device) is { } why)
        {
            return new Finding(KeyParameter.Nic, "", Texts.Of("NicLeftOut", name, Texts.Of(why)));
        }

        var (address, how) = Address(name, adapter);
        if (address.Length == 0)
        {
            return new Finding(KeyParameter.Nic, "", Texts.Of("NicUnread", name), Unread: true);
        }

        // Several interfaces of one wireless device are one adapter.
        return _seen.Add((device, address))
            ? new Finding(KeyParameter.Nic, address, Texts.Of(how, name))
            : new Finding(KeyParameter.Nic, "", Texts.Of("NicLeftOut", name, Texts.Of("NicTwin")));
    }

    private string? LeftOut(string name, string adapter, string device)
    {
        if (adapter.StartsWith("/sys/devices/virtual/", StringComparison.Ordinal) || !tree.Exists(device) || !tree.Exists($"{Folder}/{name}/device"))
        {
            return "NicVirtual";
        }

        if (tree.Text(adapter + "/type").Value != "1")
        {
            return "NicNotEthernet";
        }

        var kind = tree.Text(adapter + "/uevent").Value;
        if (kind.Contains("DEVTYPE=bluetooth", StringComparison.Ordinal) || kind.Contains("DEVTYPE=wwan", StringComparison.Ordinal))
        {
            return "NicBluetooth";
        }

        var bus = Path.GetFileName(tree.Real(device + "/subsystem"));
        if (!HardwareBuses.Contains(bus, StringComparer.Ordinal) || tree.Exists(device + "/physfn"))
        {
            return "NicVirtual";
        }

        if (HardwarePlace.IsPlugged(tree, device, usbMustBeFixed: true))
        {
            return "NicPlugged";
        }

        // A hypervisor's fast path stands below its own paravirtual adapter, has the same address, and comes and goes.
        return tree.Exists(adapter + "/master") && tree.Exists(tree.Real(adapter + "/master") + "/device") ? "NicTwin" : null;
    }

    private (string Address, string How) Address(string name, string adapter)
    {
        if (tree.Text(adapter + "/addr_assign_type").Value == "0" && AdapterAddress.Hex(tree.Text(adapter + "/address").Value) is { Length: 12 } made)
        {
            return (made, "NicFound");
        }

        if (AdapterAddress.Hex(tree.Text(adapter + "/bonding_slave/perm_hwaddr").Value) is { Length: 12 } bonded)
        {
            return (bonded, "NicFoundBonded");
        }

        return AdapterAddress.Hex(permanentAddress(name) ?? "") is { Length: 12 } asked ? (asked, "NicFoundAsked") : ("", "");
    }
}

/// <summary>Whether a device is built in or plugged in.</summary>
internal static class HardwarePlace
{
    /// <summary>What can be unplugged in passing is no key parameter.</summary>
    /// <param name="tree">The system.</param>
    /// <param name="device">Real path of the device.</param>
    /// <param name="usbMustBeFixed">Of USB only what the firmware declares as fixed counts as built in; else nothing on USB does.</param>
    internal static bool IsPlugged(SystemTree tree, string device, bool usbMustBeFixed)
    {
        var declared = SystemTree.Upward(device).Select(at => tree.Text(at + "/removable").Value).Where(text => !text.All(char.IsAsciiDigit)).ToList();
        var onUsb = device.Contains("/usb", StringComparison.Ordinal);
        return declared.Contains("removable", StringComparer.Ordinal)
            || (onUsb && !(usbMustBeFixed && declared.FirstOrDefault() == "fixed"));
    }
}

using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Network adapters of Windows with a hardware parent, by the address they were made with.</summary>
internal static class WindowsAdapters
{
    private const string Source = "Get-NetAdapter";
    private const int Wireless = 8;
    private const int Bluetooth = 10;

    // Places of devices that software made up: the root, its own buses, a class's identifier in braces.
    private static readonly string[] SoftwareBuses = ["ROOT", "SWD", "SW", "HTREE", "COMPOSITEBUS", "UMB", ""];

    /// <summary>One finding an adapter; those that count have a value.</summary>
    internal static IReadOnlyList<Finding> Read(ToolAnswer answer)
    {
        var adapters = answer.Items("nic");
        if (adapters.Count == 0)
        {
            return [new Finding(KeyParameter.Nic, "", answer.Reason("nic", Source), Unread: true)];
        }

        // A fast path into the hardware has the address of the hypervisor's own adapter, and comes and goes: that one counts.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. adapters.OrderBy(adapter => Bus(adapter) == "VMBUS" ? 0 : 1).Select(adapter => Judge(adapter, seen))];
    }

    private static Finding Judge(ToolItem adapter, HashSet<string> seen)
    {
        var name = $"{adapter.Text("Name")} ({adapter.Text("InterfaceDescription")})";
        if (LeftOut(adapter) is { } why)
        {
            return new Finding(KeyParameter.Nic, "", Texts.Of("NicLeftOut", name, Texts.Of(why)));
        }

        var address = AdapterAddress.Hex(adapter.Text("PermanentAddress"));
        if (address.Length != AdapterAddress.Digits)
        {
            return new Finding(KeyParameter.Nic, "", Texts.Of("NicUnread", name), Unread: true);
        }

        return seen.Add(address)
            ? new Finding(KeyParameter.Nic, address, Texts.Of("NicFound", name))
            : new Finding(KeyParameter.Nic, "", Texts.Of("NicLeftOut", name, Texts.Of("NicTwin")));
    }

    private static string? LeftOut(ToolItem adapter)
    {
        var bus = Bus(adapter);
        if (adapter.Number("NdisPhysicalMedium") is Bluetooth or Wireless || bus.StartsWith("BTH", StringComparison.Ordinal))
        {
            return "NicBluetooth";
        }

        if (!adapter.Is("HardwareInterface") || adapter.Is("Virtual") || bus.StartsWith('{') || SoftwareBuses.Contains(bus, StringComparer.Ordinal))
        {
            return "NicVirtual";
        }

        return bus.StartsWith("USB", StringComparison.Ordinal) ? "NicPlugged" : null;
    }

    private static string Bus(ToolItem adapter) => adapter.Text("PnPDeviceID").Split('\\')[0].ToUpperInvariant();
}

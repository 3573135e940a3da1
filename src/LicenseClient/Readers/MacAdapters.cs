using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Network adapters of a Mac that are built in, by the address they were made with.</summary>
/// <param name="tools">Runs the system's tools.</param>
/// <param name="profile">What the system's profile tells.</param>
/// <param name="isVirtual">In a virtual machine addresses are made up, and count.</param>
internal sealed class MacAdapters(ISystemTools tools, ToolAnswer profile, bool isVirtual)
{
    private const string Ports = "/usr/sbin/networksetup";
    private const string PortKey = "Hardware Port";

    // Ports that a Mac names by what is plugged into them, or may be.
    private static readonly string[] Outside = ["USB", "Thunderbolt", "FireWire", "Display", "iPhone", "iPad"];

    /// <summary>One finding a hardware port; those that count have a value.</summary>
    internal IReadOnlyList<Finding> Read()
    {
        var output = tools.Run(Ports, "-listallhardwareports");
        var ports = Listed(output.Value);
        if (ports.Count == 0)
        {
            return [new Finding(KeyParameter.Nic, "", output.Why.Length > 0 ? output.Why : Texts.Of("ToolSilent", Path.GetFileName(Ports)), Unread: true)];
        }

        var plugged = PluggedIn();
        return [.. ports.Select(port => Judge(port, plugged))];
    }

    private Finding Judge(Port port, HashSet<string> plugged)
    {
        var name = $"{port.Name} ({port.Device})";
        var address = AdapterAddress.Hex(port.Address);
        var why = LeftOut(port, plugged) ?? (!isVirtual && address.Length == AdapterAddress.Digits && AdapterAddress.IsMadeUp(address) ? "NicVirtual" : null);
        if (why is not null)
        {
            return new Finding(KeyParameter.Nic, "", Texts.Of("NicLeftOut", name, Texts.Of(why)));
        }

        return address.Length == AdapterAddress.Digits
            ? new Finding(KeyParameter.Nic, address, Texts.Of("NicFound", name))
            : new Finding(KeyParameter.Nic, "", Texts.Of("NicUnread", name), Unread: true);
    }

    private static string? LeftOut(Port port, HashSet<string> plugged)
    {
        if (port.Name.Contains("Bluetooth", StringComparison.OrdinalIgnoreCase))
        {
            return "NicBluetooth";
        }

        if (plugged.Contains(port.Device) || Array.Exists(Outside, word => port.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return "NicPlugged";
        }

        // A numbered "Ethernet Adapter" is a debugging port of the sockets, not an adapter.
        var debugging = port.Name.Contains($"({port.Device})", StringComparison.Ordinal);
        return debugging || !port.Device.StartsWith("en", StringComparison.Ordinal) ? "NicVirtual" : null;
    }

    /// <summary>Devices that are not built in: newer systems name a port by its product, which tells nothing.</summary>
    private HashSet<string> PluggedIn()
    {
        // Older systems have other names, and tell of a USB adapter by the numbers of its maker and product alone.
        var devices = profile.Items("SPEthernetDataType")
            .Where(card => card.Text("spethernet_bus").Contains("usb", StringComparison.OrdinalIgnoreCase) || card.Text("spusbethernet_VID").Length > 0)
            .SelectMany(card => new[] { card.Text("spethernet_BSD_Device_Name"), card.Text("spethernet_BSD_Name") });
        var interfaces = IoRegistry.Entries(tools.Run(MacReader.Registry, "-r", "-c", "IOEthernetInterface", "-d", "1", "-w", "0").Value)
            .Where(entry => entry.GetValueOrDefault("IOBuiltin") == "No")
            .Select(entry => entry.GetValueOrDefault("BSD Name", ""));
        return [.. devices.Concat(interfaces).Where(device => device.Length > 0)];
    }

    private static List<Port> Listed(string printed)
    {
        var ports = new List<Port>();
        foreach (var line in printed.Split('\n'))
        {
            var parts = line.Split(':', 2);
            var value = parts.Length == 2 ? parts[1].Trim() : "";
            switch (parts[0].Trim())
            {
                case PortKey:
                    ports.Add(new Port(value, "", ""));
                    break;
                case "Device" when ports.Count > 0:
                    ports[^1] = ports[^1] with { Device = value };
                    break;
                case "Ethernet Address" when ports.Count > 0:
                    ports[^1] = ports[^1] with { Address = value };
                    break;
                case "VLAN Configurations":
                    return ports;
            }
        }

        return ports;
    }

    private sealed record Port(string Name, string Device, string Address);
}

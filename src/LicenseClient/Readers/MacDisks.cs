using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Built-in disks of a Mac by model and serial number.</summary>
/// <param name="tools">Runs the system's tools.</param>
/// <param name="profile">What the system's profile tells.</param>
internal sealed class MacDisks(ISystemTools tools, ToolAnswer profile)
{
    private static readonly string[] Sections = ["SPNVMeDataType", "SPSerialATADataType"];
    private static readonly string[] PluggedLinks = ["USB", "Secure Digital", "FireWire", "Thunderbolt"];

    /// <summary>One finding a disk; those that count have a value.</summary>
    internal IReadOnlyList<Finding> Read()
    {
        var output = tools.Run(MacReader.Registry, "-r", "-c", "IOBlockStorageDevice", "-d", "1", "-w", "0");
        var devices = IoRegistry.Entries(output.Value).Select(Device.Of).ToList();
        var listed = Sections.SelectMany(profile.Items).Where(item => item.Text("device_model").Length + item.Text("device_serial").Length > 0).ToList();
        var findings = listed.Select(disk => Judge(disk, devices)).ToList();

        // Disks of a hypervisor stand in no list of the profile.
        var known = listed.Select(disk => Key(disk.Text("device_model"), disk.Text("device_serial"))).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(devices.Where(device => !known.Contains(Key(device.Model, device.Serial))).Select(Judge));
        return findings.Count > 0
            ? findings
            : [new Finding(KeyParameter.Disk, "", output.Why.Length > 0 ? output.Why : profile.Reason(Sections[0], "system_profiler"), Unread: true)];
    }

    private static Finding Judge(ToolItem disk, List<Device> devices)
    {
        var (model, serial) = (disk.Text("device_model"), disk.Text("device_serial"));
        var name = disk.Text("bsd_name") is { Length: > 0 } named ? named : disk.Text("_name");
        var device = devices.Find(one => Key(one.Model, one.Serial) == Key(model, serial));
        var plugged = disk.Text("detachable_drive") == "yes" || disk.Text("removable_media") == "yes";
        return Found(name, model, serial, plugged ? "DiskRemovable" : device?.LeftOut);
    }

    private static Finding Judge(Device device) => Found(device.Model.Length > 0 ? device.Model : "ioreg", device.Model, device.Serial, device.LeftOut);

    private static Finding Found(string name, string model, string serial, string? leftOut)
    {
        if (leftOut is not null)
        {
            return new Finding(KeyParameter.Disk, "", Texts.Of("DiskLeftOut", name, Texts.Of(leftOut)));
        }

        return model.Length + serial.Length == 0
            ? new Finding(KeyParameter.Disk, "", Texts.Of("DiskUnread", name), Unread: true)
            : new Finding(KeyParameter.Disk, $"{model}|{serial}", Texts.Of(serial.Length == 0 ? "DiskFoundNoSerial" : "DiskFound", name), serial.Length == 0);
    }

    private static string Key(string model, string serial) => serial.Length > 0 ? serial : model;

    private sealed record Device(string Model, string Serial, string? LeftOut)
    {
        internal static Device Of(IReadOnlyDictionary<string, string> entry)
        {
            var link = entry.GetValueOrDefault("Physical Interconnect", "");
            var place = entry.GetValueOrDefault("Physical Interconnect Location", "");
            var kind = entry.GetValueOrDefault("device-type", "Generic");
            var leftOut = place is "File" or "RAM" ? "DiskVirtual"
                : place.Contains("External", StringComparison.Ordinal) || PluggedLinks.Contains(link, StringComparer.Ordinal) || kind != "Generic" ? "DiskRemovable"
                : null;
            return new Device(entry.GetValueOrDefault("Product Name", ""), entry.GetValueOrDefault("Serial Number", ""), leftOut);
        }
    }
}

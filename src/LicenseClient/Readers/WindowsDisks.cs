using System.Text.RegularExpressions;
using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Fixed disks of Windows by model and serial number.</summary>
internal static partial class WindowsDisks
{
    private const string Physical = "MSFT_PhysicalDisk";
    private const string Drives = "Win32_DiskDrive";
    private const string Pool = "Storage Space Device";

    // Where a file that the system mounted as a disk stands; a hypervisor's disk of the same name stands elsewhere.
    private const string MountedFile = @"SCSI\DISK&VEN_MSFT&PROD_VIRTUAL_DISK\2&1F4ADFFE";

    // What the older class adds to a model of the disk stack's own accord.
    private static readonly string[] Endings = [" SCSI Disk Device", " ATA Device"];

    // By number as the management interface tells it, by name as its shell does once it has loaded its own words for it.
    private static readonly string[] PluggedBuses = ["4", "1394", "7", "USB", "12", "SD"];
    private static readonly string[] VirtualBuses =
        ["9", "iSCSI", "14", "Virtual", "15", "File Backed Virtual", "16", "Spaces", "Storage Spaces"];

    /// <summary>One finding a disk; those that count have a value. The older class is asked where storage management does not answer.</summary>
    internal static IReadOnlyList<Finding> Read(ToolAnswer answer)
    {
        if (answer.Items("physical") is { Count: > 0 } disks)
        {
            return [.. disks.Select(disk => Judge(disk, $"{Physical} {disk.Text("DeviceId")}", disk.Text("Model"), ByBus(disk.Text("BusType"))))];
        }

        return answer.Items("drive") is { Count: > 0 } drives
            ? [.. drives.Select(drive => Judge(drive, $"{Drives} {drive.Text("Index")}", Model(drive), ByKind(drive)))]
            : [new Finding(KeyParameter.Disk, "", answer.Reason("physical", Physical), Unread: true)];
    }

    private static Finding Judge(ToolItem disk, string name, string model, string? leftOut)
    {
        // Some fast disks have no number for the disk behind their controller, only one for the controller.
        var serial = DiskSerial.Told(disk.Text("SerialNumber"), disk.Text("AdapterSerialNumber"));
        if (leftOut is not null)
        {
            return new Finding(KeyParameter.Disk, "", Texts.Of("DiskLeftOut", $"{name} ({model})", Texts.Of(leftOut)));
        }

        return model.Length + serial.Length == 0
            ? new Finding(KeyParameter.Disk, "", Texts.Of("DiskUnread", name), Unread: true)
            : new Finding(KeyParameter.Disk, $"{model}|{serial}", Texts.Of(serial.Length == 0 ? "DiskFoundNoSerial" : "DiskFound", name), serial.Length == 0);
    }

    // Memory on the multimedia bus is soldered in and counts; on the SD bus it is a card.
    private static string? ByBus(string bus) =>
        PluggedBuses.Contains(bus, StringComparer.OrdinalIgnoreCase) ? "DiskRemovable"
        : VirtualBuses.Contains(bus, StringComparer.OrdinalIgnoreCase) ? "DiskVirtual"
        : null;

    private static string? ByKind(ToolItem drive)
    {
        var (link, place, media) = (drive.Text("InterfaceType"), drive.Text("PNPDeviceID"), drive.Text("MediaType"));
        if (link is "USB" or "1394" || place.StartsWith("USBSTOR", StringComparison.OrdinalIgnoreCase)
            || place.StartsWith(@"SD\", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("Removable", StringComparison.OrdinalIgnoreCase) || media.StartsWith("External", StringComparison.OrdinalIgnoreCase))
        {
            return "DiskRemovable";
        }

        return place.StartsWith(MountedFile, StringComparison.OrdinalIgnoreCase) || drive.Text("Model").EndsWith(Pool, StringComparison.OrdinalIgnoreCase)
            ? "DiskVirtual"
            : null;
    }

    /// <summary>A drive's model as storage management tells it: without the older class's ending, without a hypervisor's name before its product.</summary>
    private static string Model(ToolItem drive)
    {
        var told = drive.Text("Model");
        var ending = Array.Find(Endings, one => told.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        var model = ending is null ? told : told[..^ending.Length].TrimEnd();
        var product = HypervisorsDisk().Match(drive.Text("PNPDeviceID")).Groups[1].Value;
        return product.Length > 0 && product.Length < model.Length
            && string.Equals(InPlace().Replace(model[^(product.Length + 1)..], "_"), "_" + product, StringComparison.OrdinalIgnoreCase)
            ? model[^product.Length..]
            : model;
    }

    // Of real disks the place splits one name at its first space, and both classes tell it whole.
    [GeneratedRegex(@"^SCSI\\DISK&VEN_(?:VMWARE|MSFT|QEMU|RED_HAT)_?&PROD_([^\\&]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HypervisorsDisk();

    [GeneratedRegex("[ ,]")]
    private static partial Regex InPlace();
}

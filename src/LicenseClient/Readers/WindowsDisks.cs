using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Fixed disks of Windows by model and serial number.</summary>
internal static class WindowsDisks
{
    private const string Physical = "MSFT_PhysicalDisk";
    private const string Drives = "Win32_DiskDrive";

    // What the older class adds to a model of the disk stack's own accord.
    private static readonly string[] Endings = [" SCSI Disk Device", " ATA Device"];

    private enum Bus
    {
        FireWire = 4,
        Usb = 7,
        Iscsi = 9,
        SecureDigital = 12,
        Virtual = 14,
        File = 15,
        Spaces = 16,
    }

    /// <summary>One finding a disk; those that count have a value. The older class is asked where storage management does not answer.</summary>
    internal static IReadOnlyList<Finding> Read(ToolAnswer answer)
    {
        if (answer.Items("physical") is { Count: > 0 } disks)
        {
            return [.. disks.Select(disk => Judge(disk, $"{Physical} {disk.Text("DeviceId")}", ByBus(disk.Number("BusType"))))];
        }

        return answer.Items("drive") is { Count: > 0 } drives
            ? [.. drives.Select(drive => Judge(drive, $"{Drives} {drive.Text("Index")}", ByKind(drive)))]
            : [new Finding(KeyParameter.Disk, "", answer.Reason("physical", Physical), Unread: true)];
    }

    private static Finding Judge(ToolItem disk, string name, string? leftOut)
    {
        var model = Model(disk.Text("Model"));
        var serial = disk.Text("SerialNumber");
        if (leftOut is not null)
        {
            return new Finding(KeyParameter.Disk, "", Texts.Of("DiskLeftOut", $"{name} ({model})", Texts.Of(leftOut)));
        }

        return model.Length + serial.Length == 0
            ? new Finding(KeyParameter.Disk, "", Texts.Of("DiskUnread", name), Unread: true)
            : new Finding(KeyParameter.Disk, $"{model}|{serial}", Texts.Of(serial.Length == 0 ? "DiskFoundNoSerial" : "DiskFound", name), serial.Length == 0);
    }

    // Memory on the multimedia bus is soldered in and counts; on the SD bus it is a card.
    private static string? ByBus(long? bus) => bus switch
    {
        (long)Bus.Usb or (long)Bus.FireWire or (long)Bus.SecureDigital => "DiskRemovable",
        (long)Bus.Iscsi or (long)Bus.Virtual or (long)Bus.File or (long)Bus.Spaces => "DiskVirtual",
        _ => null,
    };

    private static string? ByKind(ToolItem drive)
    {
        var (link, place, media) = (drive.Text("InterfaceType"), drive.Text("PNPDeviceID"), drive.Text("MediaType"));
        return link is "USB" or "1394" || place.StartsWith("USBSTOR", StringComparison.OrdinalIgnoreCase)
            || place.StartsWith(@"SD\", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("Removable", StringComparison.OrdinalIgnoreCase) || media.StartsWith("External", StringComparison.OrdinalIgnoreCase)
            ? "DiskRemovable"
            : null;
    }

    private static string Model(string told)
    {
        var ending = Array.Find(Endings, one => told.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        return ending is null ? told : told[..^ending.Length].TrimEnd();
    }
}

using System.Buffers.Binary;
using System.Text;
using Licensing.Computers;

namespace LicenseClient.Readers;

/// <summary>Fixed disks by model and serial number.</summary>
/// <param name="tree">The system.</param>
internal sealed class LinuxDisks(SystemTree tree)
{
    private const string Folder = "/sys/block";

    /// <summary>One finding a block device; those that count have a value.</summary>
    internal IReadOnlyList<Finding> Read()
    {
        var names = tree.Names(Folder);
        return names.Count == 0
            ? [new Finding(KeyParameter.Disk, "", Texts.Of("WhyMissing", Folder), Unread: true)]
            : [.. names.Select(Judge)];
    }

    private Finding Judge(string name)
    {
        var disk = tree.Real($"{Folder}/{name}");
        if (LeftOut(name, disk) is { } why)
        {
            return new Finding(KeyParameter.Disk, "", Texts.Of("DiskLeftOut", name, Texts.Of(why)));
        }

        var model = First(disk + "/device/model", disk + "/device/name").Trim();
        var serial = Serial(disk);
        return model.Length + serial.Length == 0
            ? new Finding(KeyParameter.Disk, "", Texts.Of("DiskUnread", name), Unread: true)
            : new Finding(KeyParameter.Disk, $"{model}|{serial}", Texts.Of(serial.Length == 0 ? "DiskFoundNoSerial" : "DiskFound", name), serial.Length == 0);
    }

    private string? LeftOut(string name, string disk)
    {
        // A disk that several controllers reach hangs in the virtual tree below its subsystem, and is a disk all the same.
        var manyPaths = disk.Contains("/nvme-subsystem/", StringComparison.Ordinal);
        if ((disk.StartsWith("/sys/devices/virtual/", StringComparison.Ordinal) && !manyPaths) || tree.Text(disk + "/hidden").Value == "1"
            || disk.Contains("/session", StringComparison.Ordinal))
        {
            return "DiskVirtual";
        }

        if (tree.Text(disk + "/removable").Value == "1" || name.StartsWith("sr", StringComparison.Ordinal) || tree.Text(disk + "/device/type").Value == "SD")
        {
            return "DiskRemovable";
        }

        if (name.StartsWith("mmcblk", StringComparison.Ordinal) && (name.Contains("boot", StringComparison.Ordinal) || name.EndsWith("rpmb", StringComparison.Ordinal)))
        {
            return "DiskPart";
        }

        return HardwarePlace.IsPlugged(tree, disk, usbMustBeFixed: false) ? "DiskRemovable" : null;
    }

    private string Serial(string disk)
    {
        var told = First(disk + "/device/serial", disk + "/serial");
        return told.Length > 0 ? told : UnitSerial(disk) is { Length: > 0 } page ? page : First(disk + "/wwid", disk + "/device/wwid");
    }

    /// <summary>The unit serial number page of a SCSI or SATA disk: a length at 2, the text at 4.</summary>
    private string UnitSerial(string disk)
    {
        var page = tree.Bytes(disk + "/device/vpd_pg80", out _);
        if (page is not { Length: > 4 })
        {
            return "";
        }

        var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(2)), page.Length - 4);
        return Encoding.ASCII.GetString(page, 4, length).Trim('\0', ' ');
    }

    private string First(params string[] paths) => paths.Select(path => tree.Text(path).Value).FirstOrDefault(text => text.Length > 0) ?? "";
}

using System.Text.Json;
using Licensing.Computers;

namespace Licensing.Files;

/// <summary>Key computer parameters as a file, and as the <c>computer</c> member of other files. Formats, section 1.</summary>
public static class ComputerFile
{
    internal static readonly string[] Members =
    [
        "osName", "osVersion", "osSerial", "osInstallDate", "host", "motherboard", "bios", "ramMib", "cpus", "nics", "disks", "virtual",
    ];

    /// <summary>Reads key parameters, as they stand; adapters must be addresses.</summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="FileFormatException">A member is unknown or not what it should be.</exception>
    public static KeyParameters Read(string json) => StrictObject.Read(json, Members, Read);

    /// <summary>Writes key parameters as they were read.</summary>
    /// <param name="computer">The parameters.</param>
    public static string Write(KeyParameters computer)
    {
        ArgumentNullException.ThrowIfNull(computer);
        return JsonText.Write(writer => WriteMembers(writer, computer));
    }

    /// <summary>The same parameters in the spelling in which they are compared.</summary>
    /// <param name="computer">The parameters as they were read.</param>
    /// <exception cref="FormatException">An adapter's address has not 12 hex digits.</exception>
    public static KeyParameters Canonical(KeyParameters computer)
    {
        ArgumentNullException.ThrowIfNull(computer);
        var c = CanonicalComputer.From(computer);
        return new KeyParameters
        {
            OsName = c.OsName,
            OsVersion = c.OsVersion,
            OsSerial = c.OsSerial,
            OsInstallDate = c.OsInstallDate,
            Host = c.Host,
            Motherboard = c.Motherboard,
            Bios = c.Bios,
            RamMib = c.RamMib,
            Cpus = c.Cpus,
            Nics = c.Nics,
            Disks = c.Disks,
            Virtual = computer.Virtual,
        };
    }

    internal static KeyParameters Read(StrictObject file)
    {
        var nics = file.Texts("nics");
        for (var i = 0; i < nics.Count; i++)
        {
            Address(nics[i], file.PathOf($"nics[{i}]"));
        }

        return new KeyParameters
        {
            OsName = file.Text("osName"),
            OsVersion = file.Text("osVersion"),
            OsSerial = file.Text("osSerial"),
            OsInstallDate = file.Text("osInstallDate"),
            Host = file.Text("host"),
            Motherboard = file.Text("motherboard"),
            Bios = file.Text("bios"),
            RamMib = file.Memory("ramMib"),
            Cpus = file.Texts("cpus"),
            Nics = nics,
            Disks = file.Texts("disks"),
            Virtual = file.Flag("virtual"),
        };
    }

    internal static void WriteMembers(Utf8JsonWriter writer, KeyParameters computer)
    {
        writer.WriteString("osName", computer.OsName);
        writer.WriteString("osVersion", computer.OsVersion);
        writer.WriteString("osSerial", computer.OsSerial);
        writer.WriteString("osInstallDate", computer.OsInstallDate);
        writer.WriteString("host", computer.Host);
        writer.WriteString("motherboard", computer.Motherboard);
        writer.WriteString("bios", computer.Bios);
        writer.WriteNumber("ramMib", computer.RamMib);
        writer.WriteTexts("cpus", computer.Cpus);
        writer.WriteTexts("nics", computer.Nics);
        writer.WriteTexts("disks", computer.Disks);
        writer.WriteBoolean("virtual", computer.Virtual);
    }

    private static void Address(string text, string path)
    {
        try
        {
            CanonicalComputer.Mac(text);
        }
        catch (FormatException fault)
        {
            throw new FileFormatException(path, Expectation.AdapterAddress, fault);
        }
    }
}

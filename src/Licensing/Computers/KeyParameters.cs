namespace Licensing.Computers;

/// <summary>What a license is tied to, as it was read from a computer. Guide: "Understanding key computer parameters".</summary>
/// <remarks>What could not be read is empty. Texts count as <see cref="CanonicalText.Scalar"/>; lists are multisets.</remarks>
public sealed record KeyParameters
{
    /// <summary>Name of the operating system.</summary>
    public string OsName { get; init; } = "";

    /// <summary>Its version; of Windows only the first two numbers count.</summary>
    public string OsVersion { get; init; } = "";

    /// <summary>Its serial number; Windows only.</summary>
    public string OsSerial { get; init; } = "";

    /// <summary>When it was installed, Unix seconds in decimal; Windows only.</summary>
    public string OsInstallDate { get; init; } = "";

    /// <summary>Network name without domain.</summary>
    public string Host { get; init; } = "";

    /// <summary>Manufacturer and product of the motherboard.</summary>
    public string Motherboard { get; init; } = "";

    /// <summary>"UEFI" or "BIOS", vendor, version.</summary>
    public string Bios { get; init; } = "";

    /// <summary>Installed memory in MiB; 0 when unknown.</summary>
    public long RamMib { get; init; }

    /// <summary>One entry a socket: <c>vendor|family.model.stepping|brand</c>.</summary>
    public IReadOnlyList<string> Cpus { get; init; } = [];

    /// <summary>Permanent MAC addresses of adapters with a hardware parent.</summary>
    public IReadOnlyList<string> Nics { get; init; } = [];

    /// <summary>Fixed disks: <c>model|serial</c>.</summary>
    public IReadOnlyList<string> Disks { get; init; } = [];

    /// <summary>A virtual machine is a computer of its own; told, not compared.</summary>
    public bool Virtual { get; init; }
}

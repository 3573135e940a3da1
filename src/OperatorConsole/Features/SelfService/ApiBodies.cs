using System.ComponentModel;

namespace OperatorConsole.Features.SelfService;

// The shape of a request as it is described to programs. It is read by the library that customers embed, not by these: a test holds both together.

/// <summary>A license request, format license-request/1.</summary>
internal sealed record LicenseRequestBody
{
    [Description("license-request/1")]
    public required string Format { get; init; }

    [Description("initial, restore or restoreWithSpare")]
    public required string Operation { get; init; }

    [Description("Kit number, 9 or 10 digits")]
    public required string Kit { get; init; }

    [Description("PIN code to be used, 15 digits; with restoreWithSpare the spare one")]
    public required string Pin { get; init; }

    [Description("With restoreWithSpare: the PIN code that carries the license")]
    public string? CurrentPin { get; init; }

    [Description("With restore: true, the customer's statement that no key parameter changed. With restoreWithSpare: absent, or false to take the spare PIN code whatever changed")]
    public bool? Unchanged { get; init; }

    [Description("Owner of the license, to be repeated to the character at a restoration")]
    public OwnerBody? Owner { get; init; }

    [Description("Key parameters of the computer")]
    public ComputerBody? Computer { get; init; }

    [Description("The server that the license is for; null: the computer itself")]
    public InstallOnBody? InstallOn { get; init; }

    [Description("What wrote the request; tells nothing")]
    public string? Program { get; init; }

    [Description("When it was written; tells nothing")]
    public string? Created { get; init; }
}

/// <summary>The owner.</summary>
internal sealed record OwnerBody
{
    [Description("company or individual")]
    public string? Kind { get; init; }
    public string? Organization { get; init; }
    public string? LastName { get; init; }
    public string? FirstName { get; init; }
    public string? MiddleName { get; init; }
    public string? Email { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
    public string? Zip { get; init; }
    public string? District { get; init; }
    public string? Town { get; init; }
    public string? Street { get; init; }
    public string? House { get; init; }
    public string? Building { get; init; }
    public string? Apartment { get; init; }
}

/// <summary>Key parameters.</summary>
internal sealed record ComputerBody
{
    public string? OsName { get; init; }
    public string? OsVersion { get; init; }

    [Description("Windows only")]
    public string? OsSerial { get; init; }

    [Description("Windows only: Unix seconds in decimal")]
    public string? OsInstallDate { get; init; }

    [Description("Network name without domain")]
    public string? Host { get; init; }

    [Description("Manufacturer and product")]
    public string? Motherboard { get; init; }

    [Description("UEFI or BIOS, vendor, version")]
    public string? Bios { get; init; }
    public long? RamMib { get; init; }

    [Description("One a socket: vendor|family.model.stepping|brand")]
    public IReadOnlyList<string>? Cpus { get; init; }

    [Description("MAC addresses, 12 hexadecimal digits each")]
    public IReadOnlyList<string>? Nics { get; init; }

    [Description("Fixed disks: model|serial")]
    public IReadOnlyList<string>? Disks { get; init; }

    [Description("Whether it is a virtual machine")]
    public bool? Virtual { get; init; }
}

/// <summary>Where a license is installed.</summary>
internal sealed record InstallOnBody
{
    [Description("Host name or IP address")]
    public required string Server { get; init; }

    [Description("Port of the agent there; 1540 unless said")]
    public int? Port { get; init; }
}

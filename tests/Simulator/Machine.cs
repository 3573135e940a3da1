using Licensing.Computers;

namespace Simulator;

/// <summary>A computer as it stands somewhere: bought, repaired, cloned, given away.</summary>
public static class Machine
{
    private static readonly string[] Boards = ["ASUS|PRIME B550M", "ASUS|TUF Z690", "MSI|B450 TOMAHAWK", "Gigabyte|H610M", "Dell|0K240Y", "HP|8767", "Lenovo|3148", "ASRock|B660M", "Supermicro|X11SSL", "Fujitsu|D3644"];
    private static readonly string[] Processors = ["Intel|6.151.2|Core i5-12400", "Intel|6.158.10|Core i7-8700", "Intel|6.165.3|Core i3-10100", "AMD|25.33.0|Ryzen 5 5600", "AMD|23.113.0|Ryzen 7 3700X", "Intel|6.85.4|Xeon Silver 4110"];
    private static readonly string[] Drives = ["Samsung SSD 870", "WDC WD10EZEX", "KINGSTON SA400", "ST1000DM010", "CT500MX500", "TOSHIBA DT01"];
    private static readonly string[] Firms = ["AMI", "Dell", "HP", "Lenovo", "Phoenix"];
    private static readonly string[] Names = ["buh", "office", "sklad", "kassa", "desktop", "director", "pc", "ws"];

    /// <summary>A computer as it was bought: three of four with Windows.</summary>
    public static KeyParameters Bought(Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var computer = new KeyParameters
        {
            Host = $"{dice.Of(Names)}-{dice.Text(dice.Between(2, 6))}",
            Motherboard = dice.Of(Boards),
            Bios = $"UEFI {dice.Of(Firms)} {dice.Between(1, 9)}.{dice.Between(0, 30)}",
            RamMib = dice.Of(4096, 8192, 8192, 16384, 16384, 32768) - dice.Of(0, 0, 64, 192),
            Cpus = [dice.Of(Processors)],
            Nics = [.. Enumerable.Range(0, dice.Of(1, 1, 1, 2)).Select(_ => Address(dice))],
            Disks = [.. Enumerable.Range(0, dice.Of(1, 1, 2)).Select(_ => Disk(dice))],
        };
        return dice.Chance(0.75) ? computer.WithWindows(dice) : computer with { OsName = dice.Of("Debian GNU/Linux", "Ubuntu", "ALT Workstation", "Astra Linux"), OsVersion = dice.Of("10", "11", "12", "22.04", "1.7") };
    }

    /// <summary>The system installed anew.</summary>
    public static KeyParameters WithWindows(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        ArgumentNullException.ThrowIfNull(dice);
        return computer with
        {
            OsName = dice.Of("Microsoft Windows 10 Pro", "Microsoft Windows 11 Pro", "Microsoft Windows 10 Home"),
            OsVersion = "10.0.19045",
            OsSerial = $"00330-{dice.Text(5)}-{dice.Text(5)}-{dice.Text(5)}",
            OsInstallDate = Installed(dice),
        };
    }

    /// <summary>Reinstalled: a Linux stays one.</summary>
    public static KeyParameters Reinstalled(this KeyParameters computer, Dice dice) =>
        computer is { OsSerial.Length: > 0 } ? computer.WithWindows(dice) : computer with { OsVersion = dice.Of("12", "13", "24.04", "1.8") };

    /// <summary>A system update that rewrites the installation date and nothing else.</summary>
    public static KeyParameters Updated(this KeyParameters computer, Dice dice) =>
        computer is { OsSerial.Length: > 0 } ? computer with { OsInstallDate = Installed(dice) } : computer with { OsVersion = dice.Of("12.1", "12.2", "24.10", "1.8.1") };

    /// <summary>One disk replaced; the system is installed anew, or was copied over.</summary>
    public static KeyParameters WithAnotherDisk(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        ArgumentNullException.ThrowIfNull(dice);
        var repaired = computer with { Disks = [.. computer.Disks.Skip(1), Disk(dice)] };
        return dice.Chance(0.6) ? repaired.Reinstalled(dice) : repaired;
    }

    /// <summary>The motherboard replaced, and with it firmware and the adapter that sits on it.</summary>
    public static KeyParameters WithAnotherBoard(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        ArgumentNullException.ThrowIfNull(dice);
        var repaired = computer with
        {
            Motherboard = dice.Chance(0.4) ? computer.Motherboard : dice.Of(Boards),
            Bios = $"UEFI {dice.Of(Firms)} {dice.Between(1, 9)}.{dice.Between(0, 30)}",
            Nics = [Address(dice), .. computer.Nics.Skip(1)],
            Cpus = dice.Chance(0.3) ? [dice.Of(Processors)] : computer.Cpus,
        };
        return dice.Chance(0.3) ? repaired.Reinstalled(dice) : repaired;
    }

    /// <summary>An adapter replaced.</summary>
    public static KeyParameters WithAnotherAdapter(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        return computer with { Nics = [.. computer.Nics.Skip(1), Address(dice)] };
    }

    /// <summary>Memory taken out.</summary>
    public static KeyParameters WithLessMemory(this KeyParameters computer)
    {
        ArgumentNullException.ThrowIfNull(computer);
        return computer with { RamMib = computer.RamMib / 2 };
    }

    /// <summary>Renamed, as when an office moves into another network.</summary>
    public static KeyParameters Renamed(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        ArgumentNullException.ThrowIfNull(dice);
        return computer with { Host = $"{dice.Of(Names)}-{dice.Text(dice.Between(2, 6))}" };
    }

    /// <summary>A virtual machine made from a template: what is virtual is the same everywhere, adapters and names are not.</summary>
    public static KeyParameters Cloned(Dice dice, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return new KeyParameters
        {
            OsName = "Microsoft Windows Server 2022 Standard",
            OsVersion = "10.0.20348",
            OsSerial = $"00454-{dice.Text(5)}-{dice.Text(5)}-{dice.Text(5)}",
            OsInstallDate = Installed(dice),
            Host = FormattableString.Invariant($"vm-{number:D2}"),
            Motherboard = "Intel Corporation|440BX Desktop Reference Platform",
            Bios = "BIOS Phoenix 6.00",
            RamMib = dice.Of(8192, 16384),
            Cpus = ["Intel|6.85.7|Xeon Gold 6240"],
            Nics = [$"005056{dice.Text(6, "0123456789ABCDEF")}"],
            Disks = ["VMware|Virtual disk"],
        };
    }

    /// <summary>Moved to another host of the farm: other processors, sometimes another amount of memory.</summary>
    public static KeyParameters Migrated(this KeyParameters computer, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(computer);
        ArgumentNullException.ThrowIfNull(dice);
        return computer with { Cpus = [dice.Of("Intel|6.106.6|Xeon Gold 6330", "AMD|25.1.1|EPYC 7543", "Intel|6.85.4|Xeon Silver 4110")] };
    }

    private static string Address(Dice dice) => dice.Of("A036BC", "B42E99", "001B21", "D8BBC1", "2CF05D") + dice.Text(6, "0123456789ABCDEF");

    private static string Disk(Dice dice) => $"{dice.Of(Drives)}|{dice.Text(12)}";

    private static string Installed(Dice dice) => FormattableString.Invariant($"{1_500_000_000 + dice.Between(0, 250_000_000)}");
}

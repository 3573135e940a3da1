using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Tests.Files;

/// <summary>The printed example of the codes, as objects.</summary>
internal static class SomeFiles
{
    internal static readonly DateTimeOffset Morning = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    internal static readonly PhoneSigningKey Key = PhoneSigningKey.FromHex("F61149ACFA7FAA6479049B9DD3F1271B24689BCBDC513A25A1400F76");

    internal static readonly KeyParameters Computer = new()
    {
        OsName = "Microsoft Windows 10 Pro",
        OsVersion = "10.0.19045",
        OsSerial = "00330-80000-00000-AA123",
        OsInstallDate = "1612345678",
        Host = "Sirena",
        Motherboard = "ASUSTeK COMPUTER INC. PRIME B450M-A",
        Bios = "UEFI American Megatrends Inc. 3002",
        RamMib = 16304,
        Cpus = ["AuthenticAMD|23.113.0|AMD Ryzen 5 3600 6-Core Processor"],
        Nics = ["04-D9-F5-12-34-56"],
        Disks = ["Samsung SSD 970 EVO 500GB|S466NX0K123456"],
    };

    internal static readonly OwnerDetails Owner = new()
    {
        Organization = "Romashka LLC",
        LastName = "Ivanov",
        FirstName = "Ivan",
        MiddleName = "Ivanovich",
        Email = "ivan@romashka.example",
        Country = "Russia",
        Region = "Tver region",
        Zip = "170000",
        Town = "Tver",
        Street = "Mira",
        House = "1",
        Building = "2",
        Apartment = "15",
    };

    internal static PendingRequest Pending => PendingRequest.For(Operation.Initial, Kit, Pin, Pin, Owner, Computer, Morning);

    internal static PhoneLicense License => Pending.AnsweredBy(Key.Sign(PhoneStatement.For(Kit, [.. Pending.Request])));

    internal static CenterKeys Keys(KeyState state = KeyState.Active) =>
        new() { PhoneKeys = [PublishedKey.OfPhone("phone-1", Key.Public, state)] };

    private static KitNumber Kit => KitNumber.TryParse("075312509", out var kit) ? kit : default;

    private static PinCode Pin => PinCode.Parse("746185858112352", out var pin) == PinFault.None ? pin : default;
}

using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;

namespace Licensing.Tests.Acquisitions;

/// <summary>Kits, facts and requests in words.</summary>
internal static class Some
{
    internal static DateTimeOffset Noon { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    internal static Sketch Computer { get; } = new(0, 220, 319, 9, 9151971374);

    /// <summary>Another motherboard than <see cref="Computer"/>.</summary>
    internal static Sketch OtherBoard { get; } = Computer with { Board = 320 };

    internal const int Owner = 314391;

    internal static OwnerDetails Company { get; } = new() { Organization = "Vector Ltd.", LastName = "Orlova", FirstName = "Anna", Email = "anna@vector.example" };

    internal static Grounds Grounds { get; } = new("operator's mistake", "call 261124-1-8", "supervisor-1", "supervisor-2");

    internal static KeyParameters Parameters { get; } = new()
    {
        OsName = "Microsoft Windows 11 Pro",
        OsVersion = "10.0.22631",
        OsSerial = "00330-80000-00000-AA123",
        OsInstallDate = "1700000000",
        Host = "SIRENA",
        Motherboard = "ASUSTeK PRIME B550M-A",
        Bios = "UEFI American Megatrends 2803",
        RamMib = 16304,
        Cpus = ["AuthenticAMD|25.33.0|Ryzen 5 5600X"],
        Nics = ["A0-36-BC-12-34-56", "A0-36-BC-12-34-57"],
        Disks = ["Samsung SSD 980|S64DNX0R", "WDC WD10EZEX|WD-1"],
    };

    internal static KitHistory Kit(string template, params ReadOnlySpan<Fact> facts) =>
        new(KitDraw.Make(KitNumber.FromBody("07531250"), "Accounting Suite 8", DeliveryTemplates.Find(template)!), [new KitMade(Noon), .. facts]);

    internal static KitHistory With(this KitHistory kit, params Fact[] facts) => new(kit.Kit, [.. kit.Facts, .. facts]);

    /// <summary>PIN number <paramref name="pin"/> of set number <paramref name="set"/>, both from 1.</summary>
    internal static PinCode Pin(this KitHistory kit, int pin, int set = 1) => kit.Kit.Sets[set - 1].Pins[pin - 1].Code;

    internal static LicenseIssued Issued(this KitHistory kit, int pin, int set = 1, string key = "first", long license = 1, Method method = Method.Phone) =>
        new(Noon, license, kit.Pin(pin, set), method, key, Owner, Computer);

    /// <summary>An acquisition that carries owner and computer in full.</summary>
    internal static LicenseIssued IssuedInFull(this KitHistory kit, int pin, int set = 1, Method method = Method.File, KeyParameters? computer = null, long license = 1) =>
        kit.Issued(pin, set, "first in full", license, method) with { Owner = Company, Computer = CanonicalComputer.From(computer ?? Parameters), Sketch = null };

    internal static LicenseMoved Moved(this KitHistory kit, int from, int to, int set = 1, string key = "move", long license = 1, Sketch? sketch = null) =>
        new(Noon.AddHours(1), license, kit.Pin(from, set), kit.Pin(to, set), Method.Phone, key, Owner, sketch ?? OtherBoard);

    internal static LicenseRequest ByPhone(this KitHistory kit, int pin, int set = 1, Operation operation = Operation.Initial, string key = "new") =>
        new(Method.Phone, operation, kit.Pin(pin, set), key, Owner)
        {
            Link = PinLink.Of(kit.Kit.Number, kit.Pin(pin, set)),
            Sketch = Computer,
        };

    /// <summary>A dictated restoration with a spare: LINK names the current PIN.</summary>
    internal static LicenseRequest SpareByPhone(this KitHistory kit, int current, int spare, int set = 1, string key = "new", Sketch? sketch = null) =>
        kit.ByPhone(spare, set, Operation.RestoreWithSpare, key) with { Link = PinLink.Of(kit.Kit.Number, kit.Pin(current, set)), Sketch = sketch ?? OtherBoard };

    internal static LicenseRequest ByFile(this KitHistory kit, int pin, int set = 1, string key = "new", Operation operation = Operation.Initial) =>
        new(Method.File, operation, kit.Pin(pin, set), key, Owner)
        {
            Kit = kit.Kit.Number,
            Owner = Company,
            Computer = CanonicalComputer.From(Parameters),
            Unchanged = operation == Operation.Restore ? true : null,
        };

    internal static LicenseRequest SpareByFile(this KitHistory kit, int current, int spare, KeyParameters computer, int set = 1, bool? unchanged = null) =>
        kit.ByFile(spare, set, operation: Operation.RestoreWithSpare) with
        {
            CurrentPin = kit.Pin(current, set),
            Computer = CanonicalComputer.From(computer),
            Unchanged = unchanged,
        };

    internal static int OtherLink(this KitHistory kit, int pin, int set = 1) =>
        (PinLink.Of(kit.Kit.Number, kit.Pin(pin, set)) + 1) % Groups.Modulus;

    internal static Refused ShouldBeRefused(this Decision decision, Reason reason)
    {
        var refused = decision.ShouldBeOfType<Refused>();
        refused.Reason.ShouldBe(reason);
        return refused;
    }
}

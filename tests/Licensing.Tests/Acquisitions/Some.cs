using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Tests.Acquisitions;

/// <summary>Kits, facts and requests in words.</summary>
internal static class Some
{
    internal static DateTimeOffset Noon { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    internal static Sketch Computer { get; } = new(0, 220, 319, 9, 9151971374);

    internal static KitHistory Kit(string template, params ReadOnlySpan<Fact> facts) =>
        new(KitDraw.Make(KitNumber.FromBody("07531250"), "Accounting Suite 8", DeliveryTemplates.Find(template)!), [new KitMade(Noon), .. facts]);

    internal static KitHistory With(this KitHistory kit, params Fact[] facts) => new(kit.Kit, [.. kit.Facts, .. facts]);

    /// <summary>PIN number <paramref name="pin"/> of set number <paramref name="set"/>, both from 1.</summary>
    internal static PinCode Pin(this KitHistory kit, int pin, int set = 1) => kit.Kit.Sets[set - 1].Pins[pin - 1].Code;

    internal static LicenseIssued Issued(this KitHistory kit, int pin, int set = 1, string key = "first", long license = 1, Method method = Method.Phone) =>
        new(Noon, license, kit.Pin(pin, set), method, key, 314391, Computer);

    internal static LicenseRequest ByPhone(this KitHistory kit, int pin, int set = 1, Operation operation = Operation.Initial, string key = "new") =>
        new(Method.Phone, operation, kit.Pin(pin, set), key, 314391)
        {
            Link = PinLink.Of(kit.Kit.Number, kit.Pin(pin, set)),
            Sketch = Computer,
        };

    internal static LicenseRequest ByFile(this KitHistory kit, int pin, int set = 1, string key = "new") =>
        new(Method.File, Operation.Initial, kit.Pin(pin, set), key, 314391) { Kit = kit.Kit.Number };

    internal static int OtherLink(this KitHistory kit, int pin, int set = 1) =>
        (PinLink.Of(kit.Kit.Number, kit.Pin(pin, set)) + 1) % Groups.Modulus;
}

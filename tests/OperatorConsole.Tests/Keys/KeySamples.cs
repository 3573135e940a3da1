using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;

namespace OperatorConsole.Tests.Keys;

/// <summary>A request and a license to try keys on.</summary>
internal static class KeySamples
{
    internal static readonly KeyParameters Computer = new() { OsName = "Debian GNU/Linux", OsVersion = "12", Host = "sirena", RamMib = 16384, Nics = ["04D9F5123456"] };

    internal static LicenseRequestFile Request => new()
    {
        Operation = Operation.Initial,
        Kit = KitNumber.Stored("075312509"),
        Pin = PinCode.Parse("746185858112352", out var pin) == PinFault.None ? pin : default,
        Owner = new OwnerDetails { Organization = "Romashka LLC" },
        Computer = Computer,
    };

    internal static LicenseDetails License => new()
    {
        License = "17",
        RequestId = "000102030405060708090a0b0c0d0e0f",
        Kit = KitNumber.Stored("075312509"),
        Product = "Drafting board",
        Type = LicenseType.MultiUser,
        Seats = 5,
        Operation = Operation.Initial,
        Method = Method.Automatic,
        OwnerDigest = 4711,
        Computer = Computer,
        IssuedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
    };
}

using System.Globalization;
using Data;
using Data.Acquisitions;
using Data.Calls;
using Data.Kits;
using Data.Sealing;
using Licensing.Kits;

namespace OperatorConsole.Tests.Data;

/// <summary>Rows for tests of the database itself; the numbers are not checked there.</summary>
internal static class Some
{
    internal static KitRow Kit(string number, DateTimeOffset now) =>
        new() { Number = number, Product = "Drafting board", IssuedAt = now };

    internal static PinRow Pin(Vault vault, string digits, DateTimeOffset now)
    {
        var lookup = vault.Lookup("pin", digits);
        return new PinRow
        {
            Position = 1,
            Lookup = lookup,
            Sealed = vault.SealText(digits, RowName.Of("Pins.Sealed", lookup)),
            Origin = PinOrigin.Kit,
            AddedAt = now,
        };
    }

    /// <summary>Adds a kit with one set and one PIN, and saves them.</summary>
    internal static async Task<KitRow> AddKitAsync(
        CenterDb db, Vault vault, DateTimeOffset now, string number = "075312509", string pin = "746185858112352")
    {
        var kit = Kit(number, now);
        var set = new LicenseSetRow { Position = 1, Type = LicenseType.SingleUser, Seats = 1, Licenses = 1 };
        kit.Sets.Add(set);
        db.Kits.Add(kit);
        await db.SaveChangesAsync();
        var row = Pin(vault, pin, now);
        row.KitId = kit.Id;
        set.Pins.Add(row);
        await db.SaveChangesAsync();
        return kit;
    }

    internal static CallRow Call(int number, DateTimeOffset now) => new()
    {
        Day = now.ToString("yyMMdd", CultureInfo.InvariantCulture),
        Number = number,
        Reference = string.Create(CultureInfo.InvariantCulture, $"{now:yyMMdd}-{number}-0"),
        State = CallState.Entering,
        OperatorId = "operator-1",
        StartedAt = now,
        LastKeyAt = now,
    };

    internal static LedgerRow Fact(DateTimeOffset now) => new() { At = now, Kind = LedgerKind.KitMade };
}

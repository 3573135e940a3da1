using System.Text;
using Data;
using Data.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OperatorConsole.Tests.Data;

public sealed class SealedAtRestTests
{
    private const string Pin = "746185858112352";

    [Fact]
    public async Task A_pin_is_nowhere_in_the_database_files_and_found_by_its_look_up()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.Center.WriteAsync(
            db => Some.AddKitAsync(db, center.Vault, center.Clock.GetUtcNow(), pin: Pin), TestContext.Current.CancellationToken);

        File.Exists(center.DatabasePath + "-wal").ShouldBeTrue();
        var lookup = center.Vault.Lookup("pin", Pin);
        // The scan does see what is there: number, look-up.
        DatabaseScan.Count(center, "075312509"u8).ShouldBeGreaterThan(0);
        DatabaseScan.Count(center, lookup).ShouldBeGreaterThan(0);
        DatabaseScan.Count(center, Encoding.UTF8.GetBytes(Pin)).ShouldBe(0);
        DatabaseScan.Count(center, Encoding.Unicode.GetBytes(Pin)).ShouldBe(0);
        DatabaseScan.Count(center, "746 185 858 112 352"u8).ShouldBe(0);
        DatabaseScan.Count(center, BitConverter.GetBytes(long.Parse(Pin, System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(0);

        var row = await center.Center.ReadAsync(
            db => db.Pins.SingleAsync(pin => pin.Lookup == lookup), TestContext.Current.CancellationToken);
        center.Vault.OpenText(row.Sealed, RowName.Of("Pins.Sealed", row.Lookup)).ShouldBe(Pin);
    }

    [Fact]
    public async Task Keys_for_sign_ins_stand_in_the_database_sealed_and_open_after_a_restart()
    {
        await using var center = await CenterFixture.StartAsync();
        string cookie;
        await using (var first = Console(center))
            cookie = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("operator");

        var xml = await center.Center.ReadAsync(
            db => db.DataProtectionKeys.Select(key => key.Xml).SingleAsync(), TestContext.Current.CancellationToken);
        xml.ShouldNotBeNull().ShouldContain(nameof(VaultXmlDecryptor));
        xml.ShouldNotContain("masterKey");

        await using var second = Console(center);
        second.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(cookie).ShouldBe("operator");
    }

    private static ServiceProvider Console(CenterFixture center)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddCenter(center.Provider, center.ConnectionString, center.Keys);
        services.AddDataProtection().SetApplicationName("center").KeepKeysInCenter();
        return services.BuildServiceProvider();
    }
}

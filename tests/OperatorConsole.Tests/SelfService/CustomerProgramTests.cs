using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Tests.Client;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The customer program and the Center over a real connection, and by files, in every operation.</summary>
public sealed class CustomerProgramTests : IAsyncLifetime
{
    private ServedCenter _center = null!;

    private ClientRun Client => _center.Client;

    public async ValueTask InitializeAsync() => _center = await ServedCenter.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Theory]
    [InlineData(true, "base", LicenseType.SingleUser, 1)]
    [InlineData(true, "client-50", LicenseType.MultiUser, 50)]
    [InlineData(true, "server", LicenseType.Server, null)]
    [InlineData(false, "base", LicenseType.SingleUser, 1)]
    [InlineData(false, "client-50", LicenseType.MultiUser, 50)]
    [InlineData(false, "server", LicenseType.Server, null)]
    public async Task A_license_of_any_type_is_acquired_and_holds_here(bool automatic, string template, LicenseType type, int? seats)
    {
        var kit = await _center.KitAsync(template);
        await GetAsync(automatic, kit, kit.Sets[0].Pins[0].Code);

        (_center.Kept().Type, _center.Kept().Seats).ShouldBe((type, seats));
        _center.Kept().Method.ShouldBe(automatic ? Method.Automatic : Method.File);
        (await Client.RunAsync("check", Client.At("a.lic"))).ShouldBe(0, Client.Error);
        Client.Computer = ClientRun.Workstation with { Host = "galatea" };
        (await Client.RunAsync("check", Client.At("a.lic"))).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, "server", LicenseType.Server, false)]
    [InlineData(false, "server", LicenseType.Server, false)]
    [InlineData(true, "client-50", LicenseType.MultiUser, false)]
    [InlineData(false, "client-50", LicenseType.MultiUser, false)]
    [InlineData(true, "base", LicenseType.SingleUser, true)]
    [InlineData(false, "base", LicenseType.SingleUser, true)]
    public async Task A_license_for_a_server_for_many_or_for_a_virtual_machine_is_restored_there_and_moves_with_a_spare_pin(
        bool automatic, string template, LicenseType type, bool machine)
    {
        var kit = await _center.KitAsync(template);
        var pins = kit.Sets[0].Pins;
        var host = ClientRun.Workstation with { Host = "srv-1", RamMib = 131072, Virtual = machine };
        string[] there = machine ? [] : ["--server", "srv-1", "--computer", Client.Write("server.json", ComputerFile.Write(host))];
        Client.Computer = machine ? host : Client.Computer;
        await GetAsync(automatic, kit, pins[0].Code, there);
        var first = _center.Kept();
        (first.Type, first.InstallOn).ShouldBe((type, machine ? null : new InstallationTarget("srv-1", 1540)));

        File.Delete(Client.At("a.lic"));
        await GetAsync(automatic, kit, pins[0].Code, ["--operation", "restore", .. there]);
        var restored = _center.Kept();
        (restored.License, restored.InstallOn, restored.Operation).ShouldBe((first.License, first.InstallOn, Operation.Restore));

        host = host with { Motherboard = "Another board" };
        Client.Computer = machine ? host : Client.Computer;
        Client.Write("server.json", ComputerFile.Write(host));
        (await TryAsync(automatic, kit, pins[0].Code, ["--operation", "restore", .. there])).ShouldBe("computer-changed");
        await GetAsync(automatic, kit, pins[1].Code, ["--operation", "restoreWithSpare", "--current-pin", pins[0].Code.Digits, .. there]);

        var moved = _center.Kept();
        (moved.License, moved.InstallOn, moved.Computer.Motherboard, moved.Computer.Virtual).ShouldBe((first.License, first.InstallOn, "ANOTHER BOARD", machine));
        (await Client.RunAsync("check", Client.At("a.lic"), "--computer", Client.At("server.json"))).ShouldBe(0, Client.Error);
        (await _center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_license_is_installed_on_a_server_that_was_read_there(bool automatic)
    {
        var kit = await _center.KitAsync("server");
        var server = Client.Write("server.json", ComputerFile.Write(ClientRun.Workstation with { Host = "srv-1", RamMib = 131072 }));
        await GetAsync(automatic, kit, kit.Sets[0].Pins[0].Code, "--server", "srv-1", "--computer", server);

        _center.Kept().InstallOn.ShouldBe(new InstallationTarget("srv-1", 1540));
        _center.Kept().Computer.Host.ShouldBe("SRV-1");
        (await Client.RunAsync("check", Client.At("a.lic"))).ShouldBe(1);
        (await Client.RunAsync("check", Client.At("a.lic"), "--computer", server)).ShouldBe(0, Client.Error);

        // Another port is another request of the same PIN.
        (await TryAsync(automatic, kit, kit.Sets[0].Pins[0].Code, "--server", "srv-1", "--port", "1541", "--computer", server)).ShouldBe("use-restoration");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_virtual_machine_is_a_computer_of_its_own(bool automatic)
    {
        var kit = await _center.KitAsync("base");
        Client.Computer = ClientRun.Workstation with { Virtual = true, Host = "vm-1" };
        await GetAsync(automatic, kit, kit.Sets[0].Pins[0].Code);

        _center.Kept().Computer.Virtual.ShouldBeTrue();
        Client.Computer = ClientRun.Workstation;
        (await TryAsync(automatic, kit, kit.Sets[0].Pins[0].Code, "--operation", "restore")).ShouldBe("computer-changed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_license_is_restored_with_the_same_pin_and_moved_with_a_spare_one(bool automatic)
    {
        var kit = await _center.KitAsync("base");
        var pins = kit.Sets[0].Pins;
        await GetAsync(automatic, kit, pins[0].Code);
        var first = _center.Kept();
        File.Delete(Client.At("a.lic"));

        Client.Computer = ClientRun.Workstation with { RamMib = 32768 };
        await GetAsync(automatic, kit, pins[0].Code, "--operation", "restore");
        (_center.Kept().License, _center.Kept().Computer.RamMib).ShouldBe((first.License, 16384));

        // Nothing changed that counts: the spare PIN is kept back once, and taken when the customer insists.
        string[] spare = ["--operation", "restoreWithSpare", "--current-pin", pins[0].Code.Digits];
        (await TryAsync(automatic, kit, pins[1].Code, spare)).ShouldBe("same-pin-would-do");
        Client.Computer = ClientRun.Workstation with { Motherboard = "Another board" };
        (await TryAsync(automatic, kit, pins[0].Code, "--operation", "restore")).ShouldBe("computer-changed");
        await GetAsync(automatic, kit, pins[1].Code, spare);
        (_center.Kept().License, _center.Kept().Computer.Motherboard).ShouldBe((first.License, "ANOTHER BOARD"));
        await GetAsync(automatic, kit, pins[2].Code, "--operation", "restoreWithSpare", "--current-pin", pins[1].Code.Digits, "--take-spare");
        _center.Kept().License.ShouldBe(first.License);

        (await _center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await Client.RunAsync("check", Client.At("a.lic"))).ShouldBe(0, Client.Error);
    }

    [Fact]
    public async Task Owner_details_are_repeated_to_the_character()
    {
        var kit = await _center.KitAsync("base");
        await GetAsync(automatic: true, kit, kit.Sets[0].Pins[0].Code);
        Client.Write("owner.json", """{ "organization": "Romashka LLC", "lastName": "Ivanov", "town": "Tver." }""");
        (await TryAsync(automatic: true, kit, kit.Sets[0].Pins[0].Code, "--operation", "restore")).ShouldBe("owner-differs");
    }

    [Theory]
    [InlineData("Exact", true, "other-method")]
    [InlineData("Exact", false, "other-method")]
    [InlineData("FileAndAutomatic", true, null)]
    [InlineData("FileAndAutomatic", false, null)]
    public async Task A_license_is_restored_by_its_own_method_unless_the_setting_joins_both(string family, bool first, string? refused)
    {
        await _center.DisposeAsync();
        _center = await ServedCenter.StartAsync("--Rules:MethodFamily", family);
        var kit = await _center.KitAsync("base");
        await GetAsync(first, kit, kit.Sets[0].Pins[0].Code);
        (await TryAsync(!first, kit, kit.Sets[0].Pins[0].Code, "--operation", "restore")).ShouldBe(refused);
    }

    [Fact]
    public async Task The_program_tells_the_refusal_in_its_users_language()
    {
        var kit = await _center.KitAsync("base");
        Client.Language = System.Globalization.CultureInfo.GetCultureInfo("ru-RU");
        (await _center.AcquireAsync(kit, kit.Sets[0].Pins[0].Code, "--operation", "restore")).ShouldBe(1);
        Client.Error.ShouldContain("восстанавливать нечего");
    }

    private async Task GetAsync(bool automatic, Kit kit, PinCode pin, params string[] more) => (await TryAsync(automatic, kit, pin, more)).ShouldBeNull(Client.Error);

    private Task<string?> TryAsync(bool automatic, Kit kit, PinCode pin, params string[] more) => _center.AskAsync(automatic, kit, pin, more);
}

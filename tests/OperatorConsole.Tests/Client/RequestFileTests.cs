using Licensing.Acquisitions;
using Licensing.Files;

namespace OperatorConsole.Tests.Client;

public sealed class RequestFileTests : IAsyncLifetime
{
    private readonly ClientRun _client = new();
    private StubCenter _center = null!;

    public async ValueTask InitializeAsync()
    {
        _center = await StubCenter.StartAsync();
        _client.Write(Path.Combine("program", "center-keys.json"), CenterKeys.Write(_center.Published));
    }

    public async ValueTask DisposeAsync()
    {
        await _center.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task An_encrypted_request_is_opened_by_the_center_alone()
    {
        (await RequestAsync()).ShouldBe(0, _client.Error);

        var text = await TextAsync();
        text.ShouldNotContain("746185858112352");
        var request = _center.Read(text);
        (request.Operation, request.Kit.Digits, request.Pin.Digits, request.Program, request.Created)
            .ShouldBe((Operation.Initial, ClientRun.Kit, "746185858112352", "license-client 1.0", _client.Clock.GetUtcNow()));
        request.Owner.Organization.ShouldBe("Romashka LLC");
        request.Computer.Host.ShouldBe("sirena");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_client.At("a.licreq")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_plain_request_warns_and_is_the_same_request()
    {
        await RequestAsync();
        var encrypted = _center.Read(await TextAsync());

        (await RequestAsync("--plain")).ShouldBe(0, _client.Error);
        _client.Error.ShouldContain("not encrypted");
        LicenseRequestFile.Read(await TextAsync()).ToCanonical().ShouldBe(encrypted.ToCanonical());
    }

    [Fact]
    public async Task Restorations_say_what_the_customer_says()
    {
        await RequestAsync("--operation", "restore");
        _center.Read(await TextAsync()).Unchanged.ShouldBe(true);

        await RequestAsync("--operation", "restoreWithSpare", "--current-pin", PinCodes.Spare);
        var request = _center.Read(await TextAsync());
        (request.Unchanged, request.CurrentPin!.Value.Spoken).ShouldBe((null, PinCodes.Spare));

        await RequestAsync("--operation", "restoreWithSpare", "--current-pin", PinCodes.Spare, "--take-spare");
        _center.Read(await TextAsync()).Unchanged.ShouldBe(false);
    }

    [Fact]
    public async Task A_server_is_told_with_its_computer()
    {
        var computer = _client.Write("server.json", ComputerFile.Write(ClientRun.Workstation with { Host = "srv-1" }));

        (await RequestAsync("--server", "srv-1", "--computer", computer)).ShouldBe(0, _client.Error);
        var request = _center.Read(await TextAsync());
        request.InstallOn.ShouldBe(new InstallationTarget("srv-1", 1540));
        request.Computer.Host.ShouldBe("srv-1");

        await RequestAsync("--server", "10.0.0.7", "--port", "1541", "--computer", computer);
        _center.Read(await TextAsync()).InstallOn.ShouldBe(new InstallationTarget("10.0.0.7", 1541));
    }

    [Theory]
    [InlineData("--computer: with --server, the key parameters of that server were expected", "--server", "srv-1")]
    [InlineData("--port: was expected with --server only.", "--port", "1540")]
    [InlineData("--server: 'two words' is no host name", "--server", "two words")]
    [InlineData("--port: a port from 1 to 65535 was expected.", "--server", "srv-1", "--port", "65536")]
    [InlineData("--take-spare: was expected with --operation restoreWithSpare only.", "--take-spare")]
    [InlineData("--current-pin: was expected with --operation restoreWithSpare only.", "--current-pin", "111 222 333 444 585")]
    public async Task What_does_not_go_together_is_named(string message, params string[] more)
    {
        (await RequestAsync(more)).ShouldBe(2);
        _client.Error.ShouldStartWith(message);
        File.Exists(_client.At("a.licreq")).ShouldBeFalse();
    }

    [Fact]
    public async Task Something_else_is_not_overwritten()
    {
        _client.Write("a.licreq", "a letter");

        (await RequestAsync()).ShouldBe(2);
        _client.Error.ShouldContain("is not overwritten");
        (await TextAsync()).ShouldBe("a letter");
    }

    [Fact]
    public async Task Keys_of_the_phone_alone_do_not_suffice_and_plain_needs_none()
    {
        File.Delete(_client.At("program", "center-keys.json"));
        (await RequestAsync()).ShouldBe(2);
        _client.Error.ShouldStartWith("--center-keys: ");

        (await RequestAsync("--plain")).ShouldBe(0, _client.Error);
    }

    private Task<int> RequestAsync(params string[] more) =>
        _client.RunAsync(["request", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", _client.At("owner.json"), "--out", _client.At("a.licreq"), .. more]);

    private Task<string> TextAsync() => File.ReadAllTextAsync(_client.At("a.licreq"), TestContext.Current.CancellationToken);
}

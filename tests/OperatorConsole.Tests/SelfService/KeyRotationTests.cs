using System.Text.Json;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Client;

namespace OperatorConsole.Tests.SelfService;

/// <summary>Keys change while licenses and request files are out there: from the customer program to the Center and back.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private ServedCenter _center = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClientRun Client => _center.Client;

    public async ValueTask InitializeAsync() => _center = await ServedCenter.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Fact]
    public async Task A_rotation_keeps_licenses_valid_and_request_files_readable_and_a_revocation_ends_both()
    {
        var (kit, later, fresh) = (await _center.KitAsync("base"), await _center.KitAsync("base"), await _center.KitAsync("base"));
        await AcquireAsync(kit);
        var first = _center.Kept();
        var bytes = await File.ReadAllBytesAsync(Client.At("a.lic"), Cancellation);
        File.Copy(Client.At("a.lic"), Client.At("first.lic"));
        var waiting = await RequestAsync(later);
        var (oldFile, oldEncryption) = (Kid(JoseUse.Signature), Kid(JoseUse.Encryption));

        await RotateAsync(KeyKind.File);
        await RotateAsync(KeyKind.Encryption);
        Export("rotated.json");
        (await CheckAsync("first.lic")).ShouldBe(0, Client.Output);
        (await CheckAsync("first.lic", "rotated.json")).ShouldBe(0, Client.Output);

        // What was encrypted for the old key is opened; what is signed now, only the new export believes.
        var answered = await _center.SendAsync(waiting, "application/jose");
        answered.Status.ShouldBe(200, answered.Text);
        LicenseDetailsFile.Read(answered.Text).Kid.ShouldBe(Kid(JoseUse.Signature));
        Client.Write("later.lic", answered.Text);
        (await CheckAsync("later.lic")).ShouldBe(1);
        (await CheckAsync("later.lic", "rotated.json")).ShouldBe(0, Client.Output);
        (await _center.AcquireAsync(fresh, fresh.Sets[0].Pins[0].Code)).ShouldBe(1);
        Client.Error.ShouldContain("not signed by a key of center-keys");
        await AcquireAsync(fresh, "--center-keys", Client.At("rotated.json"));

        // The same request as at first: the same bytes, by the old key.
        await AcquireAsync(kit);
        (await File.ReadAllBytesAsync(Client.At("a.lic"), Cancellation)).ShouldBe(bytes);
        LicenseDetailsFile.Read(await File.ReadAllTextAsync(Client.At("a.lic"), Cancellation)).Kid.ShouldBe(oldFile);

        await RevokeAsync(KeyKind.File, oldFile);
        Export("revoked.json");
        (await CheckAsync("first.lic", "revoked.json")).ShouldBe(1);
        (await CheckAsync("later.lic", "revoked.json")).ShouldBe(0, Client.Output);

        // Nobody believes those bytes any more: the same license comes signed anew, and nothing else in it changed.
        await AcquireAsync(kit, "--center-keys", Client.At("revoked.json"));
        var again = LicenseDetailsFile.Read(await File.ReadAllTextAsync(Client.At("a.lic"), Cancellation));
        again.Kid.ShouldBe(Kid(JoseUse.Signature));
        (again.Details.License, again.Details.RequestId, again.Details.IssuedAt, again.Details.Operation).ShouldBe((first.License, first.RequestId, first.IssuedAt, first.Operation));
        (await CheckAsync("a.lic", "revoked.json")).ShouldBe(0, Client.Output);

        await RevokeAsync(KeyKind.Encryption, oldEncryption);
        var refused = await _center.SendAsync(waiting, "application/jose");
        refused.Status.ShouldBe(400);
        JsonDocument.Parse(refused.Body).RootElement.GetProperty("member").GetString().ShouldBe("header.kid");
    }

    private async Task AcquireAsync(Kit kit, params string[] more) => (await _center.AcquireAsync(kit, kit.Sets[0].Pins[0].Code, more)).ShouldBe(0, Client.Error);

    private async Task<string> RequestAsync(Kit kit)
    {
        (await Client.RunAsync("request", "--kit", kit.Number.Digits, "--pin", kit.Sets[0].Pins[0].Code.Digits, "--owner", Client.At("owner.json"), "--out", Client.At("waiting.licreq"))).ShouldBe(0, Client.Error);
        return await File.ReadAllTextAsync(Client.At("waiting.licreq"), Cancellation);
    }

    private Task<int> CheckAsync(string license, string? keys = null) =>
        Client.RunAsync(["check", Client.At(license), .. keys is null ? Array.Empty<string>() : ["--center-keys", Client.At(keys)]]);

    private void Export(string name) => Client.Write(name, _center.Keys.ToJson());

    private string Kid(JoseUse use) => _center.Keys.Published.JoseKeys.Single(key => key.Use == use && key.State == KeyState.Active).Kid;

    private Task RotateAsync(KeyKind kind) => _center.Console.Services.GetRequiredService<RotateKey>().RunAsync(Acting.System, kind, Cancellation);

    private async Task RevokeAsync(KeyKind kind, string kid) =>
        (await _center.Console.Services.GetRequiredService<RevokeKey>().RunAsync(Acting.System, kind, kid, Cancellation)).ShouldBeTrue();
}

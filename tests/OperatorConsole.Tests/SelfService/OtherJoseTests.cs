using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Licensing.Files;
using Licensing.Tests.Files;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OperatorConsole.Tests.Client;

namespace OperatorConsole.Tests.SelfService;

/// <summary>What other people's JOSE makes of our files and keys, and we of theirs: Microsoft's library for what we sign, Debian's <c>jose</c> for all of it.</summary>
public sealed class OtherJoseTests : IAsyncLifetime
{
    private const string Jose = "/usr/bin/jose";
    private ServedCenter _center = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClientRun Client => _center.Client;

    public async ValueTask InitializeAsync() => _center = await ServedCenter.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Fact]
    public async Task Microsofts_library_verifies_a_license_with_the_served_set_and_passes_over_what_it_does_not_know()
    {
        var license = await LicenseAsync();
        var set = new JsonWebKeySet(await _center.GetAsync("/.well-known/jwks.json"));
        var rules = new TokenValidationParameters
        {
            IssuerSigningKeys = set.GetSigningKeys(),
            ValidTypes = ["license+jwt"],
            ValidAlgorithms = ["ES256"],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = false,
        };

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(license, rules);

        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        result.Claims["format"].ShouldBe("license-details/1");
        set.AdditionalData.Keys.ShouldBe(["phoneKeys", "journalKeys"], ignoreOrder: true);
        var parts = license.Split('.');
        (await new JsonWebTokenHandler().ValidateTokenAsync($"{parts[0]}.{HandMadeJose.Encoded(Encoding.UTF8.GetString(HandMadeJose.Decoded(parts[1])).Replace("singleUser", "multiUser", StringComparison.Ordinal))}.{parts[2]}", rules))
            .IsValid.ShouldBeFalse("something else was signed");
    }

    [Fact]
    public async Task The_command_jose_encrypts_a_request_that_is_answered_and_verifies_the_license()
    {
        var kit = await _center.KitAsync("base");
        var keys = JsonNode.Parse(await _center.GetAsync("/.well-known/jwks.json"))!["keys"]!.AsArray().ToDictionary(key => key!["use"]!.GetValue<string>());
        var (plain, encrypts, verifies) = (Client.Write("plain.json", LicenseRequestFile.Write(ServedCenter.Request(kit))), Client.Write("enc.jwk", keys["enc"]!.ToJsonString()), Client.Write("sig.jwk", keys["sig"]!.ToJsonString()));
        var header = new JsonObject { ["protected"] = new JsonObject { ["alg"] = "ECDH-ES", ["enc"] = "A256GCM", ["kid"] = keys["enc"]!["kid"]!.GetValue<string>(), ["cty"] = "license-request+json" } };

        var answer = await _center.SendAsync(await RunAsync("jwe", "enc", "-I", plain, "-k", encrypts, "-i", header.ToJsonString(), "-c", "-o", "-"), "application/jose");

        answer.Status.ShouldBe(200, answer.Text);
        var license = Client.Write("jose.lic", answer.Text);
        (await RunAsync("jws", "ver", "-i", license, "-k", verifies, "-O", "-")).ShouldContain($"\"kit\":\"{kit.Number.Digits}\"");
    }

    [Fact]
    public async Task The_command_jose_opens_a_request_of_the_customer_program()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportParameters(includePrivateParameters: true);
        Client.Write("keys.json", CenterKeys.Write(new CenterKeys { JoseKeys = [JoseKey.Of("test-1", JoseUse.Encryption, secret, KeyState.Active)] }));
        Client.Write("secret.jwk", new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = HandMadeJose.Encoded(secret.Q.X), ["y"] = HandMadeJose.Encoded(secret.Q.Y), ["d"] = HandMadeJose.Encoded(secret.D) }.ToJsonString());
        (await Client.RunAsync("request", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", Client.At("owner.json"), "--center-keys", Client.At("keys.json"), "--out", Client.At("a.licreq"))).ShouldBe(0, Client.Error);

        var opened = LicenseRequestFile.Read(await RunAsync("jwe", "dec", "-i", Client.At("a.licreq"), "-k", Client.At("secret.jwk"), "-O", "-"));

        (opened.Kit.Digits, opened.Owner.Organization).ShouldBe((ClientRun.Kit, "Romashka LLC"));
    }

    private async Task<string> LicenseAsync() => (await _center.SendAsync(ServedCenter.Request(await _center.KitAsync("base")))).Text;

    private static async Task<string> RunAsync(params string[] args)
    {
        Assert.SkipUnless(File.Exists(Jose), "The command jose is missing; on Debian: apt-get install jose.");
        using var running = Process.Start(new ProcessStartInfo(Jose, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (running.StandardOutput.ReadToEndAsync(Cancellation), running.StandardError.ReadToEndAsync(Cancellation));
        await running.WaitForExitAsync(Cancellation);
        running.ExitCode.ShouldBe(0, await complained);
        return await said;
    }
}
